/** What the notes of the bench say, and what is looked for in them. */
const SENTENCE = 'Klienten fortæller om smerter i lænden siden mandag. '
const SECTIONS = ['subjective', 'objective', 'assessment', 'plan']
const BYTES = 2048
const RARE = 'Svimmelhed'

/** In all notes, in one of 500, in none. */
export const TERMS = ['lænden', RARE.toLowerCase(), 'hovedpine']

/** A note in SOAP of 2 KiB as JSON, as the editor of the plugin writes it. */
export function aNote(number) {
  const sections = SECTIONS.map((id) => ({ id, kind: 'text', label: id }))
  const body = {
    format: 1,
    title: `Besøg ${String(number).padStart(5, '0')}${number % 500 ? '' : `: ${RARE}`}`,
    date: '2027-03-01',
    template: { id: 'soap', name: 'SOAP', sections },
    answers: Object.fromEntries(SECTIONS.map((id) => [id, ''])),
    attachments: [],
  }
  const text = SENTENCE.repeat(10)
  for (const id of SECTIONS)
    body.answers[id] = cut(text, (BYTES - sizeOf(body)) / (SECTIONS.length - SECTIONS.indexOf(id)))
  return body
}

function sizeOf(body) {
  return Buffer.byteLength(JSON.stringify(body))
}

/** The beginning of a text, in so many bytes. */
function cut(text, bytes) {
  return Buffer.from(text)
    .subarray(0, bytes)
    .toString()
    .replace(/\uFFFD$/, '')
}
