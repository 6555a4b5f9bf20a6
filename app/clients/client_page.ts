import type { HttpContext } from '@adonisjs/core/http'
import { clientBadges, clientTabs, renderClientTab, renderSlot } from '#plugins/slot_rendering'
import { clientAppointments } from '#calendar/pages/client_appointments'
import { clinicClient } from '#clinics/database'
import type Client from '#models/client'
import type Member from '#models/member'
import { ageOn, today } from './age.js'
import { BADGE_KINDS } from './badge_kinds.js'
import { detailsOn, displayName } from './display_name.js'

/** The tab that a client's page opens with. */
const DETAILS = 'details'
const APPOINTMENTS = 'appointments'
/** How many are offered while somebody types. */
const MOST_TAGS = 200

type Visit = Pick<HttpContext, 'member' | 'i18n' | 'request' | 'view'>

/** Everything that a client's page shows. Of the tabs, only the data of the opened one is read. */
export async function clientPage(client: Client, visit: Visit) {
  const { member, i18n, request, view } = visit
  const props = { client, member }
  const own = member.can('calendar.read') ? [OWN_TAB] : []
  const tabs = [...own, ...clientTabs(member)]
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
    ...(await tabOf(tab, props, view)),
  }

  function tabLink({ key, label }: { key: string; label: string }) {
    const query = key === DETAILS ? '' : `?tab=${key}`
    return { href: `/clients/${client.id}${query}`, text: i18n.t(label), active: key === tab }
  }
}

const OWN_TAB = { key: APPOINTMENTS, label: 'clients.appointments.title' }

async function tabOf(tab: string, props: { client: Client; member: Member }, view: Visit['view']) {
  const { client, member } = props
  if (tab === DETAILS) return detailsTab(client)
  if (tab === APPOINTMENTS)
    return { tabContent: null, appointments: await clientAppointments(client, member) }
  return { tabContent: await renderClientTab(view, tab, props) }
}

/** Plain rows: models of them cost as much as the client. */
async function detailsTab({ id }: Client) {
  const tags = () => clinicClient().from('tags').orderBy('name').select('tags.id', 'tags.name')
  return {
    tabContent: null,
    tags: await tags()
      .join('client_tags', 'client_tags.tag_id', 'tags.id')
      .where('client_tags.client_id', id),
    allTags: await tags().limit(MOST_TAGS),
  }
}

function bornOn(date: string, i18n: Visit['i18n']) {
  const age = ageOn(today(), date)
  return i18n.t('clients.born', {
    date: i18n.formatDate(new Date(date), { dateStyle: 'long', timeZone: 'UTC' }),
    age,
  })
}
