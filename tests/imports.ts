import { readFileSync } from 'node:fs'
import type { ApiClient } from '@japa/api-client'
import type { Actor } from '#audit/actor'
import { importer } from '#imports/importer'
import { receiveTable } from '#imports/received_table'
import ClientImport from '#models/client_import'
import { at, type Person } from '#tests/people'

/** A file as another program wrote it. */
export function fixture(name: string) {
  return readFileSync(new URL(`fixtures/imports/${name}`, import.meta.url))
}

/** A small semicolon list with these lines. */
export function table(...lines: string[]) {
  return Buffer.from(lines.join('\r\n'))
}

export function upload(client: ApiClient, person: Person, content: Buffer, filename = 'list.csv') {
  return client.post('/clients/imports').as(person).file('file', content, { filename })
}

/** An import as it is after its file was uploaded, in the clinic in hand. */
export function openImport(content: Buffer, { by }: { by: Actor }) {
  const received = receiveTable({ name: 'list.csv', bytes: content }, { mayHoldIds: true })
  if (typeof received === 'string') throw new Error(`The file was refused: ${received}`)
  return ClientImport.open(received, { by })
}

/** Uploads a file and returns the import that it opened. */
export async function opened(
  client: ApiClient,
  person: Person,
  content: Buffer,
  filename?: string
) {
  const response = await upload(client, person, content, filename)
  response.assertStatus(303)
  const id = response.header('location')!.split('/').at(-2)!
  return at(person.clinic, () => ClientImport.findOrFail(id))
}

/** Uploads a file, lets the server import it, and returns the import as it is then. */
export async function imported(
  client: ApiClient,
  person: Person,
  content: Buffer,
  choices: Record<string, unknown> = {}
) {
  const { id, dialect } = await opened(client, person, content)
  await client
    .put(`/clients/imports/${id}`)
    .as(person)
    .form({ encoding: dialect.encoding, hasHeadings: '1', existing: 'skip', ...choices })
  await client.post(`/clients/imports/${id}/runs`).as(person)
  await importer.rest(person.clinic)
  return at(person.clinic, () => ClientImport.findOrFail(id))
}
