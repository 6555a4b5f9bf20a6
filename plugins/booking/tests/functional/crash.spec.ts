import { setTimeout as nextTurn } from 'node:timers/promises'
import { test } from '@japa/runner'
import { Crowd, hiddenOn, visitor } from '#tests/crowd'
import { mailThrough } from '#tests/mails'
import { House, ServerProcess } from '#tests/peers/server'
import { MailServer } from '#tests/peers/smtp'
import { offered, taking, type Taking } from '../setting.js'

const KILLS = 20
const VISITORS = 8
/** What a refusal is answered with: a line costs the server less than a page. */
const SHORT = 'application/json'
const OVERLAPS = `select one.id from appointments one join appointments other
  on one.member_id = other.member_id and one.id < other.id
  and one.busy_from < other.busy_until and other.busy_from < one.busy_until
  where one.status not in ('cancelled', 'missed') and other.status not in ('cancelled', 'missed')`
const BOOKINGS = `select clients.email, clients.id as client_id, appointments.starts_at, appointments.status
  from booking_bookings
  join clients on clients.id = booking_bookings.client_id
  join appointments on appointments.id = booking_bookings.appointment_id`
const LETTERS = 'select client_id, purpose, message_id, state from outbox_mails order by id'

type BookingRow = { email: string; client_id: string; starts_at: string; status: string }
type Letter = { client_id: string; purpose: string; message_id: string; state: string }
type Act = 'booked' | 'moved' | 'cancelled'
/** What one visitor did and was told is done, and what they did last without hearing how it went. */
type Told = { acts: Act[]; start: number; link?: string; doubt?: { act: Act; start: number } }

/** Visitors who book, move and cancel until the server is gone, and what they have been told. */
class Visits {
  readonly told = new Map<string, Told>()
  readonly secrets: string[] = []
  changes = 0
  private number = 0
  private busy = new Set<string>()
  /** What the form hides: the same on every page, as long as nobody writes other terms. */
  private hidden: Record<string, string> | undefined
  private round = Promise.withResolvers<void>()
  private isOver = false
  private enough = Infinity
  private isEnough = () => {}

  constructor(
    private all: Taking,
    private starts: readonly number[],
    private mail: MailServer
  ) {}

  /** When so many changes more were confirmed. */
  reach(more: number) {
    this.enough = this.changes + more
    return new Promise<void>((resolve) => (this.isEnough = resolve))
  }

  /** Books, waits for the mail with the link, and follows it; or follows a link of before the last kill. */
  async go(crowd: Crowd) {
    while (!this.isOver) {
      const number = ++this.number
      const email = this.whoHasLink() ?? (await this.book(crowd, number))
      if (!email) continue
      this.busy.add(email)
      if (await this.hasLink(email))
        await this.change(crowd, email, number % 3 ? 'moved' : 'cancelled')
      this.busy.delete(email)
    }
  }

  begin() {
    this.isOver = false
    this.round = Promise.withResolvers()
  }

  /** The server was killed. Who did not hear how it went does nothing more. */
  over() {
    this.isOver = true
    this.round.resolve()
    this.busy.clear()
  }

  private async book(crowd: Crowd, number: number) {
    const start = this.start(number)
    const times = `/booking/services/${this.all.service.id}/times`
    const held = await crowd.post(times, { start }, SHORT)
    if (held.status !== 303) return null
    this.secrets.push(held.location!.split('/').at(-1)!)
    this.hidden ??= await this.readForm(crowd, held.location!)
    const form = { ...this.hidden, ...visitor(number) }
    const answer = await crowd.post(held.location!, form, SHORT)
    if (answer.status !== 303) return null
    this.told.set(form.email, { acts: ['booked'], start })
    return form.email
  }

  private async change(crowd: Crowd, email: string, act: Act) {
    const told = this.told.get(email)!
    const start = act === 'moved' ? this.start(this.number) : told.start
    told.doubt = { act, start }
    const path = `${told.link}/${act === 'moved' ? 'move' : 'cancellation'}`
    const answer = await crowd.post(path, act === 'moved' ? { start } : {}, SHORT)
    told.doubt = undefined
    if (answer.status !== 303) return
    this.told.set(email, { acts: [...told.acts, act], start, link: pathIn(answer.location!) })
    if (++this.changes >= this.enough) this.isEnough()
  }

