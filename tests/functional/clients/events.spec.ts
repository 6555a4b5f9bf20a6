import { test } from '@japa/runner'
import emitter from '@adonisjs/core/services/emitter'
import { SERVER } from '#audit/actor'
import { transaction } from '#clinics/transaction'
import ClientArchived from '#events/client_archived'
import ClientCreated from '#events/client_created'
import ClientRestored from '#events/client_restored'
import ClientUpdated from '#events/client_updated'
import { at, people } from '#tests/people'
import { aClient } from '#tests/clients'

const EVENTS = [ClientCreated, ClientUpdated, ClientArchived, ClientRestored]

/** Listens while the work is done. */
async function heardDuring(work: () => Promise<unknown>) {
  const heard: string[] = []
  const stops = EVENTS.map((event) =>
    emitter.on(event, ({ clientId }: ClientCreated) => void heard.push(`${event.name} ${clientId}`))
  )
  await work()
  for (const stop of stops) stop()
  return heard
}

test.group('Events of clients', () => {
  test('each act tells once, and what changes nothing tells nothing', async ({ assert }) => {
    const { nordlys } = await people()
    let id = ''
    const heard = await heardDuring(() =>
      at(nordlys, async () => {
        const clara = await aClient()
        id = clara.id
        await clara.revise({ firstName: 'Klara' }, { by: SERVER })
        await clara.revise({ firstName: 'Klara' }, { by: SERVER })
        await clara.archive({ by: SERVER })
        await clara.archive({ by: SERVER })
        await clara.restore({ by: SERVER })
        await clara.restore({ by: SERVER })
      })
    )
    assert.deepEqual(
      heard,
      EVENTS.map(({ name }) => `${name} ${id}`)
    )
  })

  test('what is rolled back is told to nobody', async ({ assert }) => {
    const { nordlys } = await people()
    const heard = await heardDuring(() =>
      at(nordlys, () =>
        transaction(async () => {
          await aClient()
          throw new Error('Something else went wrong')
        })
      ).catch(() => {})
    )
    assert.deepEqual(heard, [])
  })
})
