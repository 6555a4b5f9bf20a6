import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { aClient, manyClients } from '#tests/clients'
import { addressAt, assertAccessible, openAs, photograph } from '#tests/browser/pages'
import { at } from '#tests/people'
import Circle from '../../models/circle.js'
import Key from '../../models/key.js'
import { Standing } from '../../models/standing.js'
import { circleOf } from '../circled.js'
import { type Holder, PASSPHRASE, pin, ringless, withKey, withRecovery } from '../keyed.js'
import { picked, unlock } from './files.js'

/** More than are under way at once. */
const CLIENTS = 120

/** Signe, who alone reads the notes of two clients; Ida keeps the recovery key. */
async function scene() {
  const all = await ringless()
  const [ida, signe] = [await withKey(all.ida), await withKey(all.signe)]
  const recovery = await withRecovery(all.ida)
  for (const holder of [ida, signe]) await pin(holder, recovery.keys.id)
  const clients = await at(all.nordlys, async () => [
    await aClient(),
    await aClient({ email: 'carla@example.test' }),
  ])
  for (const { id } of clients) await circleOf(signe, recovery.keys, id)
  return { ...all, ida, signe, recovery }
}

/** The keys that read each circle of the clinic. */
async function readers({ clinic }: Pick<Holder, 'clinic'>) {
  return at(clinic, async () => {
    const circles = await Circle.query().orderBy('id')
    const all = await Promise.all(circles.map((circle) => circle.readers()))
    return all.map((keys) => keys.map(({ id }) => id).sort())
  })
}

/** Of the record key of each circle. */
async function versions({ clinic }: Pick<Holder, 'clinic'>) {
  const circles = await at(clinic, () => Circle.query().select('version'))
  return circles.map(({ version }) => version)
}

/** The twelve words on a page. */
async function wordsOn(page: Page) {
  const words = page.locator('.keys-fingerprint ol > li')
  await words.nth(11).waitFor()
  return words.allInnerTexts()
}

