import type { NoteBody } from '../../plugins/soap/browser/notes/body.ts'

export const TERMS: string[]
export function aNote(number: number): NoteBody
