import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { Settings as Clock } from 'luxon'
import encryption from '@adonisjs/core/services/encryption'
import env from '#start/env'
import { inClinic } from '#clinics/clinic_in_hand'
import { clinicDatabaseFile, clinicFolder, closeClinicDatabase } from '#clinics/database'
import { directory } from '#clinics/directory'
import { foundClinic } from '#clinic_settings/founding'
import { Sessions, sessionKey } from '#clinics/sessions'
import { DEFAULT_IDLE_MINUTES } from '#clinics/session_times'
import { loadClinicState, reloadClinicState } from '#clinics/state'
import { sent } from '#clinics/statements'
import { serverTransaction } from '#clinics/transaction'
import { Attempts } from '#members/attempts'
import Clinic from '#models/clinic'
import ClinicHost from '#models/clinic_host'
import Member from '#models/member'
import { forgetKept } from '../plugins/booking/models/crowding.js'
import { forgetCounts } from '../plugins/booking/models/limiter.js'

/**
 * The people of every test. Nordlys is the clinic at work: Ida owns it, Mads administers it, Signe treats,
 * Jonas sits at the front desk. Freja owns Sydhavn, the clinic next door that must learn nothing.
 */
export const PASSWORD = 'blue kettle on a quiet tram'
export const NORDLYS = 'nordlys.localhost'
export const SYDHAVN = 'sydhavn.localhost'

export type Person = { clinic: Clinic; member: Member; host: string }
export type People = Record<'ida' | 'mads' | 'signe' | 'jonas' | 'freja', Person> & {
  nordlys: Clinic
  sydhavn: Clinic
}

const templates = join(env.get('DATA_DIR'), 'templates')
let template: { clinics: Clinic[]; hosts: ClinicHost[] } | null = null

/** Two clinics as on their first day. Cheap enough for every test: made once, then copied. */
export async function people(): Promise<People> {
  template ??= await makeTemplate()
  Attempts.instance.clear()
  // With the clock stopped at the same moment, the visitors of one test would count in the next.
  forgetCounts()
  forgetKept()
  await restoreTemplate(template)
  const [nordlys, sydhavn] = template.clinics
  const of = async (clinic: Clinic, host: string, email: string): Promise<Person> => ({
    clinic,
    host,
    member: await inClinic(clinic, () => Member.findByOrFail('email', email)),
  })
  return {
    nordlys,
    sydhavn,
    ida: await of(nordlys, NORDLYS, 'ida@nordlys.test'),
    mads: await of(nordlys, NORDLYS, 'mads@nordlys.test'),
    signe: await of(nordlys, NORDLYS, 'signe@nordlys.test'),
    jonas: await of(nordlys, NORDLYS, 'jonas@nordlys.test'),
    freja: await of(sydhavn, SYDHAVN, 'freja@sydhavn.test'),
  }
}

/** Runs work as code of the clinic would: with its database and its state in hand. */
export function at<T>(clinic: Clinic, work: () => Promise<T>): Promise<T> {
  return inClinic(clinic, async () => {
    await loadClinicState()
    return work()
  })
}

/** A session of a person who has just signed in, as the value of its cookie. */
export function signIn({ clinic, member }: Person, data: Record<string, unknown> = {}) {
  const id = randomUUID()
  const now = Clock.now()
  Sessions.instance.insert({
    key: sessionKey(id),
    clinic_id: clinic.id,
    member_id: member.id,
    data: encryption.use('data').encrypt(
      {
        auth_member: member.id,
        version: member.sessionVersion,
        proved_at: now,
        has_factor: true,
        ...data,
      },
      { purpose: 'session' }
    ),
    user_agent:
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    address: '127.0.0.1',
    idle_minutes: DEFAULT_IDLE_MINUTES,
    created_at: now,
    seen_at: now,
  })
  return id
}

async function makeTemplate() {
  const base = { locale: 'en', timeZone: 'Europe/Copenhagen', currency: 'DKK' } as const
  const { clinic: nordlys } = await foundClinic({
    clinic: { name: 'Nordlys Fysioterapi', hosts: [NORDLYS], ...base },
    owner: { name: 'Ida Lund', email: 'ida@nordlys.test', password: PASSWORD },
  })
  await inClinic(nordlys, async () => {
    await Member.create({
      name: 'Mads Holm',
      email: 'mads@nordlys.test',
      password: PASSWORD,
      role: 'administrator',
    })
    await Member.create({
      name: 'Signe Dahl',
      email: 'signe@nordlys.test',
      password: PASSWORD,
      role: 'practitioner',
    })
    await Member.create({
      name: 'Jonas Berg',
      email: 'jonas@nordlys.test',
      password: PASSWORD,
      role: 'receptionist',
    })
  })
  const { clinic: sydhavn } = await foundClinic({
    clinic: { name: 'Sydhavn Psykologi', hosts: [SYDHAVN], ...base },
    owner: { name: 'Freja Krogh', email: 'freja@sydhavn.test', password: PASSWORD },
  })
  const clinics = [nordlys, sydhavn]
  mkdirSync(templates, { recursive: true })
  for (const { id } of clinics) {
    await closeClinicDatabase(id)
    copyFileSync(clinicDatabaseFile(id), join(templates, `${id}.sqlite`))
  }
  return { clinics, hosts: await ClinicHost.all() }
}

async function restoreTemplate({ clinics, hosts }: { clinics: Clinic[]; hosts: ClinicHost[] }) {
  for (const clinic of await Clinic.all()) {
    await closeClinicDatabase(clinic.id)
    rmSync(clinicFolder(clinic.id), { recursive: true, force: true })
    Sessions.instance.removeOfClinic(clinic.id)
  }
  await serverTransaction(async (client) => {
    for (const table of ['clinic_hosts', 'clinics', 'server_events'])
      await client.from(table).delete()
    for (const clinic of clinics)
      await client
        .table('clinics')
        .insert({ id: clinic.id, name: clinic.name, created_at: clinic.createdAt.toISO() })
    for (const { id, host, clinicId } of hosts)
      await client.table('clinic_hosts').insert({ id, host, clinic_id: clinicId })
  })
  for (const clinic of clinics) {
    mkdirSync(join(clinicFolder(clinic.id), 'files'), { recursive: true })
    copyFileSync(join(templates, `${clinic.id}.sqlite`), clinicDatabaseFile(clinic.id))
    await inClinic(clinic, reloadClinicState)
  }
  directory.forget()
}

/**
 * What is sent once a second, whatever the page: which clinics there are, what is switched on and
 * allowed (app/clinics/state.ts, app/clinics/directory.ts). On a slow machine that falls into some page.
 */
const NOT_THE_PAGE =
  /^(begin|commit|rollback|savepoint|release|pragma|select data_version)|^select (\*|`plugin_id`) from `(plugin_activations|role_permissions|settings|clinic_hosts)`( order by `id` desc)?$|^select \* from `clinics` order by|^select `name` from `migrations`/i

/** How many queries a piece of work sends to the databases, whoever sends them. */
export async function countQueries(work: () => Promise<unknown>) {
  const seen: string[] = []
  const see = (sql: unknown) => void seen.push(String(sql))
  sent.subscribe(see)
  await work()
  sent.unsubscribe(see)
  return seen.filter((sql) => !NOT_THE_PAGE.test(sql)).length
}
