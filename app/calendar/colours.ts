/**
 * The colours that a clinic gives its services, by name: resources/css/components/colours.css says how
 * `colour-<name>` looks in light and in dark, with enough contrast in both.
 */
export const COLOURS = [
  'blue',
  'teal',
  'green',
  'olive',
  'amber',
  'orange',
  'red',
  'pink',
  'violet',
  'grey',
] as const
export type Colour = (typeof COLOURS)[number]
