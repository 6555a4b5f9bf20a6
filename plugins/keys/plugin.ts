import MemberDeactivated from '#events/member_deactivated'
import { definePlugin } from '#plugins/contract'
import { on } from '#plugins/listeners'
import { every } from '#plugins/schedule'
import { data } from './data.js'
import { noteLeaving } from './models/leaving.js'
import { forgetOldRecordKeys } from './models/old_record_keys.js'
import { routes } from './routes.js'
import { keySettings } from './settings.js'
import { homeCard, lock } from './slots.js'

/** Keys that only their owners have: what is encrypted to them in a browser, nobody who runs the server reads. */
export default definePlugin({
  id: 'keys',
  category: 'security',
  icon: 'key',
  requires: { core: '^1' },

  permissions: {
    'keys.own': ['administrator', 'practitioner'],
    'keys.manage': ['administrator'],
  },

  navigation: [
    {
      label: 'keys.navigation',
      path: '/keys',
      icon: 'key',
      permission: 'keys.own',
      order: 450,
    },
  ],

  slots: {
    'layout.toolbar': [
      { view: 'toolbar', permission: 'keys.own', data: lock, scripts: ['keys.ts'] },
    ],
    'layout.account': [{ view: 'account_item', permission: 'keys.own' }],
    'home.card': [{ view: 'home_card', permission: 'keys.own', data: homeCard }],
  },

  listeners: [on(MemberDeactivated, noteLeaving)],
  precautions: { keysKeptOnDevice: () => keySettings.read().keptOnDevice },
  settings: keySettings,
  routes,
  schedule: [every('1 day', 'record-keys', () => forgetOldRecordKeys())],
  data,
  demo: () => import('./demo.js'),
})
