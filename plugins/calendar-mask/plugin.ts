import { definePlugin } from '#plugins/contract'
import { nameDisplay } from './models/display.js'
import { routes } from './routes.js'
import { clinicRules } from './settings.js'
import { eye } from './slots.js'

/** One click, and no page shows the name of a client: for whoever works beside somebody who looks on. */
export default definePlugin({
  id: 'calendar-mask',
  category: 'calendar',
  icon: 'eye-off',
  requires: { core: '^1' },

  permissions: {
    'calendar-mask.use': ['administrator', 'practitioner', 'receptionist'],
  },

  slots: {
    'layout.toolbar': [
      { view: 'toolbar', permission: 'calendar-mask.use', data: eye, scripts: ['mask.ts'] },
    ],
    'calendar.toolbar': [{ view: 'calendar_toolbar', permission: 'calendar-mask.use', data: eye }],
    'layout.account': [{ view: 'account_item', permission: 'calendar-mask.use' }],
  },

  precautions: { nameDisplay },
  settings: clinicRules,
  routes,
  demo: () => import('./demo.js'),
})
