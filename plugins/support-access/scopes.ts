import type { Permission } from '#clinics/permissions'

/**
 * One noun of the clinic that a helper may be let into. What is in no area is closed: notes, keys, messages, clients, their
 * names and files, the audit log, members and what they may do, mail servers, switches of plugins, and every route that
 * asks for a fresh proof of who one is.
 */
export type Area = {
  /** What pages show and controllers ask; given to the helper while the area is open. */
  permissions: readonly Permission[]
  /** Names of routes that only show. */
  view: readonly string[]
  /** Names of routes that change something, open where the code says “change” as well. */
  change: readonly string[]
}

export const AREAS = {
  clinic: {
    permissions: ['settings.manage'],
    view: ['settings.clinic.edit'],
    change: ['settings.clinic.update'],
  },
  services: {
    permissions: ['calendar.manage'],
    view: ['settings.services.index', 'settings.services.create', 'settings.services.edit'],
    change: [
      'settings.services.store',
      'settings.services.update',
      'settings.services.archival.store',
      'settings.services.archival.destroy',
    ],
  },
  places: {
    permissions: ['calendar.manage'],
    view: [
      'settings.places.index',
      'settings.places.locations.create',
      'settings.places.locations.edit',
      'settings.places.rooms.create',
      'settings.places.rooms.edit',
    ],
    change: [
      'settings.places.locations.store',
      'settings.places.locations.update',
      'settings.places.locations.archival.store',
      'settings.places.locations.archival.destroy',
      'settings.places.rooms.store',
      'settings.places.rooms.update',
      'settings.places.rooms.archival.store',
      'settings.places.rooms.archival.destroy',
    ],
  },
  /** The overview alone: a member's own page says when they were ill. */
  hours: { permissions: ['calendar.manage'], view: ['settings.hours.index'], change: [] },
  holidays: {
    permissions: ['calendar.manage'],
    view: ['settings.holidays.index', 'settings.holidays.public.create'],
    change: [
      'settings.holidays.store',
      'settings.holidays.destroy',
      'settings.holidays.public.store',
    ],
  },
  /** What is on. Not the switches, and not the settings: a plugin may keep a token there. */
  plugins: {
    permissions: ['plugins.manage'],
    view: ['settings.plugins.index', 'settings.plugins.show'],
    change: [],
  },
  /** Online booking: its texts, and who may book what. */
  booking: {
    permissions: ['booking.manage'],
    view: ['booking.setup.show', 'booking.wordings.edit'],
    change: ['booking.setup.restrictions.update', 'booking.wordings.update'],
  },
  /** Which reminders go out when. Not to whom, and not the gateway with its token. */
  reminders: {
    permissions: ['reminders.manage'],
    view: ['reminders.rules.index', 'reminders.rules.edit', 'reminders.texts.edit'],
    change: ['reminders.rules.update', 'reminders.texts.update'],
  },
  week: {
    permissions: ['calendar.read'],
    view: [
      'calendar.show',
      'calendar.appointments.index',
      'calendar.hours.index',
      'calendar.changes.show',
    ],
    change: [],
  },
  outbox: {
    permissions: ['mail.read'],
    view: ['settings.outbox.index'],
    change: ['settings.outbox.dispatches.store'],
  },
} as const satisfies Record<string, Area>

export type AreaName = keyof typeof AREAS

/** What can be ticked when a code is made. The first is what we advise, and what is ticked already. */
export const SCOPES = {
  settings: [
    'clinic',
    'services',
    'places',
    'hours',
    'holidays',
    'plugins',
    'booking',
    'reminders',
  ],
  calendar: ['week'],
  mail: ['outbox'],
} as const satisfies Record<string, readonly AreaName[]>

export type Scope = keyof typeof SCOPES
export const SCOPE_NAMES = Object.keys(SCOPES) as Scope[]

/** Of no noun, and nobody's secret: how long the session lasts, and in which colours. Not worth a line in the trail. */
export const ALWAYS = ['session_time.show', 'session_time.store', 'theme.update'] as const

/** What a code opens: which scopes, and whether to look only. */
export type Opening = { scopes: readonly Scope[]; mayChange: boolean }

export function areasOf(scopes: readonly Scope[]): AreaName[] {
  return scopes.flatMap((scope) => SCOPES[scope])
}

/** The names of all routes that are open; whatever is not in it is refused. */
export function routesOf({ scopes, mayChange }: Opening): Set<string> {
  const areas = areasOf(scopes).map((name): Area => AREAS[name])
  const open = areas.flatMap(({ view, change }) => (mayChange ? [...view, ...change] : view))
  return new Set([...ALWAYS, ...open])
}

export function permissionsOf(scopes: readonly Scope[]): Set<Permission> {
  return new Set(areasOf(scopes).flatMap((name): readonly Permission[] => AREAS[name].permissions))
}

/** The area that a route belongs to. */
export function areaOf(route: string): AreaName | null {
  const names = Object.keys(AREAS) as AreaName[]
  const holds = ({ view, change }: Area) => [...view, ...change].includes(route)
  return names.find((name) => holds(AREAS[name])) ?? null
}
