import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { clinicClient } from '#clinics/database'
import { clinicState, reloadClinicState } from '#clinics/state'
import { transaction } from '#clinics/transaction'
import { permissionWord } from '#plugins/inspection/words'
import {
  CORE_PERMISSIONS,
  declaredPermissions,
  isAllowed,
  type Permission,
  type Role,
  ROLES,
} from '#clinics/permissions'

/** The roles whose permissions a clinic decides itself; an owner always holds all. */
const CHANGEABLE_ROLES = ROLES.filter((role) => role !== 'owner')

/** What may be done in the clinic in hand: the core's permissions, and those of the plugins that are on. */
export function permissionsInUse(): Permission[] {
  const { plugins } = clinicState()
  return Object.keys(declaredPermissions()).filter(
    (permission) => permission in CORE_PERMISSIONS || plugins.has(permission.split('.')[0])
  )
}

/** A part of the table: the core's permissions by noun, and each plugin's. All words are translation keys. */
type Group = {
  title: string
  permissions: { id: Permission; name: string; explained: string | null; holders: Role[] }[]
}

/** The table, as a page shows it. */
export function permissionGroups(): Group[] {
  const permissions = permissionsInUse()
  const nouns = new Set(permissions.map((permission) => permission.split('.')[0]))
  return [...nouns].map((noun) => {
    const own = permissions.filter((permission) => permission.startsWith(`${noun}.`))
    return {
      title: own[0] in CORE_PERMISSIONS ? `permissions.${noun}.title` : `${noun}.plugin.name`,
      permissions: own.map((id) => ({ id, ...wordsOf(id), holders: holdersOf(id) })),
    }
  })
}

function wordsOf(id: Permission) {
  return id in CORE_PERMISSIONS
    ? { name: `permissions.${id}.name`, explained: `permissions.${id}.explained` }
    : { name: permissionWord(id), explained: null }
}

function holdersOf(id: Permission) {
  return ROLES.filter((role) => isAllowed(role, id))
}

/**
 * Lets exactly these roles hold these permissions, of those in use. Only what departs from the defaults
 * is stored, so that a permission of a later version comes with its own default.
 *
 * @param held each `<role> <permission>`
 */
export async function changePermissions(held: string[], by: Actor) {
  const wanted = new Set(held)
  const changes = permissionsInUse()
    .flatMap((permission) => CHANGEABLE_ROLES.map((role) => ({ role, permission })))
    .map((cell) => ({ ...cell, allowed: wanted.has(`${cell.role} ${cell.permission}`) }))
    .filter(({ role, permission, allowed }) => isAllowed(role, permission) !== allowed)
  if (!changes.length) return

  await transaction(async () => {
    for (const change of changes) await write(change)
    await record({ action: 'permissions.changed', by, details: { changes } })
    await reloadClinicState()
  })
}

/** Goes back to what each role holds in a new clinic. */
export async function resetPermissions(by: Actor) {
  await transaction(async () => {
    await clinicClient().from('role_permissions').delete()
    await record({ action: 'permissions.reset', by })
    await reloadClinicState()
  })
}

type Change = { role: Role; permission: Permission; allowed: boolean }

async function write({ role, permission, allowed }: Change) {
  await clinicClient().from('role_permissions').where({ role, permission }).delete()
  const isDefault = declaredPermissions()[permission].includes(role) === allowed
  if (!isDefault)
    await clinicClient().table('role_permissions').insert({ role, permission, allowed })
}
