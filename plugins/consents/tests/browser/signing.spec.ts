import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { inClinic } from '#clinics/clinic_in_hand'
import { addressAt, expect, openAs } from '#tests/browser/pages'
import { at, NORDLYS } from '#tests/people'
import Answer from '../../models/answer.js'
import { Signature } from '../../models/signature.js'
import { clara, linkInMail, type Clara } from '../setting.js'

const PHONE = { width: 360, height: 740 }
const TABLET = { width: 820, height: 1180 }

async function say(page: Page, statement: string, answer: 'Yes, I consent' | 'No') {
  await page
    .getByRole('group', { name: new RegExp(`^${statement}`) })
    .getByText(answer, { exact: true })
    .click()
}

/** Draws a wave across the pad, as a mouse does. */
async function sign(page: Page) {
  const pad = page.locator('canvas')
  await pad.scrollIntoViewIfNeeded()
  const { x, y, width, height } = (await pad.boundingBox())!
  await page.mouse.move(x + width * 0.15, y + height * 0.6)
  await page.mouse.down()
  for (let step = 1; step <= 24; step++)
    await page.mouse.move(
      x + width * (0.15 + step * 0.025),
      y + height * (0.5 + 0.25 * Math.sin(step / 2))
    )
  await page.mouse.up()
}

/** What the form would send of the drawing, as soon as the pad is this wide. */
async function drawn(page: Page, isWide = (_: number) => true) {
  for (;;) {
    const signature = Signature.parse(await page.locator('input[name=signature]').inputValue())!
    if (isWide(signature.data.width)) return signature
    await page.waitForTimeout(20)
  }
}

async function send(page: Page) {
  await page.getByRole('button', { name: 'Send my answers' }).click()
  await page.getByRole('heading', { name: 'Thank you' }).waitFor()
}

