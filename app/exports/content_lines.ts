/** RFC 5545, 3.1, and RFC 6350, 3.2: octets, the line ending not counted. */
const LONGEST_LINE = 75
/** Everything below a space but the line endings and the tab: no such file may have it. */
// eslint-disable-next-line no-control-regex -- these are what it is about
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

/** The lines of a vCard or an iCalendar file as they are sent. What is empty, null or false is left out. */
export function contentLines(lines: readonly (string | null | undefined | false)[]) {
  return lines.map((line) => (line ? `${folded(line)}\r\n` : '')).join('')
}

/** A value of the type TEXT: RFC 5545, 3.3.11, and RFC 6350, 3.4. */
export function contentText(value: string) {
  return value
    .replace(CONTROLS, '')
    .replace(/[\\,;]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n')
}

/** Breaks a long line between characters, never inside one. */
function folded(line: string) {
  if (Buffer.byteLength(line) <= LONGEST_LINE) return line
  let octets = 0
  return [...line].reduce((out, character) => {
    octets += Buffer.byteLength(character)
    if (octets <= LONGEST_LINE) return out + character
    octets = 1 + Buffer.byteLength(character)
    return `${out}\r\n ${character}`
  }, '')
}
