import type { HttpContext } from '@adonisjs/core/http'
import { clientBadges, clientTabs, renderClientTab, renderSlot } from '#plugins/slot_rendering'
import type Client from '#models/client'
import Tag from '#models/tag'
import { ageOn, today } from './age.js'
import { BADGE_KINDS } from './badge_kinds.js'
import { detailsOn, displayName } from './display_name.js'

/** The tab that a client's page opens with. */
const DETAILS = 'details'

type Visit = Pick<HttpContext, 'member' | 'i18n' | 'request' | 'view'>

/** Everything that a client's page shows. Of the tabs, only the data of the opened one is read. */
export async function clientPage(client: Client, visit: Visit) {
  const { member, i18n, request, view } = visit
  const props = { client, member }
  const tabs = clientTabs(member)
  const tab = tabs.find(({ key }) => key === request.qs().tab)?.key ?? DETAILS
  const details = detailsOn('screen', member)
  const badges = await clientBadges([client.id], member)
  return {
    client,
    name: displayName(client, 'screen', member),
    born: client.birthDate && details.telling(bornOn(client.birthDate, i18n)),
    ...details,
    alerts: await client.related('alerts').query().orderBy('created_at'),
    badges: badges.get(client.id) ?? [],
    kinds: BADGE_KINDS,
    pluginAlerts: await renderSlot(view, 'client.alert', props),
    tabs: tabs.length ? [{ key: DETAILS, label: 'clients.details' }, ...tabs].map(tabLink) : [],
    ...(tab === DETAILS
      ? await detailsTab(client)
      : { tabContent: await renderClientTab(view, tab, props) }),
  }

  function tabLink({ key, label }: { key: string; label: string }) {
    const query = key === DETAILS ? '' : `?tab=${key}`
    return { href: `/clients/${client.id}${query}`, text: i18n.t(label), active: key === tab }
  }
}

async function detailsTab(client: Client) {
  return {
    tabContent: null,
    tags: await client.related('tags').query().orderBy('name'),
    allTags: await Tag.query().orderBy('name').limit(200),
  }
}

function bornOn(date: string, i18n: Visit['i18n']) {
  const age = ageOn(today(), date)
  return i18n.t('clients.born', {
    date: i18n.formatDate(new Date(date), { dateStyle: 'long', timeZone: 'UTC' }),
    age,
  })
}
