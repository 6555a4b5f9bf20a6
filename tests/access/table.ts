import type { Reach, Way } from './walk.js'

/** What a member gets of an address where not everything behind it is theirs, by how the address begins. */
export type Notes = Record<string, string>

const CELL: Record<Reach, string> = { all: 'yes', some: 'some', none: '–' }
/** Fixed, so that one long address does not move every other line of the difference that a reviewer reads. */
const WIDTHS = { what: 58, permission: 20 }
const LINE = /^\| `(\w+ [^`]+)`/

/** The table for these ways, a chapter for each noun. */
export function tableOf(ways: Way[], titles: string[], notes: Notes): string[] {
  const chapters = Map.groupBy(ways, ({ call }) => chapterOf(call.pattern))
  return [...chapters]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([chapter, own]) => [
      ...['', `## ${chapter}`, ''],
      ...headOf(titles),
      ...own.map((way) => lineOf(way, titles, notes)),
    ])
}

/** `/settings/rooms/new` belongs to `/settings/rooms`, `/clients/:id` to `/clients`. */
function chapterOf(pattern: string) {
  const [, first, second = ''] = pattern.split('/')
  return first === 'settings' ? `/settings/${second}` : `/${first}`
}

function headOf(titles: string[]) {
  const { what, permission } = WIDTHS
  const heads = ['What'.padEnd(what), 'Permission'.padEnd(permission), 'Proof', ...titles, 'Some']
  return [cells(heads), cells(heads.map((head) => '-'.repeat(head.length)))]
}

function lineOf({ call, reach, wantsProof }: Way, titles: string[], notes: Notes) {
  const isPartly = [...reach.values()].includes('some')
  return cells([
    `\`${keyOf(call)}\``.padEnd(WIDTHS.what),
    call.permissions.join(', ').padEnd(WIDTHS.permission),
    (wantsProof ? 'fresh' : '').padEnd('Proof'.length),
    ...titles.map((title) => CELL[reach.get(title)!].padEnd(title.length)),
    isPartly ? (noteOn(call.pattern, notes) ?? '') : '',
  ])
}

function keyOf({ method, pattern }: Way['call']) {
  return `${method} ${pattern}`
}

export function noteOn(pattern: string, notes: Notes): string | undefined {
  const starts = Object.keys(notes).filter((start) => pattern.startsWith(start))
  return notes[starts.sort((a, b) => b.length - a.length)[0]]
}

function cells(all: string[]) {
  return `| ${all.join(' | ')} |`.replace(/ +\|$/, ' |')
}

/** What a reviewer must decide on: the lines of the file that are not true, with their numbers, and those that it lacks. */
export function differences(path: string, written: string[], truth: string[]): string[] {
  const known = linesByKey(written)
  const found = linesByKey(truth)
  const wrong = [...known].flatMap(([key, { line, number }]) => {
    const real = found.get(key)?.line
    if (!real) return [`${path}:${number} speaks of what is not there:\n  ${line}`]
    return real === line ? [] : [`${path}:${number} says\n  ${line}\nand the server\n  ${real}`]
  })
  const missing = [...found]
    .filter(([key]) => !known.has(key))
    .map(([, { line }]) => `${path} lacks\n  ${line}`)
  return [...wrong, ...missing]
}

function linesByKey(lines: string[]) {
  return new Map(
    lines.flatMap((line, index) => {
      const key = LINE.exec(line)?.[1]
      return key ? [[key, { line, number: index + 1 }] as const] : []
    })
  )
}
