import MemberSignedIn from '#events/member_signed_in'
import { definePlugin } from '#plugins/contract'
import { on } from '#plugins/listeners'
import { every } from '#plugins/schedule'
import { data } from './data.js'
import { precautions } from './models/answers.js'
import { rulesThatAreOn } from './models/rule_list.js'
import SignIn from './models/sign_in.js'
import { publicRoutes, routes } from './routes.js'
import { factorCard } from './slots.js'

/** Rules that make the clinic as strict as it wants to be, each with what it changes, what it answers to and what is so. */
export default definePlugin({
  id: 'strict-mode',
  category: 'security',
  icon: 'shield-check',
  requires: { core: '^1' },

  permissions: {
    'strict-mode.read': ['administrator'],
    'strict-mode.manage': ['administrator'],
  },

  navigation: [
    {
      label: 'strict-mode.plugin.name',
      path: '/strict-mode',
      icon: 'shield-check',
      permission: 'strict-mode.read',
      order: 460,
    },
  ],

  slots: { 'home.card': [{ view: 'factor_card', data: factorCard }] },
  listeners: [on(MemberSignedIn, (event) => SignIn.notice(event))],
  precautions,
  routes,
  publicRoutes,
  schedule: [every('1 day', 'tidy-sign-ins', () => SignIn.tidy())],
  data,
  // To turn the plugin off would make every rule weaker at once, without a proof and without a reason.
  keptOn: () => (rulesThatAreOn().length ? 'strict-mode.kept_on' : null),
})
