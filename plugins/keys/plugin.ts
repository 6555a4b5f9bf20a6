import { definePlugin } from '#plugins/contract'

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
})
