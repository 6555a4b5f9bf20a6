/** Whole numbers from one to another, which is not part of it. */
export type Range = { from: number; until: number }

/** What lies in any of them, in order, with what touches joined. */
export function union(ranges: readonly Range[]): Range[] {
  const joined: Range[] = []
  for (const { from, until } of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && from <= last.until) last.until = Math.max(last.until, until)
    else if (from < until) joined.push({ from, until })
  }
  return joined
}

/** What lies in the first, which are in order, and in none of the others. */
export function without(ranges: readonly Range[], taken: readonly Range[]): Range[] {
  const holes = union(taken)
  const left: Range[] = []
  let next = 0
  for (const range of ranges) {
    let { from } = range
    while (next < holes.length && holes[next].until <= from) next++
    for (let at = next; at < holes.length && holes[at].from < range.until; at++) {
      if (from < holes[at].from) left.push({ from, until: holes[at].from })
      from = Math.max(from, holes[at].until)
    }
    if (from < range.until) left.push({ from, until: range.until })
  }
  return left
}

/** What lies in one of the first and in one of the second; both are in order and do not touch. */
export function common(one: readonly Range[], other: readonly Range[]): Range[] {
  const both: Range[] = []
  let [a, b] = [0, 0]
  while (a < one.length && b < other.length) {
    const from = Math.max(one[a].from, other[b].from)
    const until = Math.min(one[a].until, other[b].until)
    if (from < until) both.push({ from, until })
    if (one[a].until < other[b].until) a++
    else b++
  }
  return both
}

/** How long they are together; they do not lie over one another. */
export function lengthOf(ranges: readonly Range[]): number {
  return ranges.reduce((sum, { from, until }) => sum + until - from, 0)
}

/** How many of these numbers, which are in order, are smaller than that: found by halving. */
export function countBefore(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle] < limit) low = middle + 1
    else high = middle
  }
  return low
}
