/** The items of the first list of a page, or of a part of one, as text. */
export function itemsIn(html: string): string[] {
  const [, list = ''] = /<[ou]l class="item-list"[^>]*>([^]*?)<\/[ou]l>/.exec(html) ?? []
  return list
    .split('</li>')
    .map((item) =>
      item
        .replaceAll(/<[^>]*>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim()
    )
    .filter(Boolean)
}
