import type { Side } from '../notes/body.ts'

/** Middle, half width, half height, and how far it leans (degrees). */
export type Ellipse = [number, number, number, number, number?]

/** A part of the body, as an ellipse. */
export type Region = { id: string; side: Side; at: Ellipse }

export const SIZE = { width: 200, height: 420 }

/** Those that are there left and right are drawn once, for the side that is on the picture's left. */
const PAIRED: Record<string, Ellipse> = {
  shoulder: [63, 92, 14, 13],
  upper_arm: [51, 127, 9, 25, 12],
  elbow: [43, 160, 9, 11, 12],
  forearm: [35, 192, 8, 25, 12],
  hand: [26, 229, 9, 15, 12],
  hip: [77, 202, 13, 15],
  thigh: [81, 253, 15, 38, 2],
  knee: [83, 302, 12, 14],
  lower_leg: [84, 348, 11, 34, -1],
  foot: [80, 395, 13, 10],
}

const SINGLE: Record<Side, Record<string, Ellipse>> = {
  front: {
    head: [100, 36, 21, 27],
    neck: [100, 70, 11, 10],
    chest: [100, 105, 25, 24],
    abdomen: [100, 156, 24, 26],
    pelvis: [100, 200, 13, 16],
  },
  back: {
    head: [100, 36, 21, 27],
    neck: [100, 70, 11, 10],
    upper_back: [100, 106, 25, 25],
    lower_back: [100, 157, 24, 25],
    buttocks: [100, 204, 13, 19],
  },
}

/** Seen from the front, a person's right is on our left; from the back it is the other way round. */
const LEFT_OF_PICTURE: Record<Side, 'left' | 'right'> = { front: 'right', back: 'left' }

export const REGIONS: Region[] = (['front', 'back'] as const).flatMap((side) => [
  ...Object.entries(SINGLE[side]).map(([name, at]) => ({ id: `${side}.${name}`, side, at })),
  ...Object.entries(PAIRED).flatMap(([name, at]) => pair(side, name, at)),
])

/** What lies between the parts, so that together they make one body. */
const BETWEEN: Ellipse[] = [
  [100, 80, 12, 14],
  [100, 96, 40, 13],
  [100, 130, 25, 40],
  [100, 178, 27, 24],
  [100, 205, 31, 18],
  ...both([47, 143, 9, 16, 14]),
  ...both([38, 172, 8, 16, 14]),
  ...both([30, 212, 7, 16, 12]),
  ...both([80, 222, 15, 28, 2]),
  ...both([83, 280, 12, 30]),
  ...both([84, 322, 11, 26]),
  ...both([83, 375, 8, 20]),
]

/** Everything of which a figure consists: drawn with a line around it all, and then filled, so that no line stays inside. */
export const BODY: Ellipse[] = [
  ...Object.values(SINGLE.front),
  ...Object.values(PAIRED).flatMap(both),
  ...BETWEEN,
]

/** The same on the other side of the picture. */
function both(at: Ellipse): Ellipse[] {
  const [x, y, rx, ry, lean = 0] = at
  return [at, [SIZE.width - x, y, rx, ry, -lean]]
}

function pair(side: Side, name: string, at: Ellipse): Region[] {
  const near = LEFT_OF_PICTURE[side]
  const far = near === 'left' ? 'right' : 'left'
  const [own, other] = both(at)
  return [
    { id: `${side}.${near}_${name}`, side, at: own },
    { id: `${side}.${far}_${name}`, side, at: other },
  ]
}
