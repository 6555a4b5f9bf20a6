import { test } from '@japa/runner'
import { globSync } from 'node:fs'
import { type ImportGraph, importsAtRunTime, importsOfAll } from '#tests/import_graph'

type Noun = { folder: string; models?: string; validators?: string; policies?: string }

/**
 * The core from the ground up: what is lower down in this list knows what stands above it, and never the other way round.
 * A noun is a folder of app/ with its models, validators and policies, which the framework keeps apart by kind.
 */
const NOUNS: Noun[] = [
  { folder: 'markup' },
  {
    folder: 'clinics',
    models: 'columns clinic clinic_host server_event',
    validators: 'refuse calendar_date',
  },
  { folder: 'audit', models: 'audit_event audit_seal' },
  { folder: 'events' },
  { folder: 'plugins' },
  { folder: 'words' },
  { folder: 'mails', models: 'outbox_mail', validators: 'mail' },
  {
    folder: 'members',
    models: 'member helper invitation email_change passkey password_reset recovery_code',
    validators: 'members password sign_in',
    policies: 'member mail',
  },
  {
    folder: 'clients',
    models: 'client client_alert tag opening',
    validators: 'client decoy opening',
  },
  { folder: 'exports', models: 'export_request', validators: 'client_export export_request' },
  { folder: 'imports', models: 'client_import', validators: 'client_import' },
  {
    folder: 'calendar',
    models:
      'appointment attendance calendar_feed holiday hour_exception location recurrence removed_time_off room service time_off',
    validators:
      'calendar calendar_feed holidays hours places recurrence refuse_client refuse_closed refuse_rule refuse_taken service',
    policies: 'hours',
  },
  { folder: 'clinic_settings', validators: 'clinic' },
  { folder: 'personal_data' },
  { folder: 'oversight' },
  { folder: 'pages' },
  { folder: 'middleware' },
  { folder: 'exceptions' },
  { folder: 'schedule', models: 'schedule_run' },
  { folder: 'controllers' },
]

/** The host of plugins asks on behalf of every noun, so that its contract names members, clients and appointments: as types. */
const HOST = 'plugins'

const rankOf = new Map(NOUNS.flatMap((noun, at) => placesOf(noun).map((place) => [place, at])))

/** `app/clients`, `app/models/client.ts`, … */
function placesOf({ folder, models = '', validators = '', policies = '' }: Noun) {
  const words = (list: string) => list.split(' ').filter(Boolean)
  return [
    `app/${folder}`,
    ...words(models).map((name) => `app/models/${name}.ts`),
    ...words(validators).map((name) => `app/validators/${name}.ts`),
    ...words(policies).map((name) => `app/policies/${name}_policy.ts`),
  ]
}

function rank(file: string) {
  return rankOf.get(file) ?? rankOf.get(file.split('/').slice(0, 2).join('/'))
}

/** The imports that look up. */
function* lookingUp(graph: ImportGraph) {
  for (const [file, others] of graph)
    for (const other of others) if (rank(file)! < rank(other)!) yield `${file} imports ${other}`
}

test.group('Nouns', () => {
  test('each file of the core belongs to one, and the list names nothing else', ({ assert }) => {
    const files = globSync('app/**/*.ts')
    assert.isEmpty(files.filter((file) => rank(file) === undefined))
    const places = NOUNS.flatMap(placesOf)
    assert.sameMembers(places, [...new Set(places)])
    assert.isEmpty(places.filter((place) => !files.some((file) => file.startsWith(place))))
  })

  test('a noun that looks up is found', ({ assert }) => {
    const graph = new Map([
      ['app/clinics/state.ts', ['app/models/clinic.ts', 'app/models/client.ts']],
      ['app/models/client.ts', ['app/clinics/state.ts']],
    ])
    assert.deepEqual([...lookingUp(graph)], ['app/clinics/state.ts imports app/models/client.ts'])
  })

  test('none knows one that is built on it, not for types either; the host of plugins only for types', ({
    assert,
  }) => {
    const isHost = (file: string) => file.startsWith(`app/${HOST}/`)
    const nouns = [...importsOfAll()].filter(([file]) => !isHost(file))
    const host = [...importsAtRunTime()].filter(([file]) => isHost(file))
    assert.deepEqual([...lookingUp(new Map([...nouns, ...host]))], [])
  })
})
