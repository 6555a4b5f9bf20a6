import type { ApiClient } from '@japa/api-client'
import { setUpMail } from '#tests/mails'
import { at, NORDLYS, people, type Person } from '#tests/people'
import { switchOn } from '#tests/plugins'
import { Visitor } from '#tests/visitor'
import Grant, { type Wish } from '../models/grant.js'

export const WISH: Wish = {
  name: 'Nina, Fjord IT',
  scopes: ['settings'],
  mayChange: false,
  minutes: 30,
}

/** Nordlys with mail, and with support access on. */
export async function openClinic() {
  const all = await people()
  await setUpMail(all.nordlys)
  await switchOn(all.nordlys, 'support-access')
  return all
}

/** A code that a member made past the page. */
export function aCode({ clinic, member }: Person, wish: Partial<Wish> = {}) {
  const by = { member, address: '127.0.0.1' }
  return at(clinic, () => Grant.make({ ...WISH, ...wish }, { by }))
}

/** Somebody at another browser who came in with a code. */
export async function aHelper(client: ApiClient, maker: Person, wish: Partial<Wish> = {}) {
  const { code, grant } = await aCode(maker, wish)
  const helper = new Visitor(client, NORDLYS)
  const entered = await helper.post('/support-access', { code })
  entered.assertHeader('location', '/support-access')
  return { helper, grant }
}
