import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { clinicClient } from '#clinics/database'
import { transaction } from '#clinics/transaction'
import { queueMail } from '#mails/queue_mail'
import { mailIsSetUp } from '#mails/settings'
import { onWake } from '#mails/wake'
import OutboxMail from '#models/outbox_mail'
import { at, people } from '#tests/people'

const letter = {
  to: { name: 'Kim Øst', address: 'kim@example.test' },
  purpose: 'mails.test.heading',
  template: 'mails/test',
}

test.group('Outbox', (group) => {
  group.each.teardown(() => onWake(() => {}))

  test('a queued mail waits in the recipient’s language, and wakes the sender', async ({
    assert,
  }) => {
    const { nordlys, ida } = await people()
    const woken: string[] = []
    onWake(({ id }) => void woken.push(id))

    const mail = await at(nordlys, async () => {
      const { id } = await queueMail({
        ...letter,
        locale: 'da',
        by: { member: ida.member, address: null },
        usefulUntil: DateTime.utc().plus({ hours: 1 }),
      })
      assert.isFalse(mailIsSetUp())
      return OutboxMail.findOrFail(id)
    })

    assert.equal(mail.state, 'waiting')
    assert.equal(mail.subject, 'Test fra Nordlys Fysioterapi')
    assert.equal(
      mail.text,
      'E-mail virker\n\nDette er en test. Nordlys Fysioterapi kan sende e-mail fra Fortrolig.\n\n--\n\nNordlys Fysioterapi\n'
    )
    assert.include(mail.html!, '<html lang="da">')
    assert.equal(mail.recipient, 'kim@example.test')
    assert.equal(mail.createdBy, ida.member.id)
    assert.equal(mail.messageId, `<${mail.id}@fortrolig.invalid>`)
    assert.deepEqual(woken, [nordlys.id])
  })

  test('what is rolled back leaves no mail and wakes nobody', async ({ assert }) => {
    const { nordlys } = await people()
    const woken: string[] = []
    onWake(({ id }) => void woken.push(id))

    await assert.rejects(() =>
      at(nordlys, () =>
        transaction(async () => {
          await queueMail(letter)
          throw new Error('second thoughts')
        })
      )
    )

    assert.lengthOf(await at(nordlys, () => OutboxMail.all()), 0)
    assert.deepEqual(woken, [])
  })

  test('address, subject and body lie encrypted in the file', async ({ assert }) => {
    const { nordlys } = await people()
    const row = await at(nordlys, async () => {
      await queueMail(letter)
      return clinicClient().from('outbox_mails').first()
    })

    const stored = JSON.stringify(row)
    for (const word of ['kim@', 'Kim', 'Øst', 'Mail works', 'Test from'])
      assert.notInclude(stored, word)
  })
})