/** With SHOTS=<folder>, a picture to be looked at. */
async function snap(page: Page, name: string) {
  const folder = process.env.SHOTS
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

const answersOf = ({ nordlys }: Clara) => at(nordlys, () => Answer.query().orderBy('id'))

test.group('Signing', () => {
  test('on the clinic’s screen with the mouse; nothing of the member is left to go back to', async ({
    browserContext,
    assert,
  }) => {
    const all = await clara('link', { locale: 'en' })
    const page = await openAs(browserContext, all.signe, `/clients/${all.client.id}?tab=consents`)
    await page.setViewportSize(TABLET)
    await page.getByRole('link', { name: 'Ask for consent' }).click()
    await page.getByLabel('Here, on this screen').check()
    await page.getByRole('button', { name: 'Ask', exact: true }).click()

    await page.getByRole('heading', { name: 'Your consent' }).waitFor()
    await expect(page.getByRole('radio', { checked: true })).toHaveCount(0)
    await expect(page.getByRole('navigation', { name: 'Main' })).toHaveCount(0)
    await say(page, 'Keeping a record', 'Yes, I consent')
    await say(page, 'Photos', 'No')
    await sign(page)
    await snap(page, 'signing')
    await send(page)
    await snap(page, 'thanks-screen')

    const [given, refused] = await answersOf(all)
    assert.deepEqual([given.answer, refused.answer], ['given', 'refused'])
    assert.equal(given.method, 'screen')
    assert.equal(given.memberName, 'Signe Dahl')
    assert.isAbove(given.drawn!.length, 200)
    assert.isTrue(inClinic(all.nordlys, () => given.isIntact))

    for (const path of ['/clients', `/clients/${all.client.id}`, '/']) {
      await page.goto(addressAt(NORDLYS, path))
      assert.match(page.url(), /\/sign-in/)
    }
    await page.goBack()
    await page.goBack()
    assert.notInclude(await page.content(), 'Østergaard')
  })

  test('by the link in the mail, on a phone', async ({ browserContext, assert }) => {
    const all = await clara()
    const { path } = await at(all.nordlys, () => linkInMail())
    const page = await browserContext.newPage()
    await page.setViewportSize(PHONE)
    await page.goto(addressAt(NORDLYS, path))
    await say(page, 'Keeping a record', 'Yes, I consent')
    await say(page, 'Photos', 'Yes, I consent')
    await sign(page)
    await send(page)

    const answers = await answersOf(all)
    assert.deepEqual(
      answers.map(({ answer, method }) => [answer, method]),
      [
        ['given', 'link'],
        ['given', 'link'],
      ]
    )
    assert.isBelow(answers[0].drawn!.data.width, 360)
    await page.goto(addressAt(NORDLYS, path))
    await page.getByRole('heading', { name: 'You have already answered' }).waitFor()
  })

  test('what was drawn is still there after a mistake, and after the phone is turned', async ({
    browserContext,
    assert,
  }) => {
    const all = await clara()
    const page = await browserContext.newPage()
    await page.setViewportSize(PHONE)
    await page.goto(addressAt(NORDLYS, `/consents/a/${all.token}`))
    await say(page, 'Keeping a record', 'Yes, I consent')
    await sign(page)
    const before = await drawn(page)
    await page.setViewportSize({ width: 740, height: 360 })
    const turned = await drawn(page, (width) => width > 360)
    assert.closeTo(turned.length / before.length, turned.data.width / before.data.width, 0.02)
    await page.setViewportSize(PHONE)
    const back = await drawn(page, (width) => width < 360)
    assert.closeTo(back.length, before.length, 2)

    await page.getByRole('button', { name: 'Send my answers' }).click()
    await page.getByText('Choose yes or no.').waitFor()
    await say(page, 'Photos', 'No')
    await send(page)

    const [given] = await answersOf(all)
    assert.isAbove(given.drawn!.length, 100)
  })

  test('a yes without a signature is asked for one; clearing empties the pad', async ({
    browserContext,
    assert,
  }) => {
    const all = await clara()
    const page = await browserContext.newPage()
    await page.goto(addressAt(NORDLYS, `/consents/a/${all.token}`))
    await say(page, 'Keeping a record', 'Yes, I consent')
    await say(page, 'Photos', 'No')
    await sign(page)
    await page.getByRole('button', { name: 'Start over' }).click()
    await page.getByRole('button', { name: 'Send my answers' }).click()

    await page.getByText('The signature is missing.').waitFor()
    assert.lengthOf(await answersOf(all), 0)
  })

  test('with the keyboard alone', async ({ browserContext, assert }) => {
    const all = await clara()
    const page = await browserContext.newPage()
    await page.goto(addressAt(NORDLYS, `/consents/a/${all.token}`))
    for (const statement of ['Keeping a record', 'Photos']) {
      await page
        .getByRole('group', { name: new RegExp(`^${statement}`) })
        .getByRole('radio')
        .first()
        .focus()
      await page.keyboard.press('Space')
    }
    await page.getByRole('button', { name: 'Type my name instead' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('Clara Østergaard')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()

    const [given] = await answersOf(all)
    assert.deepEqual([given.signedName, given.signature], ['Clara Østergaard', null])
  })

  test('without JavaScript the name is typed', async ({ browser, assert }) => {
    const all = await clara()
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(addressAt(NORDLYS, `/consents/a/${all.token}`))
    assert.isFalse(await page.locator('canvas').isVisible())
    await say(page, 'Keeping a record', 'Yes, I consent')
    await say(page, 'Photos', 'No')
    await page.getByLabel('Your full name').fill('Clara Østergaard')
    await send(page)
    await context.close()

    assert.lengthOf(await answersOf(all), 2)
  })

  test('a yes is taken back with the link in the receipt', async ({ browserContext, assert }) => {
    const all = await clara()
    const page = await browserContext.newPage()
    await page.setViewportSize(PHONE)
    await page.goto(addressAt(NORDLYS, `/consents/a/${all.token}`))
    await say(page, 'Keeping a record', 'Yes, I consent')
    await say(page, 'Photos', 'No')
    await sign(page)
    await send(page)
    const { path } = await at(all.nordlys, () => linkInMail())
    await page.goto(addressAt(NORDLYS, path))
    await page.getByText('Withdraw my consent').click()
    await page.getByRole('button', { name: 'Yes, withdraw it' }).click()
    await page.getByText('Your consent is withdrawn').waitFor()

    const answers = await answersOf(all)
    assert.deepEqual(
      answers.map(({ answer }) => answer),
      ['given', 'refused', 'withdrawn']
    )
  })
})
