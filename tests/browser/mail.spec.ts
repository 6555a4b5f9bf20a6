import { test } from '@japa/runner'
import { MailProblem } from '#mails/mail_problem'
import { Postman } from '#mails/postman'
import { queueMail } from '#mails/queue_mail'
import { onWake } from '#mails/wake'
import { assertAccessible, expect, openAs } from '#tests/browser/pages'
import { MailServer } from '#tests/peers/smtp'
import { at, people } from '#tests/people'

const letter = { purpose: 'mails.test.heading', template: 'mails/test' }

test.group('Mail in the browser', (group) => {
  let server: MailServer | undefined

  group.each.teardown(async () => {
    onWake(() => {})
    await server?.stop()
    server = undefined
  })

  test('Ida sets the mail server up, tries it, and sees a waiting mail go out', async ({
    browserContext,
    assert,
  }) => {
    const { ida, nordlys } = await people()
    server = await MailServer.start({
      account: { user: 'nordlys', password: 'secret of the post' },
    })
    const { port } = server
    const postman = new Postman()
    onWake((clinic) => postman.wake(clinic))
    await at(nordlys, () =>
      queueMail({ ...letter, to: { name: 'Kim Øst', address: 'kim@example.test' } })
    )

    const page = await openAs(browserContext, ida, '/settings/mail')
    await page.getByText('No mail server is set up yet').waitFor()
    await page.getByLabel('Server name').fill('127.0.0.1')
    await page.getByRole('spinbutton', { name: 'Port' }).fill(String(port))
    await page.getByLabel('No encryption').check()
    await page.getByLabel('User name').fill('nordlys')
    await page.getByLabel('Password (optional)').fill('wrong')
    await page.getByLabel('Mail address').fill('post@nordlys.test')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The mail server is saved.').waitFor()

    await page.getByRole('button', { name: 'Send the test' }).click()
    await page.getByText('127.0.0.1 did not accept the user name and password.').waitFor()
    await assertAccessible(page, assert)

    await page.getByLabel('Password (optional)').fill('secret of the post')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The mail server is saved.').waitFor()
    await page.getByRole('button', { name: 'Send the test' }).click()
    await page.getByText('The mail server took the test').waitFor()
    await assertAccessible(page, assert)

    await page.getByRole('link', { name: 'Outbox' }).click()
    await page
      .getByRole('listitem')
      .filter({ hasText: 'kim@example.test' })
      .getByText('Sent', { exact: true })
      .waitFor()
    assert.sameMembers(
      server.mails.map(({ to }) => to[0]),
      ['ida@nordlys.test', 'kim@example.test']
    )
  })

  test('the outbox asks before it sends an uncertain mail again', async ({
    browserContext,
    assert,
  }) => {
    const { ida, nordlys } = await people()
    await at(nordlys, async () => {
      const lost = await queueMail({
        ...letter,
        to: { name: 'Kim Øst', address: 'kim@example.test' },
      })
      await lost.lost(new MailProblem('interrupted'))
      const refused = await queueMail({ ...letter, to: 'bo@example.test' })
      await refused.refused(
        new MailProblem('recipient_refused', '550 5.1.1 No such user', true, true)
      )
      await queueMail({ ...letter, to: 'eva@example.test' })
    })

    const page = await openAs(browserContext, ida, '/settings/outbox')
    await assertAccessible(page, assert)
    await page.getByRole('button', { name: 'Send again' }).last().click()
    const dialog = page.getByRole('alertdialog', { name: 'Send this mail again?' })
    await dialog.getByText('Then kim@example.test gets it twice.').waitFor()
    await assertAccessible(page, assert)
    await dialog.getByRole('button', { name: 'Send again' }).click()
    await page.getByText('The mail is on its way.').waitFor()

    await page.getByRole('link', { name: /^Failed/ }).click()
    await page.getByText('550 5.1.1 No such user').waitFor()
    const mails = page.getByRole('list', { name: 'Outbox' }).getByRole('listitem')
    await mails.nth(1).waitFor({ state: 'detached' })
    await expect(mails).toHaveCount(1)
  })
})
