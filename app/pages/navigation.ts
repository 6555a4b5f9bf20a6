import { approvalIsAsked } from '#exports/second_person'

/** One entry of a menu. Which menus there are is `NavigationItem['menu']`. */
export type NavigationItem = {
  /** Unique; a plugin's begins with its id. */
  id: string
  /** `main` is the sidebar, `settings` the menu beside each settings page. */
  menu: 'main' | 'settings'
  /** Translation key of the words. */
  label: string
  path: string
  /** Where else one is, when one is there: what belongs to it but has addresses of its own. */
  also?: string
  icon: string
  /** Shown only to members whose role holds it. */
  permission?: string
  /** Small numbers come first. The core uses hundreds; plugins stand at 500 unless they say otherwise. */
  order?: number
  /** Asked on each page, with the clinic in hand: the plugin host answers with the switch. */
  isShown?: () => boolean
}

/** The menus of a signed-in member, in one list that plugins add to when the server starts. */
class Navigation {
  private items: NavigationItem[] = []

  /** Adds entries; one with a known id replaces it. */
  add(...items: NavigationItem[]) {
    const ids = new Set(items.map(({ id }) => id))
    this.items = [...this.items.filter(({ id }) => !ids.has(id)), ...items].sort(byOrder)
  }

  all(): readonly NavigationItem[] {
    return this.items
  }

  /** The entries of one menu that this member may use in the clinic in hand; of what a helper may see, those that are open. */
  of(
    menu: NavigationItem['menu'],
    can: (permission: string) => boolean,
    isOpen: (path: string) => boolean
  ) {
    return this.items.filter(
      (item) =>
        item.menu === menu &&
        (!item.permission || can(item.permission)) &&
        (item.isShown?.() ?? true) &&
        isOpen(item.path)
    )
  }

  /** The entry to mark as current: the one with the longest path that the address begins with. */
  current(menu: NavigationItem['menu'], url: string) {
    return this.items
      .filter((item) => item.menu === menu && isIn(url, item))
      .sort((a, b) => b.path.length - a.path.length)[0]?.id
  }
}

function byOrder(a: NavigationItem, b: NavigationItem) {
  return (a.order ?? 500) - (b.order ?? 500)
}

function isIn(url: string, { path, also }: NavigationItem) {
  return isWithin(url, path) || (also !== undefined && isWithin(url, also))
}

function isWithin(url: string, path: string) {
  return url === path || url.startsWith(path === '/' ? '/?' : `${path}/`)
}

export const navigation = new Navigation()

navigation.add(
  { id: 'home', menu: 'main', label: 'layout.nav.home', path: '/', icon: 'house', order: 100 },
  {
    id: 'calendar',
    menu: 'main',
    label: 'layout.nav.calendar',
    path: '/calendar',
    also: '/appointments',
    icon: 'calendar',
    permission: 'calendar.read',
    order: 150,
  },
  {
    id: 'clients',
    menu: 'main',
    label: 'layout.nav.clients',
    path: '/clients',
    icon: 'users',
    permission: 'clients.read',
    order: 200,
  },
  {
    id: 'clinic',
    menu: 'settings',
    label: 'layout.nav.clinic',
    path: '/settings/clinic',
    icon: 'building-2',
    permission: 'settings.manage',
    order: 100,
  },
  {
    id: 'members',
    menu: 'settings',
    label: 'layout.nav.members',
    path: '/settings/members',
    icon: 'users',
    permission: 'members.manage',
    order: 110,
  },
  {
    id: 'roles',
    menu: 'settings',
    label: 'layout.nav.roles',
    path: '/settings/roles',
    icon: 'key-round',
    permission: 'roles.manage',
    order: 120,
  },
  {
    id: 'tags',
    menu: 'settings',
    label: 'layout.nav.tags',
    path: '/settings/tags',
    icon: 'tags',
    permission: 'settings.manage',
    order: 125,
  },
  {
    id: 'services',
    menu: 'settings',
    label: 'layout.nav.services',
    path: '/settings/services',
    icon: 'stethoscope',
    permission: 'calendar.manage',
    order: 122,
  },
  {
    id: 'places',
    menu: 'settings',
    label: 'layout.nav.places',
    path: '/settings/places',
    icon: 'map-pin',
    permission: 'calendar.manage',
    order: 124,
  },
  {
    id: 'hours',
    menu: 'settings',
    label: 'layout.nav.hours',
    path: '/settings/hours',
    icon: 'clock',
    order: 126,
  },
  {
    id: 'holidays',
    menu: 'settings',
    label: 'layout.nav.holidays',
    path: '/settings/holidays',
    icon: 'flag',
    permission: 'calendar.manage',
    order: 128,
  },
  {
    id: 'plugins',
    menu: 'settings',
    label: 'layout.nav.plugins',
    path: '/settings/plugins',
    icon: 'puzzle',
    permission: 'plugins.manage',
    order: 130,
  },
  {
    id: 'mail',
    menu: 'settings',
    label: 'layout.nav.mail',
    path: '/settings/mail',
    icon: 'mail',
    permission: 'mail.manage',
    order: 140,
  },
  {
    id: 'outbox',
    menu: 'settings',
    label: 'layout.nav.outbox',
    path: '/settings/outbox',
    icon: 'send',
    permission: 'mail.read',
    order: 145,
  },
  {
    id: 'overview',
    menu: 'settings',
    label: 'layout.nav.overview',
    path: '/settings/security-overview',
    icon: 'shield-alert',
    permission: 'security.overview',
    order: 148,
  },
  {
    id: 'exports',
    menu: 'settings',
    label: 'layout.nav.exports',
    path: '/exports',
    icon: 'file-check',
    permission: 'exports.approve',
    order: 149,
    isShown: approvalIsAsked,
  },
  {
    id: 'audit',
    menu: 'settings',
    label: 'layout.nav.audit',
    path: '/settings/audit',
    icon: 'scroll-text',
    permission: 'audit.read',
    order: 150,
  }
)
