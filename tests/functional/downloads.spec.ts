import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import router from '@adonisjs/core/services/router'
import { aClient } from '#tests/clients'
import { opened, table } from '#tests/imports'
import { at, type People, signIn } from '#tests/people'
import { switchOn } from '#tests/plugins'
import { COOKIE, Visitor } from '#tests/visitor'
import { rulesOn, strictClinic } from '../../plugins/strict-mode/tests/setting.js'

/**
 * Whoever takes this away proves first who they are: always, when a plugin asks for it (`downloadsProved`), or
 * never, because it holds nothing of any client.
 */
type Proof = 'always' | 'by rule' | 'never'

/** Every address that hands out a file. One that is not here is a decision that somebody has yet to take. */
const FILES: Record<string, Proof> = {
  'POST /clients/exports': 'always',
  'GET /clients/:id/report/file': 'always',
  'GET /clients/imports/:id/failures': 'by rule',
  'GET /settings/audit/exports': 'always',
  'GET /strict-mode/evidence/evidence.p7m': 'always',
  'GET /strict-mode/evidence/evidence.pdf': 'always',
  // The public half, with which others check what was signed.
  'GET /strict-mode/evidence/clinic.pem': 'never',
}

/** Pages on which scripts make files of what they opened, and where these scripts tell the server before they do. */
const MADE_IN_BROWSERS: Record<string, Proof> = {
  'GET /soap/export': 'by rule',
  'GET /soap/clients/:id/export': 'by rule',
  'POST /soap/export': 'by rule',
}

/**
 * What scripts read to show it on a page. Whoever may see all of it, one by one, can keep it too, and that they
 * read it is in the audit log. It is no file, so nobody is interrupted for it.
 */
const READ_BY_SCRIPTS = [
  'GET /calendar/appointments',
  'GET /calendar/changes',
  // A member's calendar for other programs, behind a secret address.
  'GET /feeds/:token',
  // What is to be encrypted anew, of use to nobody without its key.
  'GET /keys/envelopes',
  'GET /keys/files',
  'GET /keys/files/:id',
  // For a new key, which has to open what the one before it could.
  'GET /settings/plugins/:id/progress',
  'GET /soap/clients/:client_id/notes',
  // For the search in the browser. Files that scripts make of it are told first, see above.
  'GET /soap/envelopes',
  'GET /soap/import/clients',
  'GET /soap/notes/:note_id/content',
  'GET /soap/notes/:note_id/versions',
  // A file inside a note, of use to nobody without the note.
  'GET /soap/notes/:note_id/attachments/:id',
  'GET /soap/templates/envelopes',
  // That a helper did something, and not what.
  'GET /support-access/changes',
]

const HANDS_OUT_A_FILE = /\battachment\(|Content-Disposition/
const HANDS_OUT_DATA = /\bstream\(|\bliveStream\(|\bsend\(\s*\S/

/** Every route with the words of the method behind it. */
async function everyRoute() {
  const routes = Object.values(router.toJSON()).flat()
  return Promise.all(
    routes.map(async ({ methods, pattern, handler }) => ({
      name: `${methods[0]} ${pattern}`,
      source: await sourceOf(handler),
    }))
  )
}

type Handler = ReturnType<typeof router.toJSON>[string][number]['handler']

async function sourceOf(handler: Handler) {
  if (typeof handler === 'function' || !Array.isArray(handler.reference)) return ''
  // Of any class: what is asked for is its text.
  const [load, method] = handler.reference as [() => Promise<{ default: any }>, string]
  const { default: controller } = await load()
  return String(controller.prototype[method])
}

/** Those of these that send somebody to prove who they are. */
async function guarded(client: ApiClient, { ida }: People, paths: Map<string, string>) {
  const names: string[] = []
  for (const [name, path] of paths) {
    const visitor = Visitor.as(client, ida, { proved_at: 0 })
    const response = await (name.startsWith('GET') ? visitor.get(path) : visitor.post(path))
    if (response.header('location')?.startsWith('/identity')) names.push(name)
  }
  return names
}

/** The addresses of the tables that need a proof for one of these reasons. */
function thatNeed(...proofs: Proof[]) {
  const all = Object.entries({ ...FILES, ...MADE_IN_BROWSERS })
  return all.filter(([, proof]) => proofs.includes(proof)).map(([name]) => name)
}

test.group('Downloads', () => {
  test('are known, each with the proof that it needs', async ({ assert }) => {
    const routes = await everyRoute()
    const namesOf = (pattern: RegExp) =>
      routes.filter(({ source }) => pattern.test(source)).map(({ name }) => name)
    const files = namesOf(HANDS_OUT_A_FILE)
    assert.sameMembers(files, Object.keys(FILES))
    const data = namesOf(HANDS_OUT_DATA).filter((name) => name.startsWith('GET'))
    assert.sameMembers(
      data.filter((name) => !files.includes(name)),
      READ_BY_SCRIPTS
    )
  })

  test('ask for that proof', async ({ client, assert }) => {
    const all = await strictClinic()
    await switchOn(all.nordlys, 'soap')
    const clara = await at(all.nordlys, () => aClient())
    const failed = await opened(client, all.ida, table('Fornavn;E-mail', 'Bo;no address'))
    const paths = new Map(
      Object.keys({ ...FILES, ...MADE_IN_BROWSERS }).map((name) => {
        const id = name.includes('imports') ? failed.id : clara.id
        return [name, name.split(' ')[1].replace(':id', id)]
      })
    )
    assert.sameMembers(await guarded(client, all, paths), thatNeed('always'))
    await rulesOn(all.nordlys, { downloads: {} })
    assert.sameMembers(await guarded(client, all, paths), thatNeed('always', 'by rule'))
  })

  test('tell a script that asks for a proof so that it can say so', async ({ client, assert }) => {
    const all = await strictClinic({ downloads: {} })
    await switchOn(all.nordlys, 'soap')
    const answer = await client
      .post('/soap/export')
      .at(all.ida.host)
      .cookie(COOKIE, signIn(all.ida, { proved_at: 0 }))
      .header('accept', 'application/json')
    answer.assertStatus(403)
    assert.deepEqual(answer.body(), { error: 'unproved' })
  })
})
