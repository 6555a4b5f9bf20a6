import { test } from '@japa/runner'
import { aClient, aService, book, planOf } from '#tests/calendar'
import { addressAt, assertAccessible, expect, openAs, photograph } from '#tests/browser/pages'
import { onMondayMorning } from '#tests/clock'
import { at, NORDLYS } from '#tests/people'
import { openClinic } from '../setting.js'

test.group('Help from outside in the browser', () => {
  test('an owner makes a code, follows each step of the helper without reloading, ends it, and reads the report', async (context) => {
    const { browser, browserContext, assert } = context
    const date = onMondayMorning(context, 1)
    const { ida, signe, nordlys } = await openClinic()
    await at(nordlys, async () => {
      const { id: serviceId } = await aService({ name: 'First visit' }, signe)
      await book(
        planOf(signe, '10:00', { serviceId, wall: `${date}T10:00` }),
        await aClient('Clara', 'Østergaard')
      )
    })

    const owner = await openAs(browserContext, ida, '/support-access/grants')
    await assertAccessible(owner, assert)
    await photograph(owner, 'support-empty')
    await owner.getByRole('link', { name: 'Make a code' }).first().click()
    await owner.getByLabel('Who helps').fill('Nina, Fjord IT')
    await owner.getByLabel('Calendar').check()
    await assertAccessible(owner, assert)
    await photograph(owner, 'support-create')
    await owner.getByRole('button', { name: 'Make a code' }).click()
    const code = await owner.getByLabel('Temporary code').inputValue()
    await assertAccessible(owner, assert)
    await photograph(owner, 'support-code')

    const elsewhere = await browser.newContext()
    context.test.cleanup(() => elsewhere.close())
    const helper = await elsewhere.newPage()
    await helper.goto(addressAt(NORDLYS, '/support-access'))
    await assertAccessible(helper, assert)
    await photograph(helper, 'support-door')
    await helper.getByLabel('Temporary code').fill(code.toLowerCase())
    await helper.getByRole('button', { name: 'Come in' }).click()
    await helper.getByText('You help Nordlys Fysioterapi from outside.').waitFor()
    await assertAccessible(helper, assert)
    await photograph(helper, 'support-here')

    const trail = owner.locator('#trail')
    await trail.waitFor()
    await helper.goto(addressAt(NORDLYS, `/calendar?view=week&date=${date}`))
    await helper.locator('.ec-event').first().waitFor()
    assert.notInclude(await helper.content(), 'Clara')
    await trail.getByText('Looks at: Calendar').first().waitFor()
    await helper.goto(addressAt(NORDLYS, '/clients'))
    await helper.getByText('This was not opened to you').waitFor()
    await assertAccessible(helper, assert)
    await photograph(helper, 'support-refused')
    await trail.getByText('Asked for /clients').waitFor()
    await helper.goto(addressAt(NORDLYS, '/settings/services'))
    await trail.getByText('Looks at: Services').waitFor()
    await owner.goto(addressAt(NORDLYS, '/settings/clinic'))
    await owner.getByText('Nina, Fjord IT helps here from outside.').waitFor()
    await owner.getByRole('link', { name: 'Follow' }).click()
    await trail.getByText('Looks at: Services').waitFor()
    await assertAccessible(owner, assert)
    await photograph(owner, 'support-trail')

    await owner.locator('.help-banner').getByRole('button', { name: 'End now' }).click()
    await helper.getByText('The help has ended.').waitFor()
    await owner.locator('#seen').getByText('Services').waitFor()
    await assertAccessible(owner, assert)
    await photograph(owner, 'support-report')
    await expect(owner.locator('.help-banner')).toHaveCount(0)
    const back = await helper.goto(addressAt(NORDLYS, '/settings/services'))
    assert.include(back!.url(), '/sign-in')
  })
})
