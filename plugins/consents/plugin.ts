import { definePlugin } from '#plugins/contract'
import { every } from '#plugins/schedule'
import { data } from './data.js'
import { narrowToDue, narrowToUnwilling } from './models/due.js'
import { publicRoutes, routes } from './routes.js'
import { consentSettings } from './settings.js'
import { badges, clientTab, homeCard } from './slots.js'
import { expireRequests, finishBatches, sendReminders } from './tasks.js'

/** Explicit, informed, provable and revocable consent (GDPR articles 6, 7, 9 and 13). */
export default definePlugin({
  id: 'consents',
  category: 'clients',
  icon: 'signature',
  requires: { core: '^1' },

  permissions: {
    'consents.read': ['administrator', 'practitioner', 'receptionist'],
    'consents.collect': ['administrator', 'practitioner', 'receptionist'],
    'consents.manage': ['administrator'],
  },

  navigation: [
    {
      label: 'consents.navigation',
      path: '/consents',
      icon: 'signature',
      permission: 'consents.read',
      order: 250,
    },
  ],

  slots: {
    'client.tab': [
      {
        view: 'client_tab',
        label: 'consents.tab.label',
        permission: 'consents.read',
        data: clientTab,
      },
    ],
    'clients.badges': [{ permission: 'consents.read', badges }],
    'clients.filter': [
      {
        key: 'consents',
        label: 'consents.filters.due',
        permission: 'consents.read',
        narrow: narrowToDue,
      },
      {
        key: 'consents-unwilling',
        label: 'consents.filters.unwilling',
        permission: 'consents.read',
        narrow: narrowToUnwilling,
      },
    ],
    'clients.toolbar': [{ view: 'clients_toolbar', permission: 'consents.collect' }],
    'home.card': [{ view: 'home_card', permission: 'consents.read', data: homeCard }],
  },

  settings: consentSettings,
  routes,
  publicRoutes,

  schedule: [
    every('1 hour', 'expire-requests', expireRequests),
    every('6 hours', 'send-reminders', sendReminders),
    every('5 minutes', 'finish-batches', finishBatches),
  ],

  data,
  demo: () => import('./demo.js'),
})
