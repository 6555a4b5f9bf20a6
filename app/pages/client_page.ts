import type { HttpContext } from '@adonisjs/core/http'
import { clientBadges, clientTabs, renderClientTab, renderSlot } from '#plugins/slot_rendering'
import { clientAppointments } from '#calendar/pages/client_appointments'
import { clinicClient } from '#clinics/database'
import type Client from '#models/client'
import type Member from '#models/member'
import { ageOn, today } from '#clients/age'
import { BADGE_KINDS } from '#clients/badge_kinds'
import { detailsOn, displayName } from '#clients/display_name'

/** The tab that a client's page opens with. */
const DETAILS = 'details'
const APPOINTMENTS = 'appointments'
/** A client has hardly any; the rest is what is offered while somebody types. */
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
    alerts: await alertsOf(client),
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

async function detailsTab(client: Client) {
  const { own, others } = await tagsBeside(client)
  return { tabContent: null, tags: own, otherTags: others }
}

/** Plain rows, here and below: models of them cost as much as the client. */
function alertsOf({ id }: Client): Promise<{ id: string; text: string }[]> {
  return clinicClient()
    .from('client_alerts')
    .select('id', 'text')
    .where('client_id', id)
    .orderBy('created_at')
}

/** The client's own tags, and those that are offered besides, by name. */
async function tagsBeside({ id }: Client) {
  const rows: { id: string; name: string; isOwn: 0 | 1 }[] = await clinicClient().rawQuery(
    `select id, name, client_id is not null as isOwn
     from tags left join client_tags on tag_id = id and client_id = ?
     order by isOwn desc, name limit ?`,
    [id, MOST_TAGS]
  )
  const { own = [], others = [] } = Object.groupBy(rows, ({ isOwn }) => (isOwn ? 'own' : 'others'))
  return { own, others }
}

function bornOn(date: string, i18n: Visit['i18n']) {
  const age = ageOn(today(), date)
  return i18n.t('clients.born', {
    date: i18n.formatDate(new Date(date), { dateStyle: 'long', timeZone: 'UTC' }),
    age,
  })
}
