import MarkdownIt from 'markdown-it'

const ALLOWED_LINK = /^(https?:\/\/|mailto:)/i

/**
 * CommonMark without raw HTML, images and underlined headings. Links go to the web or to a mailbox;
 * anything else stays the text that it was.
 */
const markdown = new MarkdownIt({ html: false, linkify: true }).disable(['image', 'lheading'])
markdown.validateLink = (url) => ALLOWED_LINK.test(url)
markdown.renderer.rules.link_open = (tokens, index, options, _env, renderer) => {
  tokens[index].attrSet('rel', 'noopener noreferrer')
  tokens[index].attrSet('target', '_blank')
  return renderer.renderToken(tokens, index, options)
}
// The page has the h1; the document's own title becomes an h2, and so on.
for (const rule of ['heading_open', 'heading_close'] as const)
  markdown.renderer.rules[rule] = (tokens, index, options, _env, renderer) => {
    tokens[index].tag = `h${Number(tokens[index].tag.slice(1)) + 1}`
    return renderer.renderToken(tokens, index, options)
  }

/** The Markdown of a clinic as HTML that cannot do anything but be read. */
export function render(text: string) {
  return markdown.render(text)
}

/** A draft, with what the clinic must still fill in set off. */
export function renderDraft(text: string) {
  return render(text).replace(/\[\[[^[\]<>]*\]\]/g, (gap) => `<mark>${gap}</mark>`)
}
