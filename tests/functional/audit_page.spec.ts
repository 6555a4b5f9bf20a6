import { globSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import { type Actor, SERVER } from '#audit/actor'
import { record } from '#audit/audit_log'
import { auditSentence } from '#words/audit_sentence'
import { clinicClient } from '#clinics/database'
import AuditSeal from '#models/audit_seal'
import { LOCALES } from '#config/i18n'
import type Clinic from '#models/clinic'
import { auditEvents, lastAuditEvent } from '#tests/audit'
import { aClient } from '#tests/clients'
import { at, countQueries, people, type Person, signIn } from '#tests/people'

const LOG = '/settings/audit'

function by({ member }: Person): Actor {
  return { member, address: '127.0.0.1' }
}

/** Lines of the log, oldest first, each `[action, who, when]`. */
async function write(clinic: Clinic, ...lines: [string, Actor, string?][]) {
  await at(clinic, async () => {
    for (const [action, actor] of lines) await record({ action, by: actor })
  })
}

/** The numbers of the lines that a page shows, in its order. */
function linesOn(text: string) {
  return [...text.matchAll(/ · line (\d+)</g)].map(([, seq]) => Number(seq))
}

test.group('Audit page', () => {
  test('tells who did what, the newest first, with the address and the details', async ({
    client,
    assert,
  }) => {
    const all = await people()
    const { ida, signe, nordlys } = all
    await at(nordlys, async () => {
      const clara = await aClient()
      await record({
        action: 'client.updated',
        by: by(signe),
        subject: { type: 'client', id: clara.id },
        details: { fields: ['email', 'phone'] },
      })
      await record({ action: 'guestbook.entry_written', by: by(signe) })
      const guestbook = { type: 'plugin', id: 'guestbook' }
      await record({ action: 'plugin.turned_on', by: by(ida), subject: guestbook })
      const mads = { type: 'member', id: all.mads.member.id }
      await record({ action: 'member.deactivated', by: by(ida), subject: mads })
      await record({ action: 'sign_in.failed', by: { member: null, address: '10.0.0.7' } })
    })

    const page = await client.get(LOG).as(ida)

    page.assertStatus(200)
    assert.deepEqual(linesOn(page.text()), [6, 5, 4, 3, 2, 1])
    const words = page
      .text()
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ')
    assert.include(words, 'Signe Dahl changed the details of client no. 1')
    assert.include(words, 'Fortrolig added client no. 1')
    assert.include(words, 'Signe Dahl guestbook entry written')
    assert.include(words, 'Ida Lund turned a plugin on (Guestbook)')
    assert.include(words, 'Ida Lund deactivated a member (Mads Holm)')
    assert.include(words, 'Somebody failed to sign in')
    assert.include(words, '10.0.0.7')
    assert.include(words, 'fields [&quot;email&quot;,&quot;phone&quot;]')
    assert.notInclude(words, 'Clara')
  })

  test('speaks the language of the member', async ({ client, assert }) => {
    const { ida, nordlys } = await people()
    await at(nordlys, () => ida.member.merge({ locale: 'da' }).save())
    await write(nordlys, ['session.started', by(ida)])

    const page = await client.get(LOG).as(ida)

    assert.match(page.text(), /Ida Lund<\/span> loggede ind/)
  })

  test('is filtered by person, act, subject and day', async ({ client, assert }) => {
    const { ida, signe, nordlys } = await people()
    await write(
      nordlys,
      ['session.started', by(ida)],
      ['session.started', by(signe)],
      ['client.read', by(signe)],
      ['clinic.renamed', SERVER]
    )
    const subject = { type: 'client', id: 'c1' }
    await at(nordlys, () => record({ action: 'client.read', by: by(ida), subject }))
    const shown = async (query: Record<string, unknown>) => {
      const page = await client.get(LOG).qs(query).as(ida)
      page.assertStatus(200)
      return linesOn(page.text())
    }

    assert.deepEqual(await shown({}), [5, 4, 3, 2, 1])
    assert.deepEqual(await shown({ member: signe.member.id }), [3, 2])
    assert.deepEqual(await shown({ member: 'none' }), [4])
    assert.deepEqual(await shown({ action: 'client.read' }), [5, 3])
    assert.deepEqual(await shown({ action: 'client.read', member: ida.member.id }), [5])
    assert.deepEqual(await shown({ subjectType: 'client', subject: 'c1' }), [5])
    assert.lengthOf(await shown({ from: '2020-01-01', to: '2100-01-01' }), 5)
    assert.deepEqual(await shown({ to: '2020-01-01' }), [])
    assert.deepEqual(await shown({ from: '2100-01-01' }), [])
    assert.lengthOf(await shown({ from: 'yesterday', to: '2026-13-45', member: ['a', 'b'] }), 5)
  })

  test('days are days of the clinic, the ones with 23 and 25 hours too', async ({
    client,
    assert,
  }) => {
    const { ida, nordlys } = await people()
    // In Copenhagen clocks go forward on 29 March 2026 and back on 25 October.
    const moments = [
      '2026-03-28T22:59:59.999Z',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T21:59:59.999Z',
      '2026-03-29T22:00:00.000Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T22:59:59.999Z',
      '2026-10-25T23:00:00.000Z',
    ]
    await at(nordlys, async () => {
      const row = { action: 'client.read', details: '{}', previous_hash: '', hash: '' }
      for (const moment of moments)
        await clinicClient()
          .insertQuery()
          .table('audit_events')
          .insert({ ...row, created_at: moment })
    })
    const shown = async (day: string) => {
      const page = await client.get(LOG).qs({ from: day, to: day }).as(ida)
      return linesOn(page.text())
    }

    assert.deepEqual(await shown('2026-03-28'), [1])
    assert.deepEqual(await shown('2026-03-29'), [3, 2])
    assert.deepEqual(await shown('2026-10-25'), [6, 5])
  })

  test('is turned page by page, from a line and not from a count', async ({ client, assert }) => {
    const { ida, nordlys } = await people()
    await at(nordlys, async () => {
      for (let index = 0; index < 120; index++) await record({ action: 'client.read', by: by(ida) })
    })
    const shown = async (path: string) => {
      const page = await client.get(path).as(ida)
      const link = (turn: string) =>
        new RegExp(`href="(/settings/audit\\?${turn}=\\d+)"`).exec(page.text())?.[1] ?? null
      return { lines: linesOn(page.text()), older: link('before'), newer: link('after') }
    }

    const first = await shown(LOG)
    await write(nordlys, ['client.read', by(ida)])
    const second = await shown(first.older!)
    const third = await shown(second.older!)
    const back = await shown(third.newer!)
    const top = await shown(back.newer!)

    assert.deepEqual([first.lines[0], first.lines.at(-1), first.newer], [120, 71, null])
    assert.deepEqual([second.lines[0], second.lines.at(-1)], [70, 21])
    assert.deepEqual([third.lines[0], third.lines.at(-1), third.older], [20, 1, null])
    assert.deepEqual(back.lines, second.lines)
    assert.deepEqual(top.lines, first.lines)
    assert.match(top.newer!, /after=120/)
  })

  test('asks the same number of questions for one line and for three', async ({
    client,
    assert,
  }) => {
    const { ida, nordlys } = await people()
    const empty = await client.get(LOG).as(ida)
    empty.assertTextIncludes('Nothing happened yet')

    await at(nordlys, () => aClient())
    const one = await countQueries(() => client.get(LOG).as(ida))
    await at(nordlys, async () => {
      await aClient({ email: 'b@example.test' })
      await aClient({ email: 'c@example.test' })
    })
    const three = await countQueries(() => client.get(LOG).as(ida))

    assert.equal(three, one)
  })

  test('has the log checked, says what is wrong with it, and remembers that', async ({
    client,
    assert,
  }) => {
    const { ida, nordlys } = await people()
    await write(nordlys, ['session.started', by(ida)], ['session.ended', by(ida)])
    const before = await client.get(LOG).as(ida)
    await client.post(`${LOG}/verifications`).as(ida)
    const good = await client.get(LOG).as(ida)
    await at(nordlys, async () => {
      await clinicClient().rawQuery('drop trigger audit_events_no_update')
      await clinicClient().from('audit_events').where('seq', 2).update({ address: '10.9.9.9' })
    })
    await client.post(`${LOG}/verifications`).as(ida)
    const bad = await client.get(LOG).as(ida)

    before.assertTextIncludes('Not checked yet')
    good.assertTextIncludes('No line was changed, removed or added by others')
    good.assertTextIncludes('2 lines, all as they were written')
    bad.assertTextIncludes('Somebody has tampered with this log')
    bad.assertTextIncludes('Line 2 was changed after it was written.')
    bad.assertTextIncludes('The guards in the database that refuse changes are gone.')
    assert.deepInclude(await lastAuditEvent(nordlys), {
      action: 'audit.verified',
      member_id: ida.member.id,
      details: { rows: 3, findings: 2 },
    })
    const seal = await AuditSeal.findOrFail(nordlys.id)
    assert.lengthOf(seal.findings!, 2)
  })

  test('is for those who may read it, and holds the lines of this clinic alone', async ({
    client,
    assert,
  }) => {
    const { ida, freja, mads, signe, nordlys, sydhavn } = await people()
    await write(nordlys, ['session.started', by(ida)])
    await write(sydhavn, ['session.started', by(freja)], ['session.ended', by(freja)])

    for (const request of [
      client.get(LOG),
      client.get(`${LOG}/exports`),
      client.post(`${LOG}/verifications`),
    ]) {
      const response = await request.as(signe)
      response.assertStatus(403)
    }
    const page = await client.get(LOG).as(mads)
    assert.deepEqual(linesOn(page.text()), [1])
    assert.notInclude(page.text(), 'Freja')
  })

  test('every act that the core or a plugin records has its words in every language', ({
    assert,
  }) => {
    const wordless: string[] = []
    for (const file of globSync(['app/**/*.ts', 'commands/*.ts', 'plugins/*/**/*.ts'])) {
      if (file.includes('/tests/')) continue
      // The server's own log is another one.
      const code = readFileSync(file, 'utf8').replaceAll(/ServerEvent\.create\(.*/g, '')
      const recorded = code.matchAll(
        /(?:\baction: |\.tell\(|\.act\(|\.noted?\(|recordChange\()\s*'([a-z_]+\.[a-z_]+)'/g
      )
      for (const [, action] of recorded)
        for (const locale of LOCALES)
          if (auditSentence(i18nManager.locale(locale), action) === action.replaceAll(/[._]/g, ' '))
            wordless.push(`${file}: ${locale} ${action}`)
    }
    assert.deepEqual(wordless, [])
  })
})

test.group('Audit export', () => {
  test('is the part of the log that was asked for, as CSV that a spreadsheet does not calculate', async ({
    client,
    assert,
  }) => {
    const { ida, signe, nordlys } = await people()
    await at(nordlys, () => signe.member.merge({ name: '=HYPERLINK("evil")' }).save())
    await write(nordlys, ['session.started', by(ida)], ['client.read', by(signe)])

    const file = await client
      .get(`${LOG}/exports`)
      .qs({ format: 'csv', member: signe.member.id })
      .as(ida)

    file.assertStatus(200)
    file.assertHeader('content-type', 'text/csv; charset=utf-8')
    file.assertHeader('content-disposition', 'attachment; filename="audit-log.csv"')
    const rows = parse(file.text(), { bom: true, columns: true }) as Record<string, string>[]
    const [row] = rows
    const [, event] = await auditEvents(nordlys)
    assert.lengthOf(rows, 1)
    assert.deepEqual(row, {
      seq: '2',
      at: event.created_at,
      member_id: signe.member.id,
      member: `'=HYPERLINK("evil")`,
      action: 'client.read',
      words: 'read the page of',
      subject_type: '',
      subject_id: '',
      details: '{}',
      address: '127.0.0.1',
      hash: event.hash,
    })
  })

  test('is JSON of all lines, more than are read at a time, with the export itself', async ({
    client,
    assert,
  }) => {
    const { ida, nordlys } = await people()
    await at(nordlys, async () => {
      for (let index = 0; index < 600; index++) await record({ action: 'client.read', by: by(ida) })
    })

    const file = await client.get(`${LOG}/exports`).qs({ format: 'json' }).as(ida)

    const lines = JSON.parse(file.text()) as { seq: number; action: string; details: object }[]
    assert.deepEqual(
      lines.map(({ seq }) => seq),
      Array.from({ length: 601 }, (_, index) => index + 1)
    )
    assert.deepInclude(lines.at(-1), { action: 'audit.exported', details: { format: 'json' } })
    assert.deepInclude(await lastAuditEvent(nordlys), {
      action: 'audit.exported',
      member_id: ida.member.id,
    })
  })

  test('is an empty list when nothing matches', async ({ client, assert }) => {
    const { ida } = await people()
    const file = await client.get(`${LOG}/exports`).qs({ format: 'json', to: '2020-01-01' }).as(ida)
    assert.deepEqual(JSON.parse(file.text()), [])
  })

  test('wants a fresh proof of identity', async ({ client, assert }) => {
    const { ida, nordlys } = await people()
    const stale = signIn(ida, { proved_at: Date.now() - 3_600_000 })
    const file = await client.get(`${LOG}/exports`).at(ida.host).cookie('fortrolig_session', stale)

    file.assertStatus(303)
    assert.match(file.header('location')!, /^\/identity/)
    assert.deepEqual(await auditEvents(nordlys), [])
  })
})
