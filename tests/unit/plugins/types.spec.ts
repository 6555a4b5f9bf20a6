import { test } from '@japa/runner'
import vine from '@vinejs/vine'
import ClientCreated from '#events/client_created'
import { definePlugin } from '#plugins/contract'
import { on } from '#plugins/listeners'
import { every } from '#plugins/schedule'
import { defineSettings } from '#clinics/stored_settings'

const sound = {
  category: 'clients',
  icon: 'tag',
  requires: { core: '^1' },
} as const
const keeping = {
  export: async () => null,
  erase: async () => {},
  merge: async () => {},
}
const settings = defineSettings('hats', vine.create({ size: vine.number() }), { size: 57 })

/**
 * Mistakes that TypeScript finds. Nothing here runs: if one of them compiled, the type-check would say
 * that its `@ts-expect-error` is unused.
 */
export const mistakes = () => [
  // @ts-expect-error no id
  definePlugin({ ...sound }),
  // @ts-expect-error a category that does not exist
  definePlugin({ ...sound, id: 'hats', category: 'hats' }),
  // @ts-expect-error a part that does not exist
  definePlugin({ ...sound, id: 'hats', permisions: {} }),
  // @ts-expect-error a permission of somebody else
  definePlugin({ ...sound, id: 'hats', permissions: { 'coats.hang': ['practitioner'] } }),
  // @ts-expect-error a role that does not exist
  definePlugin({ ...sound, id: 'hats', permissions: { 'hats.hang': ['doorman'] } }),
  definePlugin({
    ...sound,
    id: 'hats',
    navigation: [
      // @ts-expect-error an address outside of the plugin
      { label: 'hats.all', path: '/coats', icon: 'tag', permission: 'hats.hang' },
    ],
  }),
  definePlugin({
    ...sound,
    id: 'hats',
    // @ts-expect-error words of somebody else
    slots: { 'client.tab': [{ view: 'tab', label: 'coats.tab' }] },
  }),
  // @ts-expect-error a tab without words
  definePlugin({ ...sound, id: 'hats', slots: { 'client.tab': [{ view: 'tab' }] } }),
  // @ts-expect-error a slot that does not exist
  definePlugin({ ...sound, id: 'hats', slots: { 'client.pocket': [{ view: 'tab' }] } }),
  definePlugin({
    ...sound,
    id: 'hats',
    // @ts-expect-error the home page knows no client
    slots: { 'home.card': [{ view: 'card', data: ({ client }) => ({ client }) }] },
  }),
  definePlugin({
    ...sound,
    id: 'hats',
    // @ts-expect-error not one of the answers
    precautions: { nameDisplay: () => 'shouted' },
  }),
  // @ts-expect-error a precaution answers at once, it does not wait
  definePlugin({ ...sound, id: 'hats', precautions: { idleMinutes: async () => 15 } }),
  // @ts-expect-error a question that does not exist
  definePlugin({ ...sound, id: 'hats', precautions: { hatDisplay: () => 'full' } }),
  // @ts-expect-error the settings of somebody else
  definePlugin({ ...sound, id: 'coats', settings }),
  definePlugin({
    ...sound,
    id: 'waiting-list',
    data: {
      ...keeping,
      // @ts-expect-error a table outside of the plugin's prefix
      map: [{ table: 'waiting-list_a', what: 'waiting-list.a', personal: false }],
    },
  }),
  definePlugin({
    ...sound,
    id: 'hats',
    data: {
      ...keeping,
      // @ts-expect-error personal data without why and how long
      map: [{ table: 'hats_hats', what: 'hats.hats' }],
    },
  }),
  definePlugin({
    ...sound,
    id: 'hats',
    // @ts-expect-error data without erase
    data: { map: [], export: async () => null, merge: async () => {} },
  }),
  // @ts-expect-error the event has no such property
  on(ClientCreated, ({ hatId }) => hatId),
  // @ts-expect-error a pace that is no pace
  every('now and then', 'dust', async () => {}),
  // @ts-expect-error a default that the validator knows nothing of
  defineSettings('hats', vine.create({ size: vine.number() }), { size: 'large' }),
]

test('what TypeScript accepts is what was meant', ({ assert }) => {
  const plugin = definePlugin({
    ...sound,
    id: 'waiting-list',
    permissions: { 'waiting-list.read': ['practitioner'] },
    navigation: [
      {
        label: 'waiting-list.title',
        path: '/waiting-list',
        icon: 'hourglass',
        permission: 'waiting-list.read',
      },
    ],
    precautions: { nameDisplay: ({ surface }) => (surface === 'title' ? 'initials' : 'full') },
    listeners: [on(ClientCreated, ({ clientId }) => void clientId)],
    schedule: [every('2 days', 'tidy', async () => {})],
    data: {
      ...keeping,
      map: [{ table: 'waiting_list_entries', what: 'waiting-list.entries', personal: false }],
    },
  })

  assert.equal(plugin.id, 'waiting-list')
  assert.equal(plugin.schedule![0].everyMinutes, 2880)
})
