/** What a new clinic does first. `isDone` is filled by whoever knows. */
export const FIRST_STEPS = [
  { id: 'clients', path: '/clients/import', icon: 'upload', permission: 'clients.import' },
  { id: 'colleague', path: '/settings/members', icon: 'user-plus', permission: 'members.manage' },
  { id: 'plugins', path: '/settings/plugins', icon: 'puzzle', permission: 'plugins.manage' },
  { id: 'two_factor', path: '/security', icon: 'shield-check', permission: null },
]
