import { definePlugin } from '#plugins/contract'
import { data } from './data.js'
import { clientTab } from './client_tab.js'
import { routes } from './routes.js'
import { settings } from './settings.js'

/** What the plugin is and where it takes part. docs/plugins.md explains every line. */
export default definePlugin({
  id: 'waiting-list',
  category: 'clients',
  icon: 'puzzle',
  requires: { core: '^1' },
  permissions: {
    'waiting-list.read': ['administrator', 'practitioner', 'receptionist'],
    'waiting-list.write': ['administrator', 'practitioner'],
  },
  navigation: [
    {
      label: 'waiting-list.plugin.name',
      path: '/waiting-list',
      icon: 'puzzle',
      permission: 'waiting-list.read',
    },
  ],
  slots: {
    'client.tab': [
      {
        view: 'client_tab',
        label: 'waiting-list.plugin.name',
        permission: 'waiting-list.read',
        data: clientTab,
      },
    ],
  },
  settings,
  routes,
  data,
})
