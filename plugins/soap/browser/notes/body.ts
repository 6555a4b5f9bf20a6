/** One question of a template. Its id ties the answer to it; its words are copied into each note. */
export type Section = { id: string; label: string; hint?: string } & (
  | { kind: 'text'; rows?: number }
  | { kind: 'scale'; min: number; max: number; low?: string; high?: string }
  | { kind: 'checks'; options: string[] }
  | { kind: 'choice'; options: string[] }
  | { kind: 'date' }
  | { kind: 'chart' }
)
export type SectionKind = Section['kind']

export type Template = { id: string; name: string; sections: Section[] }

export type Side = 'front' | 'back'
/** Points of a line, in the units of the chart. */
export type Line = { side: Side; points: [number, number][] }
/** A marked part of the body, with what was written to it. */
export type Place = { region: string; words: string }
export type Drawing = { lines: Line[]; places: Place[] }
export type Answer = string | number | string[] | Drawing

/** A file beside the note. What opens it lies in an envelope of its own; that it is this file the note's author signs. */
export type Attached = {
  id: string
  name: string
  type: string
  size: number
  /** Of the file as it is opened, in hexadecimal. */
  sha256: string
  /** A small picture as a data address. */
  thumbnail?: string
}

/** All that a note says. This is what is signed and encrypted, whole. */
export type NoteBody = {
  format: 1
  title: string
  /** The day of the treatment, as an ISO date. */
  date: string
  /** With its questions: a note can be read when the template is long gone. */
  template: Template
  answers: Record<string, Answer>
  attachments: Attached[]
  /** Of old notes from elsewhere: who wrote them, according to the file. */
  source?: { author: string; file: string }
}

/** Words of the original that an addendum strikes out; they stay readable. */
export type Strike = { section: string; words: string }
export type AddendumBody = { format: 1; text: string; strikes: Strike[] }

export function emptyBody(template: Template, date: string): NoteBody {
  return { format: 1, title: '', date, template, answers: {}, attachments: [] }
}

/** The same note by another template. Questions that were answered already stay, below those of the new one. */
export function byTemplate(
  body: NoteBody,
  template: Template
): Pick<NoteBody, 'template' | 'answers'> {
  const known = new Set(template.sections.map(({ id }) => id))
  const kept = body.template.sections.filter(
    ({ id }) => !known.has(id) && isAnswered(body.answers[id])
  )
  const sections = [...template.sections, ...kept]
  const answers = Object.fromEntries(
    sections.filter(({ id }) => id in body.answers).map(({ id }) => [id, body.answers[id]])
  )
  return { template: { ...template, sections }, answers }
}

/** A note that goes on from another: its questions and answers, but for what is answered here already. */
export function goingOnFrom(last: NoteBody, body: NoteBody): NoteBody {
  const { template, answers } = byTemplate(body, last.template)
  const own = Object.entries(answers).filter(([, answer]) => isAnswered(answer))
  return { ...body, template, answers: { ...last.answers, ...Object.fromEntries(own) } }
}

export function isDrawing(answer: Answer | undefined): answer is Drawing {
  return typeof answer === 'object' && !Array.isArray(answer)
}

/** An answer that says something. */
export function isAnswered(answer: Answer | undefined): answer is Answer {
  if (answer === undefined || answer === '') return false
  if (Array.isArray(answer)) return answer.length > 0
  if (isDrawing(answer)) return answer.lines.length + answer.places.length > 0
  return true
}

/** Everything in a note that can be looked for, as one text. */
export function textOf({ title, template, answers, attachments }: NoteBody) {
  const answered = Object.values(answers).map(wordsOf)
  return [title, template.name, ...answered, ...attachments.map(({ name }) => name)]
    .filter(Boolean)
    .join('\n')
}

function wordsOf(answer: Answer) {
  if (isDrawing(answer)) return answer.places.map(({ words }) => words).join('\n')
  return Array.isArray(answer) ? answer.join('\n') : String(answer)
}

/** How a note is called in a list. */
export function titleOf({ title, template }: NoteBody) {
  return title.trim() || template.name
}