  private async readForm(crowd: Crowd, path: string) {
    const page = await crowd.get(path)
    return hiddenOn(page.text)
  }

  private whoHasLink() {
    for (const [email, told] of this.told)
      if (!told.doubt && !told.acts.includes('cancelled') && !this.busy.has(email))
        if (this.findLink(email)) return email
    return null
  }

  private async hasLink(email: string) {
    while (!this.findLink(email) && !this.isOver)
      await Promise.race([this.mail.hasAnother(), this.round.promise])
    return !this.isOver
  }

  private findLink(email: string) {
    const told = this.told.get(email)!
    const mail = told.link ? null : this.mail.mails.find(({ to }) => to[0] === email)
    if (mail) told.link = pathIn(mail.text!)
    return told.link
  }

  /** Now and then two want the same. */
  private start(number: number) {
    return this.starts[(number % 10 ? number * 7 : 0) % this.starts.length]
  }
}

function pathIn(words: string) {
  return /\/booking\/a\/[\w-]+/.exec(words)?.[0]
}

test.group('A server that is killed while visitors book, move and cancel', (group) => {
  group.tap((each) => each.tags(['@long']))

  test('keeps all that it confirmed, books nothing twice, and loses or doubles no mail', async ({
    assert,
    cleanup,
  }) => {
    const all = await taking({ changeHours: 0 })
    const mail = await MailServer.start()
    cleanup(() => mail.stop())
    await mailThrough(all.nordlys, mail.port)
    const visits = new Visits(all, await offered(all.nordlys, all.service), mail)
    const house = await House.copy(all.nordlys)
    cleanup(() => house.remove())

    for (let kill = 0; kill < KILLS; kill++) {
      const server = await ServerProcess.start(house)
      const crowd = new Crowd(server.port)
      visits.begin()
      const enough = visits.reach(2 + (kill % 4))
      const visitors = Promise.allSettled(Array.from({ length: VISITORS }, () => visits.go(crowd)))
      await enough
      await server.kill()
      visits.over()
      await visitors
      crowd.leave()
      const log = server.output.join('\n')
      for (const secret of visits.secrets.splice(0)) assert.notInclude(log, secret)
      assert.deepEqual(house.sql(all.nordlys, OVERLAPS), [], `after kill ${kill + 1}`)
    }

    // What waits goes out after the last start.
    const last = await ServerProcess.start(house)
    const letters = () => house.sql<Letter>(all.nordlys, LETTERS)
    while (letters().some(({ state }) => !['sent', 'uncertain'].includes(state))) await nextTurn(50)
    assert.equal(await last.stop(), 0)

    const bookings = house.sql<BookingRow>(all.nordlys, BOOKINGS)
    for (const [email, { acts, start, doubt }] of visits.told) {
      const booking = bookings.find((each) => each.email === email)!
      const own = letters().filter((letter) => letter.client_id === booking.client_id)
      const told = own.map(({ purpose }) => purpose.split('.').at(-1))
      const isDone = doubt && told.length > acts.length
      assert.deepEqual(told, isDone ? [...acts, doubt.act] : acts)
      assert.equal(Date.parse(booking.starts_at), (isDone ? doubt.start : start) * 60_000)
      assert.equal(booking.status, told.includes('cancelled') ? 'cancelled' : 'booked')
    }
    for (const act of ['booked', 'moved', 'cancelled'] as const)
      assert.isAbove([...visits.told.values()].filter(({ acts }) => acts.includes(act)).length, 5)

    // Each letter has arrived, also those whose answer was lost in a kill; none was made up. The copy of one that was in
    // hand in a kill has the Message-ID of the first, by which mail servers tell that it is one (RFC 5322, 3.6.4).
    const received = mail.mails.map(({ messageId }) => messageId)
    const sent = letters().map(({ message_id: id }) => id)
    assert.sameMembers([...new Set(received)], sent)
    assert.isAtMost(received.length - sent.length, KILLS)
  }).timeout(300_000)
})
