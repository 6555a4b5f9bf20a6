import {
  type Calendar,
  DayGrid,
  Interaction,
  ResourceTimeGrid,
  TimeGrid,
} from '@event-calendar/core'

export const PLUGINS = [TimeGrid, ResourceTimeGrid, DayGrid, Interaction]

/** Whether this is a screen on which one day is enough, and an appointment is a page of its own. */
export function isNarrow() {
  return window.matchMedia('(max-width: 48rem)').matches
}

/** Of half an hour, in pixels. */
const SLOT_HEIGHT = 32

/** How the grid looks, whatever it shows. Its own toolbar is ours. */
const LOOKS: Calendar.Options = {
  headerToolbar: { start: '', center: '', end: '' },
  firstDay: 1,
  height: '100%',
  allDaySlot: false,
  nowIndicator: true,
  dayMaxEvents: true,
  lazyFetching: false,
  slotDuration: '00:30:00',
  slotLabelInterval: '01:00:00',
  snapDuration: '00:15:00',
  slotHeight: SLOT_HEIGHT,
  slotEventOverlap: false,
  slotMinTime: '07:00:00',
  slotMaxTime: '20:00:00',
  scrollTime: '07:30:00',
  flexibleSlotTimeLimits: true,
  longPressDelay: 500,
  eventTimeFormat: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  slotLabelFormat: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  views: { dayGridMonth: { weekNumbers: true } },
}

/** On a phone three days stand side by side, or two members, and the others are found by wiping. */
const NARROW_LOOKS: Calendar.Options = {
  ...LOOKS,
  views: {
    timeGridWeek: { columnWidth: 'minmax(5.5rem, 1fr)' },
    resourceTimeGridDay: { columnWidth: 'minmax(8rem, 1fr)' },
    resourceTimeGridWeek: { columnWidth: 'minmax(5.5rem, 1fr)' },
  },
}

/** What it says by a number; on a phone there is room for nothing else. */
export function countsIn({ week, more }: Record<'week' | 'more', string>): Calendar.Options {
  return {
    weekNumberContent: (info) => week.replace('%', `${info.week}`),
    moreLinkContent: ({ num }) => (isNarrow() ? `${num}` : more.replace('%', `${num}`)),
  }
}

/** What takes less has room for a name only where half an hour is twice as high. */
const SHORT_MINUTES = 10

/** @param shortest how many minutes the shortest service takes */
export function looksFor(shortest: number): Calendar.Options {
  const looks = isNarrow() ? NARROW_LOOKS : LOOKS
  return shortest < SHORT_MINUTES ? { ...looks, slotHeight: 2 * SLOT_HEIGHT } : looks
}