test.group('Handing over in the browser', () => {
  test('Signe gives everything to her new key, client by client, and what she confirmed stays confirmed', async ({
    browserContext,
    assert,
  }) => {
    const { signe: before, recovery, nordlys } = await scene()
    const signe = await withKey(before, 'calendar')
    const page = await openAs(browserContext, signe, '/keys/rotation')
    await page.getByText('The notes of 2 clients are still to be handed over.').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'rotation')
    await page.getByLabel('The earlier key file').setInputFiles(picked(await before.file()))
    await page.getByLabel('Its passphrase').fill(PASSPHRASE)
    await page.getByRole('button', { name: 'Go on' }).click()
    await unlock(page, signe)
    await page.getByText('Everything is handed over').waitFor()

    const both = [signe.keys.id, recovery.keys.id].sort()
    assert.deepEqual(await readers(signe), [both, both])
    const [old, standing] = await at(nordlys, async () => [
      await Key.findOrFail(before.keys.id),
      await Standing.of(signe.member),
    ])
    assert.isNotNull(old.retiredAt)
    assert.isTrue(standing.isReady, 'the recovery key is confirmed with the new key too')
  })

  test('stopped, it ends with the requests that are under way, and goes on another time', async ({
    browserContext,
    assert,
  }) => {
    const { signe: before, recovery, nordlys } = await scene()
    const clients = await at(nordlys, () => manyClients(CLIENTS))
    for (const id of clients) await circleOf(before, recovery.keys, id)
    const signe = await withKey(before, 'calendar')
    const page = await openAs(browserContext, signe, '/keys/rotation')
    let sent = 0
    let stopping: Promise<void> | null = null
    await page.route('**/keys/circles', async (route) => {
      if (route.request().method() === 'PUT') {
        sent++
        // None is answered before.
        await (stopping ??= page.getByRole('button', { name: 'Stop for now' }).click())
      }
      await route.continue()
    })
    await page.getByLabel('The earlier key file').setInputFiles(picked(await before.file()))
    await page.getByLabel('Its passphrase').fill(PASSPHRASE)
    await page.getByRole('button', { name: 'Go on' }).click()
    const stopped = page.waitForResponse('**/keys/rotation')
    await unlock(page, signe)
    await stopped
    // What both keys read now is not over yet: the old one goes only after the new one opened it.
    await page
      .getByText(`The notes of ${CLIENTS + 2} clients are still to be handed over.`)
      .waitFor()
    assert.isAtMost(sent, 5, 'as many as go side by side')
    const read = await readers(signe)
    const isBegun = (keys: string[]) => keys.includes(signe.keys.id)
    assert.isTrue(read.every((keys) => keys.includes(before.keys.id)))
    assert.deepEqual([read.some(isBegun), read.every(isBegun)], [true, false])

    await page.getByLabel('The earlier key file').setInputFiles(picked(await before.file()))
    await page.getByLabel('Its passphrase').fill(PASSPHRASE)
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('Everything is handed over').waitFor()
    const both = [signe.keys.id, recovery.keys.id].sort()
    assert.deepEqual(
      await readers(signe),
      Array.from({ length: CLIENTS + 2 }, () => both)
    )
  })

  test('after a suspicion the circles get new record keys, and nothing before the recovery key is compared', async ({
    browserContext,
    assert,
  }) => {
    const { signe: before, recovery } = await scene()
    const signe = await withKey(before, 'suspicion')
    const page = await openAs(browserContext, signe, '/keys/rotation')
    const goOn = async () => {
      await page.getByLabel('The earlier key file').setInputFiles(picked(await before.file()))
      await page.getByLabel('Its passphrase').fill(PASSPHRASE)
      await page.getByRole('button', { name: 'Go on' }).click()
    }
    await goOn()
    await unlock(page, signe)
    await page.getByText('has a key that you have not compared yet').waitFor()
    await pin(signe, recovery.keys.id)
    await goOn()
    await page.getByText('Everything is handed over').waitFor()

    const both = [signe.keys.id, recovery.keys.id].sort()
    assert.deepEqual(await readers(signe), [both, both])
    assert.deepEqual(await versions(signe), [2, 2])
  })

  test('Signe has left: Ida, in Danish, takes her off the lists of what both read', async ({
    browserContext,
    assert,
  }) => {
    const { ida, signe, recovery, nordlys } = await scene()
    const shared = await at(nordlys, () => aClient({ email: 'shared@example.test' }))
    await circleOf(signe, recovery.keys, shared.id, [ida.keys.id])
    await at(nordlys, async () => {
      await ida.member.merge({ locale: 'da' }).save()
      await signe.member.deactivate({ member: ida.member, address: null })
    })
    const page = await openAs(browserContext, ida, '/')
    await page.getByRole('link', { name: /Signe Dahl må ikke længere læse notater/ }).click()
    await page.getByText('Signe Dahl står stadig som læser af 1 klients notater').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'leaver')
    await page.getByRole('button', { name: 'Fjern Signe Dahl som læser' }).click()
    await unlock(page, ida, 'Lås notater op')
    await page.getByText('Alt er givet videre').waitFor()
    const both = [ida.keys.id, recovery.keys.id].sort()
    const alone = [signe.keys.id, recovery.keys.id].sort()
    // What she alone read is for the recovery key, and stays as it is.
    assert.sameDeepMembers(await readers(signe), [alone, alone, both])
    assert.sameMembers(await versions(signe), [1, 1, 2])
  })

  test('a new recovery key is confirmed first, then takes the place of the one that somebody saw', async ({
    browserContext,
    assert,
  }) => {
    const { signe, ida } = await scene()
    const recovery = await withRecovery(ida, 'suspicion')
    const page = await openAs(browserContext, signe, '/keys/rotation')
    await page.getByText('From the earlier recovery key').waitFor()
    await page.getByRole('button', { name: 'Go on' }).click()
    await unlock(page, signe)
    await page.getByText('has a key that you have not compared yet').waitFor()
    await page.goto(addressAt(signe.host, '/keys/recovery'))
    await page.getByRole('button', { name: 'The words are the same' }).click()
    await unlock(page, signe)
    await page.waitForURL('**/keys')
    await page.getByRole('link', { name: 'Home' }).click()
    await page.getByRole('link', { name: /new key still waits for the notes of 2 clients/ }).click()
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('Everything is handed over').waitFor()

    const both = [signe.keys.id, recovery.keys.id].sort()
    assert.deepEqual(await readers(signe), [both, both])
    assert.deepEqual(await versions(signe), [2, 2])
  })

  test('Signe lost her key file: Ida types in the recovery key, and the new key reads everything; in Danish', async ({
    browserContext,
    assert,
  }) => {
    const { ida, signe: before, recovery, nordlys } = await scene()
    const signe = await withKey(before, 'lost')
    await at(nordlys, () => ida.member.merge({ locale: 'da' }).save())
    const page = await openAs(browserContext, ida, '/keys/health')
    await assertAccessible(page, assert)
    await photograph(page, 'health')
    await page.getByText('Signe Dahl har mistet en nøgle').waitFor()
    await page.getByRole('link', { name: 'Giv videre med gendannelsesnøglen' }).click()
    await page.getByRole('link', { name: 'Signe Dahl' }).click()
    await wordsOn(page)
    await assertAccessible(page, assert)
    await photograph(page, 'handover')
    const words = page.getByLabel('De 24 ord')
    await words.fill(recovery.words.join(' '))
    await page.getByRole('button', { name: 'Giv videre', exact: true }).click()
    await page.getByText('Sammenlign først de tolv ord').waitFor()
    assert.deepEqual(await readers(signe), await readers(before))
    await page.getByLabel('Jeg har sammenlignet ordene med Signe Dahl').check()
    await words.fill([...recovery.words].reverse().join(' '))
    await page.getByRole('button', { name: 'Giv videre', exact: true }).click()
    await page.getByText('Alle ord er mulige, men ikke sammen.').waitFor()
    await words.fill(recovery.words.join(' '))
    await page.getByRole('button', { name: 'Giv videre', exact: true }).click()
    await page.waitForURL('**/keys/health')
    await page.getByText('I orden').first().waitFor()
    const both = [signe.keys.id, recovery.keys.id].sort()
    assert.deepEqual(await readers(signe), [both, both])
  })

  test('Ida compares Signe’s words in another browser, confirms them, and is alarmed when the key changes', async ({
    browser,
    browserContext,
    assert,
  }) => {
    const { ida, signe } = await scene()
    const hers = await openAs(browserContext, signe, '/keys')
    const atIdas = await browser.newContext()
    const page = await openAs(atIdas, ida, '/keys/colleagues')
    await page.getByRole('link', { name: 'Compare' }).click()
    assert.deepEqual(await wordsOn(page), await wordsOn(hers))
    await assertAccessible(page, assert)
    await photograph(page, 'compare')
    await page.getByRole('button', { name: 'The words are the same' }).click()
    await unlock(page, ida)
    await page.getByText('Confirmed by you').waitFor()

    await withKey(signe, 'suspicion')
    await page.reload()
    await page.getByText('Signe Dahl has another key than the one that you confirmed').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'alarm')
    await atIdas.close()
  })
})
