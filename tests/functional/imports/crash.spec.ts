import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import ClientImport from '#models/client_import'
import { House, ServerProcess } from '#tests/peers/server'
import { at, people } from '#tests/people'
import { opened, table } from '#tests/imports'
import type { ApiClient } from '@japa/api-client'

const ROWS = 3000
const FINISHED = 'select done, imported, finished_at from client_imports'
const CLIENTS = 'select count(*) as total, count(distinct import_key) as keys from clients'

/** A data folder with an import that was started, as a server finds it that was stopped in the middle. */
async function houseWithImport(client: ApiClient) {
  const { ida, nordlys } = await people()
  const rows = Array.from({ length: ROWS }, (_, n) => `Client ${n};client${n}@example.dk`)
  const { id } = await opened(client, ida, table('Name;E-mail', ...rows))
  await at(nordlys, async () => {
    const begun = await ClientImport.findOrFail(id)
    await begun.start({ by: SERVER })
  })
  return { nordlys, house: await House.copy(nordlys) }
}

test.group('Import in a real server', () => {
  for (const end of ['kill', 'stop'] as const)
    test(`${end} in the middle: the next start goes on, and nobody is there twice`, async ({
      client,
      assert,
      cleanup,
    }) => {
      const { nordlys, house } = await houseWithImport(client)
      cleanup(() => house.remove())
      const progress = () =>
        house.sql<{ done: number; imported: number; finished_at: string | null }>(
          nordlys,
          FINISHED
        )[0]
      const until = async (isReached: () => boolean) => {
        while (!isReached()) await wait(10)
      }

      const first = await ServerProcess.start(house)
      cleanup(async () => void (await first.kill()))
      await until(() => progress().done > 0)
      await first[end]()
      const between = progress()
      const [stored] = house.sql<{ total: number }>(nordlys, CLIENTS)
      assert.isNull(between.finished_at)
      assert.equal(stored.total, between.imported)
      assert.isBelow(between.done, ROWS)

      const second = await ServerProcess.start(house)
      cleanup(async () => void (await second.kill()))
      await until(() => progress().finished_at !== null)
      assert.equal(await second.stop(), 0)

      assert.deepInclude(progress(), { done: ROWS, imported: ROWS })
      assert.deepEqual(house.sql(nordlys, CLIENTS), [{ total: ROWS, keys: ROWS }])
    })
})
