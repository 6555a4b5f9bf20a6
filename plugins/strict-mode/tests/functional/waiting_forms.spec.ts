import { test } from '@japa/runner'
import { addDecoy } from '#clients/decoys'
import { letPass } from '#tests/clock'
import { mailsOf } from '#tests/mails'
import { at } from '#tests/people'
import { switchOn } from '#tests/plugins'
import { Visitor } from '#tests/visitor'
import { noting, aDraft } from '../../../soap/tests/setting.js'
import { askedAt, asking, lastNameOf, whysOf, RULE } from '../reasons.js'
import { rulesOn } from '../setting.js'

const HOUR = 3_600_000

test.group('A form about a client, sent without a reason', () => {
  test('waits on the page that asks, and is sent once more as it was', async ({
    client,
    assert,
  }) => {
    const { clara, page, signe } = await asking()
    const typed = {
      firstName: 'Clara',
      lastName: 'Ågård & Søn',
      postalCode: '8000',
      saveAnyway: 'on',
    }
    const visitor = Visitor.as(client, signe)
    const asked = await visitor.post(`${page}?_method=PUT`, typed)
    asked.assertStatus(403)
    asked.assertTextIncludes('What you sent is not lost')
    for (const [name, value] of [
      ['lastName', 'Ågård &amp; Søn'],
      ['postalCode', '8000'],
      ['openingNext', `${page}?_method=PUT`],
    ])
      asked.assertTextIncludes(`name="${name}" value="${value}"`)
    assert.equal(await lastNameOf(clara, signe), 'Østergaard')

    const more = { openingNext: `${page}?_method=PUT`, openingAgain: '1' }
    const mute = await visitor.post(`${page}/openings`, {
      ...typed,
      ...more,
      openingBecause: 'other',
    })
    mute.assertStatus(422)
    mute.assertTextIncludes('name="lastName" value="Ågård &amp; Søn"')
    const given = { ...typed, ...more, openingBecause: 'contact' }
    const again = await client
      .post(`${page}/openings`)
      .form(given)
      .cookie('fortrolig_session', visitor.cookie!)
      .at(signe.host)
      .redirects(0)
    again.assertStatus(307)
    const saved = await visitor.post(again.header('location')!, given)
    saved.assertStatus(303)
    assert.equal(await lastNameOf(clara, signe), 'Ågård & Søn')
  })

  test('is taken where the page was opened with a reason that is over by now', async (context) => {
    const { client } = context
    const { page, signe } = await asking()
    const open = { openingBecause: 'contact', openingNext: page }
    await Visitor.as(client, signe).post(`${page}/openings`, open)
    letPass(6 * HOUR, context)
    const visitor = Visitor.as(client, signe)
    const saved = await visitor.put(page, { firstName: 'Clara', saveAnyway: 'on' })
    saved.assertStatus(303)
    letPass(20 * HOUR, context)
    const late = await Visitor.as(client, signe).put(page, { firstName: 'Clara' })
    late.assertStatus(403)
  })

  test('shows nothing of the client in its answer, nor does what a script asks for', async ({
    client,
    assert,
  }) => {
    const { page, clara, mads } = await asking()
    for (const path of [page, `${page}/tags`, `${page}/national-id`, `${page}/deletion`]) {
      const answer = await client.post(path).form({}).as(mads)
      assert.notInclude(answer.text(), '20 12 34 56')
    }
    const json = await client.get(page).header('accept', 'application/json').as(mads)
    json.assertStatus(403)
    json.assertBodyContains({ error: 'reason_wanted' })
    assert.isEmpty(await whysOf(clara, mads))
  })

  test('a decoy asks as everybody does, and tells on who asks', async ({ client, assert }) => {
    const { page, clara, mads, ida, nordlys } = await asking()
    await at(nordlys, () => addDecoy(clara, { member: ida.member, address: null }))
    const asked = await client.get(page).as(mads)
    assert.isDefined(askedAt(asked))
    await client.get(asked.header('location')!).as(mads)
    const [mail] = await mailsOf(nordlys)
    assert.include(mail.text!, 'was asked for a reason to open the page of client no. 1')
  })

  test('is taken where it is an encrypted note, which nobody is handed without a reason', async ({
    client,
    assert,
  }) => {
    const { nordlys, clara, circle, signe } = await noting()
    await switchOn(nordlys, 'strict-mode')
    await rulesOn(nordlys, { reading_reasons: RULE })
    const page = `/clients/${clara.id}`
    const note = await aDraft(signe, { circle, client: clara })
    const kept = await client.post(`/soap${page}/notes`).json(note).as(signe)
    kept.assertStatus(201)

    const paths = [
      `/soap${page}/notes`,
      `/soap/notes/${note.id}/content`,
      `/soap/notes/${note.id}/versions`,
    ]
    const fetched = async (path: string) =>
      client.get(path).header('accept', 'application/json').as(signe)
    for (const path of paths) {
      const refused = await fetched(path)
      refused.assertStatus(403)
      assert.notInclude(refused.text(), note.envelope)
    }
    const shown = await client.get(`/soap/notes/${note.id}`).as(signe)
    assert.equal(askedAt(shown), `${page}/openings/new`)

    const given = { openingBecause: 'preparing', openingNext: `/soap/notes/${note.id}` }
    await client.post(`${page}/openings`).form(given).as(signe)
    for (const path of paths) {
      const answer = await fetched(path)
      answer.assertStatus(200)
      assert.include(answer.text(), note.envelope)
    }
  })
})
