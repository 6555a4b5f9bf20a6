import { furnishCalendar } from '#database/seeders/demo_calendar'
import { demoClients } from '#database/seeders/demo_people'
import Client from '#models/client'
import { fixture, openImport } from '#tests/imports'
import { at, type People } from '#tests/people'
import { switchOn, workingPlugins } from '#tests/plugins'

/** A clinic with rows of everything that a page can be about, as the demo has them. */
export async function furnish({ nordlys, ida }: People) {
  const plugins = workingPlugins().filter(({ id }) => id !== 'crumbling')
  const by = { member: ida.member, address: null }
  await switchOn(nordlys, ...plugins.map(({ id }) => id))
  await at(nordlys, async () => {
    for (const { tags, alert, isArchived, ...values } of demoClients().slice(0, 8)) {
      const client = await Client.register(values, { by })
      await client.addTag('Knee', { by })
      await client.addAlert('Allergic to latex', { by })
    }
    await furnishCalendar({ by })
    for (const { definition } of plugins) {
      const filling = await definition.demo?.()
      await filling?.demo({ by, password: 'harbour-oak-reed-sail' })
    }
    await openImport(fixture('excel-da.csv'), { by })
  })
}
