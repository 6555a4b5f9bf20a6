import { test } from '@japa/runner'
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import Client from '#models/client'
import { mailsOf } from '#tests/mails'
import { at } from '#tests/people'
import Booking from '../../models/booking.js'
import {
  bookOnline,
  choose,
  CLARA_TYPED,
  filledIn,
  minuteIn,
  pageOf,
  send,
  taking,
} from '../setting.js'

test.group('Robots', () => {
  test('who has done the work books at once, and the same work counts once, shown together too', async ({
    client,
    assert,
  }) => {
    const all = await taking({ proofOfWork: true })
    const asked = await client.get('/booking/challenge').at(all.host)
    const challenge = asked.body()
    const solution = await solveChallenge({ challenge, deriveKey })
    const proof = Buffer.from(JSON.stringify({ challenge, solution })).toString('base64')
    const paths = []
    for (const hour of ['10:00', '12:00', '14:00'])
      paths.push(pageOf(await choose(client, all, minuteIn(3, hour))))
    const form = await filledIn(client, paths[0], { ...CLARA_TYPED, proof })
    const post = (path: string) => client.post(path).at(all.host).form(form)
    await Promise.all(paths.slice(1).map(post))
    await post(paths[0])
    assert.lengthOf(await at(all.nordlys, () => Booking.query()), 1)
  })

  test('who has no scripts confirms by the link in a mail', async ({ client, assert }) => {
    const all = await taking({ proofOfWork: true })
    const path = pageOf(await choose(client, all, minuteIn(3, '10:00')))
    const page = await client.get(path).at(all.host)
    assert.match(page.text(), /<noscript>[\s\S]*link that confirms/)
    const form = await filledIn(client, path)
    const [answer] = await Promise.all([1, 2].map(() => client.post(path).at(all.host).form(form)))
    const next = await client.get(answer.header('location')!).at(all.host)
    assert.include(next.text(), 'One more step')
    assert.lengthOf(await at(all.nordlys, () => Booking.query()), 0)
    assert.isNull(await at(all.nordlys, () => Client.findBy('email', 'clara@example.test')))

    const [mail] = await mailsOf(all.nordlys)
    const [, link] = /(\/booking\/confirm\/[\w-]+)/.exec(mail.text!)!
    // In the language of the mail, whatever the browser would rather have.
    const looked = await client.get(link).at(all.host).header('accept-language', 'da')
    looked.assertTextIncludes('Confirm your booking')
    assert.lengthOf(await at(all.nordlys, () => Booking.query()), 0)
    const mails = await mailsOf(all.nordlys)
    assert.lengthOf(mails, 1)
    for (let time = 0; time < 2; time++) {
      const confirmed = await send(client, all, link)
      assert.include(confirmed.text(), 'You have booked')
    }
    assert.lengthOf(await at(all.nordlys, () => Booking.query()), 1)
  })

  test('a made-up proof is none', async ({ client, assert }) => {
    const all = await taking({ proofOfWork: true })
    for (const proof of [
      'x',
      Buffer.from('{"challenge":{"parameters":{}},"solution":{}}').toString('base64'),
      Buffer.from('{"challenge":{"parameters":{},"signature":7},"solution":{}}').toString('base64'),
    ])
      await bookOnline(client, all, minuteIn(3, '10:00'), { ...CLARA_TYPED, proof })
    assert.lengthOf(await at(all.nordlys, () => Booking.query()), 0)
  })
})
