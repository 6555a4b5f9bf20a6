import { type Bytes, concat, textOf, utf8 } from '../crypto/bytes.ts'

/** The length of the JSON, in so many bytes. */
const PREFIX = 4

/** JSON, and the bytes that it tells of, in one body: how long the JSON is (32 bits, the highest first), the JSON, the bytes. */
export type Parcel<Said> = { said: Said; bytes: Bytes }

export const PARCEL_TYPE = 'application/octet-stream'

export function pack(said: unknown, bytes: Uint8Array[]): Bytes {
  return concat(headOf(said), ...bytes)
}

/** What comes before the bytes. */
export function headOf(said: unknown): Bytes {
  const json = utf8(JSON.stringify(said))
  const prefix = new Uint8Array(PREFIX)
  new DataView(prefix.buffer).setUint32(0, json.length)
  return concat(prefix, json)
}

/** @throws RangeError | TypeError | SyntaxError when it is none */
export function unpack<Said>(body: Bytes): Parcel<Said> {
  const { buffer, byteOffset, byteLength } = body
  const end = PREFIX + new DataView(buffer, byteOffset, byteLength).getUint32(0)
  return { said: JSON.parse(textOf(body.subarray(PREFIX, end))), bytes: body.subarray(end) }
}

/**
 * What belongs to each, by how long they say it is.
 *
 * @throws RangeError when more or fewer bytes came
 */
export function shareOut<Row extends { length: number }, Part extends Uint8Array>(
  rows: Row[],
  bytes: Part
): (Row & { bytes: Part })[] {
  let at = 0
  const shared = rows.map((row) => {
    const own = bytes.subarray(at, (at += row.length)) as Part
    return { ...row, bytes: own }
  })
  if (at !== bytes.length) throw new RangeError('not as many bytes as it says')
  return shared
}
