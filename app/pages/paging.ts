/** The page numbers to show: the first, the last, and those around the current one; `null` is a gap. */
export function pageNumbers(current: number, last: number): (number | null)[] {
  const wanted = [1, current - 1, current, current + 1, last]
  const pages = [...new Set(wanted)].filter((page) => page >= 1 && page <= last)
  return pages.flatMap((page, index) =>
    index && page - pages[index - 1] > 1 ? [null, page] : [page]
  )
}

/** The address of this list with some of its query changed; an empty value removes the key. */
export function withQuery(
  url: string,
  query: Record<string, unknown>,
  changes: Record<string, unknown>
) {
  const all = new URLSearchParams()
  for (const [key, value] of Object.entries({ ...query, ...changes })) {
    for (const one of [value].flat())
      if (one !== undefined && one !== null && one !== '') all.append(key, String(one))
  }
  const text = all.toString()
  return text ? `${url}?${text}` : url
}
