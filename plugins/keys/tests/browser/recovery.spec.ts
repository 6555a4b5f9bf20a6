import { test } from '@japa/runner'
import { letPass } from '#tests/clock'
import { assertAccessible, openAs, photograph } from '#tests/browser/pages'
import { pressWithKeys, tabTo } from '#tests/browser/keyboard'
import { at } from '#tests/people'
import Proof from '../../models/proof.js'
import { Standing } from '../../models/standing.js'
import { ringless, withKey } from '../keyed.js'
import { unlock, wordsOfSheets } from './files.js'

const DAY = 86_400_000

test.group('The recovery key in the browser', () => {
  test('on one sheet, in Norwegian, with the keyboard alone: made, tried from the paper, confirmed, and tried again after half a year', async (context) => {
    const { browserContext, assert } = context
    const all = await ringless()
    const { nordlys } = all
    await at(nordlys, () => all.ida.member.merge({ locale: 'nb' }).save())
    const ida = await withKey(all.ida)
    const page = await openAs(browserContext, ida, '/keys/recovery/create')
    await pressWithKeys(page, 'Lag den')
    const [sheet, ...others] = await wordsOfSheets(page)
    assert.lengthOf(others, 0)
    await photograph(page, 'sheet-norwegian')
    await pressWithKeys(page, 'Den er på papir')
    await tabTo(page, 'Ordene på arket, eller på ett av de tre')
    await page.keyboard.insertText(sheet.split('\n').slice(1).join('\n'))
    await pressWithKeys(page, 'Prøv den')
    await page.getByText('Antallet ord stemmer ikke').waitFor()
    // What is wrong has the focus.
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.insertText(sheet)
    await pressWithKeys(page, 'Prøv den')
    await page.waitForURL('**/keys')

    await page.getByRole('link', { name: 'Bekreft gjenopprettingsnøkkelen' }).waitFor()
    await page.getByRole('link', { name: 'Bekreft gjenopprettingsnøkkelen' }).press('Enter')
    await page.getByRole('button', { name: 'Ordene er de samme' }).press('Enter')
    await unlock(page, ida, 'Lås opp notater')
    await page.waitForURL('**/keys')
    const standing = await at(nordlys, () => Standing.of(ida.member))
    assert.isTrue(standing.isReady)
    assert.equal(standing.recovery!.key.form, 'words')

    letPass(181 * DAY, context)
    await page.close()
    const late = await openAs(browserContext, ida, '/')
    await late.getByRole('link', { name: 'Prøv klinikkens gjenopprettingsnøkkel igjen' }).click()
    await late.getByLabel('De 24 ordene').waitFor()
    await assertAccessible(late, assert)
    await photograph(late, 'recovery-proof-norwegian')
    await late.getByLabel('De 24 ordene').fill(sheet)
    await late.getByRole('button', { name: 'Prøv den' }).click()
    await late.waitForURL('**/keys/recovery')
    await assertAccessible(late, assert)
    await photograph(late, 'recovery-norwegian')
    const proofs = await at(nordlys, () => Proof.query().where('keyId', standing.recovery!.key.id))
    assert.lengthOf(proofs, 2)
    const after = await at(nordlys, () => Standing.of(ida.member))
    assert.isFalse(after.recovery!.isDue)
  })
})
