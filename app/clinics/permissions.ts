import { clinicState } from '#clinics/state'

/** From the top down: nobody gives or changes a role above their own. */
export const ROLES = ['owner', 'administrator', 'practitioner', 'receptionist'] as const
export type Role = (typeof ROLES)[number]

/** Core permissions; plugins add their own as `<plugin>.<verb>`. */
export type Permission = string

/**
 * What each role may do unless the clinic's owner decided otherwise. An owner may do everything,
 * and that cannot be taken away; no permission opens what is encrypted.
 */
export const CORE_PERMISSIONS: Record<string, Role[]> = {
  'clients.read': ['administrator', 'practitioner', 'receptionist'],
  'clients.write': ['administrator', 'practitioner', 'receptionist'],
  'clients.national_id': ['administrator', 'practitioner'],
  'clients.readings': ['administrator', 'practitioner'],
  'clients.merge': ['administrator', 'practitioner'],
  'clients.delete': ['administrator'],
  'clients.import': ['administrator'],
  'clients.export': ['administrator'],
  'exports.approve': ['administrator'],
  'calendar.read': ['administrator', 'practitioner', 'receptionist'],
  'calendar.write': ['administrator', 'practitioner', 'receptionist'],
  'calendar.overbook': ['administrator', 'receptionist'],
  'calendar.manage': ['administrator'],
  'members.manage': ['administrator'],
  'roles.manage': [],
  'settings.manage': ['administrator'],
  'plugins.manage': ['administrator'],
  'security.overview': [],
  'audit.read': ['administrator'],
  'mail.read': ['administrator'],
  // Whoever says where mail goes reads the link for an owner's next password, so that it is an owner's to give.
  'mail.manage': [],
}

const declared: Record<Permission, readonly string[]> = { ...CORE_PERMISSIONS }

/** Plugins add their permissions, with the roles that hold them at first. */
export function declarePermissions(permissions: Record<Permission, readonly string[]>) {
  Object.assign(declared, permissions)
}

/** All permissions, of the core and of every installed plugin, with the roles that hold them at first. */
export function declaredPermissions(): Readonly<Record<Permission, readonly string[]>> {
  return declared
}

/** Whether a role holds a permission in the clinic in hand. */
export function isAllowed(role: string, permission: Permission) {
  if (role === 'owner') return true
  return clinicState().decisionOn(role, permission) ?? declared[permission]?.includes(role) ?? false
}
