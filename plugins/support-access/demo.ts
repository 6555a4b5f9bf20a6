import type { Actor } from '#audit/actor'
import Member from '#models/member'
import Grant from './models/grant.js'
import { passOf } from './models/pass.js'

/** Shows help that is over, with its report, and a code that waits. */
export async function demo({ by }: { by: Actor }) {
  const member = await Member.findOrFail(by.member?.id)
  const wish = {
    name: 'Nina, Fjord IT',
    scopes: ['settings' as const],
    mayChange: false,
    minutes: 30,
  }
  const maker = { by: { member, address: by.address } }
  const { code } = await Grant.make({ ...wish, purpose: 'Our opening hours' }, maker)
  const grant = await Grant.redeem(code, { address: '192.0.2.17', device: 'Firefox · Linux' })
  const pass = await passOf(grant!.id)
  const isOpen = true
  for (const [route, path] of [
    ['settings.clinic.edit', '/settings/clinic'],
    ['settings.services.index', '/settings/services'],
  ])
    await pass!.tells({ route, path, method: 'GET', isOpen }, grant!.actor)
  await pass!.tells(
    { route: 'clients.index', path: '/clients', method: 'GET', isOpen: false },
    grant!.actor
  )
  await grant!.end({ by: { member, address: by.address }, how: 'member' })
  await Grant.make({ ...wish, purpose: null }, maker)
}
