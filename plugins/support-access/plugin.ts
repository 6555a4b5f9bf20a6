import MemberDeactivated from '#events/member_deactivated'
import { helperIn } from '#models/helper'
import { definePlugin } from '#plugins/contract'
import { on } from '#plugins/listeners'
import { every } from '#plugins/schedule'
import { data } from './data.js'
import Grant from './models/grant.js'
import { passOf } from './models/pass.js'
import { publicRoutes, routes } from './routes.js'
import { banner } from './slots.js'

/** Somebody from outside helps for some minutes, with what a member opened to them; nobody else has a way in. */
export default definePlugin({
  id: 'support-access',
  category: 'security',
  icon: 'door-open',
  requires: { core: '^1' },

  permissions: { 'support-access.grant': ['administrator'] },

  navigation: [
    {
      label: 'support-access.plugin.name',
      path: '/support-access/grants',
      icon: 'door-open',
      permission: 'support-access.grant',
      order: 470,
    },
  ],

  helpers: passOf,
  // Whatever the scope: who a client is does not help to help.
  precautions: { nameDisplay: ({ member }) => (helperIn(member) ? 'hidden' : 'full') },
  slots: { 'layout.banner': [{ view: 'banner', data: banner, scripts: ['help.ts'] }] },
  listeners: [on(MemberDeactivated, ({ memberId, by }) => Grant.endAllOf(memberId, by))],
  schedule: [every('1 minute', 'close', () => Grant.closeOver())],
  routes,
  publicRoutes,
  data,
  demo: () => import('./demo.js'),
})
