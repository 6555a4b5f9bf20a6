import { clinicClient } from '#clinics/database'
import type Member from '#models/member'

const STEPS = [
  { id: 'clients', path: '/clients/imports', icon: 'upload', permission: 'clients.import' },
  { id: 'colleague', path: '/settings/members', icon: 'user-plus', permission: 'members.manage' },
  {
    id: 'services',
    path: '/settings/services',
    icon: 'stethoscope',
    permission: 'calendar.manage',
  },
  { id: 'hours', path: '/settings/hours', icon: 'clock', permission: 'calendar.manage' },
  { id: 'plugins', path: '/settings/plugins', icon: 'puzzle', permission: 'plugins.manage' },
  { id: 'two_factor', path: '/security', icon: 'shield-check', permission: null },
] as const

/**
 * What a new clinic does first, as far as this member may, by what the clinic holds: the steps that are left, and how
 * many of `all` are done. The clinic is new while fewer than half are.
 */
export async function firstSteps(member: Member) {
  const isDone = await whatIsDone(member)
  const all = STEPS.filter(({ permission }) => !permission || member.can(permission))
  const left = all.filter(({ id }) => !isDone[id])
  const done = all.length - left.length
  return { left, done, all: all.length, isNew: done < all.length / 2 }
}

async function whatIsDone(member: Member): Promise<Record<(typeof STEPS)[number]['id'], number>> {
  const [done] = await clinicClient().rawQuery(
    `select exists (select 1 from clients) as clients,
      (select count(*) from members) > 1 as colleague,
      exists (select 1 from services) as services,
      exists (select 1 from working_hours) as hours,
      exists (select 1 from plugin_activations) as plugins,
      exists (select 1 from members where id = :id and totp_confirmed_at is not null)
        or exists (select 1 from passkeys where member_id = :id) as two_factor`,
    { id: member.id }
  )
  return done
}
