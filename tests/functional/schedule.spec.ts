import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { Sessions } from '#clinics/sessions'
import { clinicClient } from '#clinics/database'
import { Postman } from '#mails/postman'
import { queueMail } from '#mails/queue_mail'
import OutboxMail from '#models/outbox_mail'
import ScheduleRun from '#models/schedule_run'
import { every, type ScheduledTask } from '#plugins/schedule'
import { CLINIC_TASKS } from '#schedule/tasks'
import { Ticker } from '#schedule/ticker'
import { visit } from '#schedule/visit'
import { letPass } from '#tests/clock'
import { at, people, signIn } from '#tests/people'
import { switchOff, switchOn } from '#tests/plugins'

const HOUR = 3_600_000
const DAY = 24 * HOUR

test.group('Schedule', (group) => {
  const known = [...CLINIC_TASKS]
  group.each.teardown(() => void CLINIC_TASKS.splice(0, Infinity, ...known))

  function schedule(...tasks: ScheduledTask[]) {
    CLINIC_TASKS.splice(0, Infinity, ...tasks)
  }

  test('a task runs at first sight, then not before its time, then again', async (context) => {
    const { nordlys, sydhavn } = await people()
    const ran: string[] = []
    schedule(every('2 hours', 'count', async () => void ran.push(await nameOfOwner())))

    await visit(nordlys)
    await visit(nordlys)
    context.assert.deepEqual(ran, ['Ida Lund'])

    await visit(sydhavn)
    letPass(2 * HOUR + 1000, context)
    await visit(nordlys)
    context.assert.deepEqual(ran, ['Ida Lund', 'Freja Krogh', 'Ida Lund'])
  })

  test('a task that fails is remembered by the name of its error, waits its time, and keeps no other', async ({
    assert,
  }) => {
    const { nordlys } = await people()
    const ran: string[] = []
    schedule(
      every('1 hour', 'broken', async () => {
        ran.push('broken')
        throw new TypeError('Kim Øst has no birthday')
      }),
      every('1 hour', 'sound', async () => void ran.push('sound'))
    )

    await visit(nordlys)
    await visit(nordlys)

    const runs = await at(nordlys, () => ScheduleRun.query().orderBy('id'))
    assert.deepEqual(ran, ['broken', 'sound'])
    assert.deepEqual(
      runs.map(({ id, lastError }) => [id, lastError]),
      [
        ['core.broken', 'TypeError'],
        ['core.sound', null],
      ]
    )
  })

  test('the ticker visits every clinic; stopping waits for the work under way and begins no other', async ({
    assert,
  }) => {
    await people()
    const log: string[] = []
    const begun = Promise.withResolvers<void>()
    const end = Promise.withResolvers<void>()
    schedule(
      every('1 hour', 'long', async () => {
        const name = await nameOfOwner()
        log.push(`${name} began`)
        if (log.length === 2) begun.resolve()
        await end.promise
        log.push(`${name} ended`)
      }),
      every('1 hour', 'next', async () => void log.push('next'))
    )
    const ticker = new Ticker(new Postman())

    ticker.start()
    await begun.promise
    const stopped = ticker.stop().then(() => log.push('stopped'))
    end.resolve()
    await stopped

    assert.sameMembers(log.slice(0, 2), ['Ida Lund began', 'Freja Krogh began'])
    assert.sameMembers(log.slice(2, 4), ['Ida Lund ended', 'Freja Krogh ended'])
    assert.deepEqual(log.slice(4), ['stopped'])
  })

  test('a plugin’s task runs in the clinics where the plugin is on', async (context) => {
    const { nordlys, sydhavn } = await people()
    const lastRun = async (clinic: typeof nordlys) => {
      await visit(clinic)
      const run = await at(clinic, () => ScheduleRun.find('guestbook.greet'))
      return run?.ranAt?.toMillis()
    }
    await switchOn(nordlys, 'guestbook')

    const first = await lastRun(nordlys)
    letPass(25 * HOUR, context)
    const second = await lastRun(nordlys)
    await switchOff(nordlys, 'guestbook')
    letPass(25 * HOUR, context)

    context.assert.isAbove(second!, first!)
    context.assert.equal(await lastRun(nordlys), second)
    context.assert.isUndefined(await lastRun(sydhavn))
  })

  test('the texts of mails go after a week, what failed after a month, the rows after a year', async (context) => {
    const { nordlys } = await people()
    const { assert } = context
    const states = ['waiting', 'sent', 'cancelled', 'failed', 'uncertain'] as const
    await at(nordlys, async () => {
      for (const state of states) {
        const mail = await queueMail({
          to: 'kim@example.test',
          purpose: 'mails.test.heading',
          template: 'mails/test',
        })
        const settledAt = state === 'waiting' ? null : mail.createdAt
        await mail.merge({ state, settledAt }).save()
      }
    })
    const left = async () => {
      await visit(nordlys)
      const mails = await at(nordlys, () => OutboxMail.query().orderBy('id'))
      return mails.map(({ state, text, html, subject }) => [
        state,
        Boolean(text && html && subject),
      ])
    }

    assert.deepEqual(await left(), [
      ['waiting', true],
      ['sent', true],
      ['cancelled', true],
      ['failed', true],
      ['uncertain', true],
    ])
    letPass(8 * DAY, context)
    assert.deepEqual(await left(), [
      ['waiting', true],
      ['sent', false],
      ['cancelled', false],
      ['failed', true],
      ['uncertain', true],
    ])
    letPass(23 * DAY, context)
    assert.deepEqual(await left(), [
      ['waiting', true],
      ['sent', false],
      ['cancelled', false],
      ['failed', false],
      ['uncertain', false],
    ])
    letPass(340 * DAY, context)
    assert.deepEqual(await left(), [['waiting', true]])
  })

  test('links that are long over are forgotten, the others are kept', async (context) => {
    const { nordlys, ida } = await people()
    const rows = async () => {
      await visit(nordlys)
      const resets = await at(nordlys, () => clinicClient().from('password_resets').orderBy('id'))
      return resets.map(({ id }) => id)
    }
    await at(nordlys, async () => {
      for (const [id, day] of [
        ['over', 1],
        ['open', 60],
      ] as const) {
        const expiresAt = DateTime.utc().plus({ days: day }).toISO()
        await clinicClient().insertQuery().table('password_resets').insert({
          id,
          member_id: ida.member.id,
          token_hash: id,
          expires_at: expiresAt,
          created_at: expiresAt,
        })
      }
    })

    context.assert.deepEqual(await rows(), ['open', 'over'])
    letPass(35 * DAY, context)
    context.assert.deepEqual(await rows(), ['open'])
  })

  test('sessions that are over are removed', async ({ assert }) => {
    const { ida } = await people()
    signIn(ida)
    const before = Sessions.instance.count()
    Sessions.instance.prune(Date.now() + 2 * DAY)

    assert.isAbove(before, 0)
    assert.equal(Sessions.instance.count(), 0)
  })
})

async function nameOfOwner() {
  const owner = await clinicClient().from('members').where('role', 'owner').first()
  return owner.name as string
}
