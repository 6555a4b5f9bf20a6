import { test } from '@japa/runner'
import { expect, openAs } from '#tests/browser/pages'
import { aClient } from '#tests/clients'
import { at } from '#tests/people'
import Client from '#models/client'
import { Merging } from '#personal_data/merging'
import Circle from '../../../keys/models/circle.js'
import Envelope from '../../models/envelope.js'
import Note from '../../models/note.js'
import { circleOf } from '../circled.js'
import { aBody, keepNote, noting, type Noting } from '../setting.js'
import { crash, inAnother, OFFLINE, openUnlocked, saved, unlock } from './opening.js'

const FINAL = 'Balsamico og birkegren'
const DRAFT = 'Klokkeblomst ved kajen'

/** Somebody who turns out to be Clara. */
async function aDouble({ nordlys, signe, recovery }: Noting) {
  const bo = await at(nordlys, () => aClient({ firstName: 'Bo', email: 'bo@example.test' }))
  return { bo, circle: await circleOf(signe, bo.id, [recovery.keys.id]) }
}

async function mergeInto({ nordlys, signe, clara }: Noting, bo: Client) {
  await at(nordlys, async () => {
    const kept = await Client.findOrFail(clara.id)
    const by = { member: signe.member, address: null }
    await new Merging(kept, bo).carryOut({}, { by })
  })
}

/** Signe wrote a final note and a draft about Bo, who then turned out to be Clara. */
async function merged(all: Noting) {
  const { bo, circle } = await aDouble(all)
  const made = { circle, client: bo }
  const final = await keepNote(all.signe, { ...made, body: aBody(FINAL), final: true })
  const draft = await keepNote(all.signe, { ...made, body: aBody(DRAFT) })
  await mergeInto(all, bo)
  return { final, draft, bo: bo.id }
}

test.group('Notes about a client who was merged into another', (group) => {
  group.each.timeout(90_000)

  test('are read, written on and shared under the one who stayed', async ({
    browser,
    browserContext,
    assert,
  }) => {
    const all = await noting()
    const { nordlys, signe, ida, recovery, clara } = all
    const { final, draft, bo } = await merged(all)
    const page = await openUnlocked(browserContext, signe, `/clients/${clara.id}?tab=soap`)
    await page.getByText(`About ${FINAL}`).waitFor()
    await page.evaluate(`Turbo.visit('/soap/notes/${draft}')`)
    await page.getByText('was merged into this one').waitFor()
    await page.getByLabel('Plan').fill('Også ondt i knæet')
    await saved(page)

    await page.getByRole('button', { name: 'Change readers' }).click()
    await page.getByLabel('Ida Lund').check()
    await page.getByLabel('All my notes about this client').check()
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.locator('.soap-readers').getByText('Ida Lund').waitFor()
    await inAnother(browser, async (context) => {
      const other = await openUnlocked(context, ida, `/soap/notes/${final}`)
      await other.getByText(FINAL, { exact: true }).waitFor()
      await other.getByText('Signed by Signe Dahl').waitFor()
      await other.getByText('Add an addendum').click()
      await other.getByLabel('What you add').fill('Set igen')
      await other.getByRole('button', { name: 'Sign the addendum' }).click()
      await other.getByText('Addendum by Ida Lund').waitFor()
      await other.evaluate(`Turbo.visit('/soap/notes/${draft}')`)
      await other.getByText('Også ondt i knæet').waitFor()
    })

    const readers = [signe.keys.id, ida.keys.id, recovery.keys.id].sort()
    await at(nordlys, async () => {
      const envelopes = await Envelope.query()
      const ids = [...new Set(envelopes.map(({ circle }) => circle))]
      assert.lengthOf(ids, 1, 'every version and the addendum have the same readers')
      const circle = await Circle.query().where('id', ids[0]).preload('lists').firstOrFail()
      const keys = await circle.readers()
      assert.deepEqual(keys.map(({ id }) => id).sort(), readers)
      assert.deepEqual([circle.subject, circle.clientId], [bo, clara.id])
    })
  })

  test('what was typed without a connection before, and never sent, is found and sent under the one who stayed', async ({
    browserContext,
    assert,
  }) => {
    const all = await noting()
    const { nordlys, signe, clara } = all
    const { bo } = await aDouble(all)
    const page = await openUnlocked(browserContext, signe, `/soap/clients/${bo.id}/notes/create`)
    await page.getByLabel('Subjective').waitFor()
    await browserContext.setOffline(true)
    await page.getByLabel('Subjective').fill(DRAFT)
    await page.getByText(OFFLINE).waitFor()
    await crash(page)
    await mergeInto(all, bo)
    await browserContext.setOffline(false)

    const next = await openAs(browserContext, signe, `/clients/${clara.id}?tab=soap`)
    await next.locator('.shell-sidebar').getByRole('button', { name: 'Unlock notes' }).click()
    await unlock(next, await signe.file())
    await next.getByRole('link', { name: 'There is a note in this browser' }).click()
    await expect(next.getByLabel('Subjective')).toHaveValue(DRAFT)
    await saved(next)
    const notes = await at(nordlys, () => Note.all())
    assert.deepEqual(
      notes.map(({ clientId }) => clientId),
      [clara.id]
    )
  })
})
