import { uuidv7 } from 'uuidv7'
import { reach } from '../keeping/server.ts'
import { sealFinal } from '../keeping/signing.ts'
import type { NoteBody, Section } from '../notes/body.ts'
import { firstCircle } from '../notes/readers.ts'
import { t } from '../parts/page.ts'

/** An old note, with its questions as they were called in the file. */
export type OldNote = {
  client: string
  line: number
  date: string
  title: string
  author: string
  file: string
  answers: [string, string][]
}

/** An old note comes in final, signed by who brings it; whose it was, according to the file, is inside. */
export async function importNote({ client, ...old }: OldNote, name: string) {
  const id = uuidv7()
  const circle = await firstCircle(client)
  const body = { ...bodyOf(old), signed: { name } }
  const sealed = await sealFinal({ circle, type: 'soap-note', record: id, version: 1, body })
  const first = { id, sitting: crypto.randomUUID(), ...sealed }
  await reach('POST', `/clients/${client}/notes`, first)
}

function bodyOf({ date, title, author, file, answers }: Omit<OldNote, 'client'>): NoteBody {
  const sections = answers.map(([label], index): Section => ({
    id: `old${index}`,
    kind: 'text',
    label,
  }))
  return {
    format: 1,
    title,
    date,
    template: { id: 'imported', name: t('soap.browser.import.template'), sections },
    answers: Object.fromEntries(answers.map(([, text], index) => [`old${index}`, text])),
    attachments: [],
    source: { author, file },
  }
}
