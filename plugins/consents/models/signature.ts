const MAX_BYTES = 100_000
const MAX_STROKES = 200
const MAX_POINTS = 8_000
const MIN_SIDE = 50
const MAX_SIDE = 4_000
/** A dot or a slip of the finger is shorter than this, in the units of the pad. */
const MIN_LENGTH = 40

type Point = [x: number, y: number]
export type SignatureData = { width: number; height: number; strokes: Point[][] }

/**
 * A drawn signature, as the lines of the pen and nothing else. Pressure and speed are not kept: they would tell a
 * person apart by how the hand moves, which is more than the clinic needs to prove.
 */
export class Signature {
  /** The signature in a form's field, or null when it is too big, malformed or no more than a dot. */
  static parse(text: string): Signature | null {
    if (Buffer.byteLength(text) > MAX_BYTES) return null
    let data: unknown
    try {
      data = JSON.parse(text)
    } catch {
      return null
    }
    if (!isSignatureData(data)) return null
    const signature = new Signature({
      width: data.width,
      height: data.height,
      strokes: data.strokes,
    })
    return signature.length >= MIN_LENGTH ? signature : null
  }

  constructor(readonly data: SignatureData) {}

  /** The strokes as the `d` of SVG paths. */
  get paths() {
    return this.data.strokes.map((points) => {
      const [first, ...rest] = points
      // A stroke of one point is a dot on the i: a line to itself, which round caps make visible.
      return `M${first}` + (rest.length ? rest : [first]).map((point) => `L${point}`).join('')
    })
  }

  /** The signature as a picture of its own, in a data: URI. */
  get picture() {
    const { width, height } = this.data
    const paths = this.paths.map((path) => `<path d="${path}"/>`).join('')
    const svg =
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
      `fill="none" stroke="#16233a" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">${paths}</svg>`
    return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
  }

  get length() {
    return this.data.strokes.reduce((sum, points) => sum + lengthOf(points), 0)
  }
}

function lengthOf(points: Point[]) {
  return points
    .slice(1)
    .reduce((sum, [x, y], index) => sum + Math.hypot(x - points[index][0], y - points[index][1]), 0)
}

function isSignatureData(data: unknown): data is SignatureData {
  const { width, height, strokes } = (data ?? {}) as Partial<SignatureData>
  if (!isSide(width) || !isSide(height) || !Array.isArray(strokes)) return false
  if (!strokes.length || strokes.length > MAX_STROKES) return false
  if (!strokes.every((points) => Array.isArray(points) && points.length > 0)) return false
  const points = strokes.flat()
  return points.length <= MAX_POINTS && points.every((point) => isPoint(point, width, height))
}

function isSide(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= MIN_SIDE && Number(value) <= MAX_SIDE
}

function isPoint(point: unknown, width: number, height: number) {
  if (!Array.isArray(point) || point.length !== 2) return false
  const [x, y] = point
  return isWithin(x, width) && isWithin(y, height)
}

function isWithin(value: unknown, side: number) {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= side
}
