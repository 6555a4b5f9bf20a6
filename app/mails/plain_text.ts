const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/**
 * The words of one of our own mails without its HTML. It knows what `@mail.layout` and the
 * templates in it use (headings, paragraphs, lists, links), not HTML at large.
 */
export function plainText(html: string) {
  const title = /<title>(.*?)<\/title>/s.exec(html)?.[1] ?? ''
  const body = /<body[^>]*>(.*)<\/body>/s.exec(html)?.[1] ?? html
  const text = body
    .replace(/\s+/g, ' ')
    .replace(/<p data-html-only.*?<\/p>/g, '')
    .replace(/<a [^>]*?href="([^"]*)"[^>]*>(.*?)<\/a>/g, link)
    .replace(/<li[^>]*>/g, '\n- ')
    .replace(/<hr[^>]*>/g, '\n\n--\n\n')
    .replace(/<br[^>]*>/g, '\n')
    .replace(/<\/(p|h1|h2|ul|ol|div)>/g, '\n\n')
    .replace(/<[^>]*>/g, '')
  return { title: oneLine(decode(title)), text: tidy(decode(text)) }
}

function link(_: string, href: string, label: string) {
  const words = label.trim()
  return words === href || `mailto:${words}` === href ? words : `${words}:\n${href}`
}

function decode(text: string) {
  return text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (entity, name: string) => {
    if (!name.startsWith('#')) return NAMED[name] ?? entity
    const isHex = name[1].toLowerCase() === 'x'
    return String.fromCodePoint(Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10))
  })
}

function oneLine(text: string) {
  return text.replace(/\s+/g, ' ').trim()
}

function tidy(text: string) {
  const lines = text.split('\n').map((line) => line.trim())
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`
}
