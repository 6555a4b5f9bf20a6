import ClientCreated from '#events/client_created'
import { clinicClient } from '#clinics/database'
import { definePlugin } from '#plugins/contract'
import { on } from '#plugins/listeners'
import { every } from '#plugins/schedule'

/**
 * What a plugin of ordinary size brings to a client's page. The benchmarks copy this folder as often as
 * they need it, each time with another id in the place of "sample".
 */
export default definePlugin({
  id: 'sample',
  category: 'clients',
  icon: 'book-open',
  requires: { core: '^1' },
  permissions: { 'sample.read': ['practitioner', 'receptionist'] },
  slots: {
    'client.tab': [
      {
        view: 'tab',
        label: 'sample.tab',
        permission: 'sample.read',
        data: async ({ client }) => ({
          lines: await clinicClient().from('sample_lines').where('client_id', client.id).limit(20),
        }),
      },
    ],
  },
  listeners: [on(ClientCreated, async () => {})],
  precautions: { nameDisplay: () => 'full', idleMinutes: () => 24 * 60 },
  schedule: [every('1 day', 'tidy', async () => {})],
  data: {
    map: [
      {
        table: 'sample_lines',
        what: 'sample.data.lines',
        purpose: 'sample.data.purpose',
        kept: 'sample.data.kept',
      },
    ],
    export: async (client) => ({
      lines: await clinicClient().from('sample_lines').where('client_id', client.id),
    }),
    erase: async (client) =>
      void (await clinicClient().from('sample_lines').where('client_id', client.id).delete()),
    merge: async (from, into) =>
      void (await clinicClient()
        .from('sample_lines')
        .where('client_id', from.id)
        .update({ client_id: into.id })),
  },
})
