import type { I18n } from '@adonisjs/i18n'
import i18nManager from '@adonisjs/i18n/services/main'
import { clinicSettings } from '#clinics/settings'
import { clinicClient } from '#clinics/database'
import type Client from '#models/client'
import type Member from '#models/member'
import type { Badge } from '#plugins/slots'
import Answer from './models/answer.js'
import { narrowToDue, narrowToUnwilling } from './models/due.js'
import { badgeStates, overviewOf } from './models/overview.js'
import Request from './models/request.js'
import type { State } from './models/standing.js'
import Statement from './models/statement.js'

const TONES: Record<State, Badge['tone']> = {
  given: 'good',
  outdated: 'warning',
  missing: 'warning',
  refused: 'bad',
  withdrawn: 'bad',
}

type Props = { client: Client; member: Member }

/** What stands on the tab of a client's page. */
export async function clientTab({ client, member }: Props) {
  return {
    lines: await overviewOf(client.id, i18nOf(member).locale),
    open: await Request.open().where('clientId', client.id).orderBy('id'),
    history: await Answer.query().where('clientId', client.id).orderBy('id', 'desc'),
    canCollect: member.can('consents.collect'),
  }
}

/** One badge for each client: the state of the consents that the clinic needs. */
export async function badges({ clientIds, member }: { clientIds: string[]; member: Member }) {
  const { t } = translator(i18nOf(member))
  const states = await badgeStates(clientIds)
  return new Map(
    [...states].map(([id, state]): [string, Badge[]] => [
      id,
      [{ label: t(`consents.badges.${state}`), tone: TONES[state] }],
    ])
  )
}

/** What the home page says of consents: whom to ask, and who said no. */
export async function homeCard() {
  const clients = () => clinicClient().from('clients').whereNull('archived_at')
  const [due, unwilling] = [clients(), clients()]
  narrowToDue(due)
  narrowToUnwilling(unwilling)
  return {
    isSetUp: (await Statement.asked().first()) !== null,
    due: await totalOf(due),
    unwilling: await totalOf(unwilling),
    open: await totalOf(Request.open().where('channel', 'link').pojo()),
  }
}

function i18nOf(member: Member) {
  return i18nManager.locale(member.locale ?? clinicSettings.read().locale)
}

function translator(i18n: I18n) {
  return { t: (key: string) => i18n.t(key) }
}

async function totalOf(query: { count(columns: string): PromiseLike<any[]> }) {
  const [{ total }] = await query.count('* as total')
  return Number(total)
}
