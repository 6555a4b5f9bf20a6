/** From and until, as the clinic's clocks show them: compared as text, because that is their order. */
export type Span = [from: string, until: string]

/** What is left of spans outside of others. */
export function without(spans: Span[], others: Span[]): Span[] {
  return others.reduce(
    (left, [from, until]) =>
      left.flatMap(([start, end]): Span[] =>
        [
          [start, end < from ? end : from] as Span,
          [start > until ? start : until, end] as Span,
        ].filter(([begin, finish]) => begin < finish)
      ),
    spans
  )
}

/** Spans that touch become one. */
export function united(spans: Span[]): Span[] {
  const all: Span[] = []
  for (const [from, until] of spans.sort(([a], [b]) => a.localeCompare(b))) {
    const last = all.at(-1)
    if (last && from <= last[1]) last[1] = until > last[1] ? until : last[1]
    else all.push([from, until])
  }
  return all
}
