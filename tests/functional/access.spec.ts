import { readFileSync, writeFileSync } from 'node:fs'
import type { ApiClient, ApiRequest } from '@japa/api-client'
import { test } from '@japa/runner'
import { Settings as Clock } from 'luxon'
import { permissionsInUse } from '#members/permission_table'
import { registry } from '#plugins/registry'
import { differences, noteOn, type Notes, tableOf } from '#tests/access/table'
import { Walk, type Walker, type Way } from '#tests/access/walk'
import { everythingThere } from '#tests/access/world'
import { at, NORDLYS, type People, type Person, signIn } from '#tests/people'
import { everyCall, OPEN_TO_STRANGERS } from '#tests/routes'
import { COOKIE } from '#tests/visitor'
import { type Scope, SCOPE_NAMES } from '../../plugins/support-access/scopes.js'
import { aHelper } from '../../plugins/support-access/tests/setting.js'

const FILE = 'docs/access.md'
/** What a person wrote ends here. */
const MARK = '<!-- From here on the test writes. -->'
const ANEW = 'If that is meant: ACCESS=write npm test -- functional --files=functional/access'
const LONG_AGO_MS = 3_600_000

/** Between two steps of signing in nobody has a role yet. */
const NO_ROLE_YET = ['second_factor.create']

/** What “some” means. */
const NOTES: Notes = {
  '/security/': 'their own',
  '/settings/members/': 'nobody above them',
  '/settings/invitations/': 'to no role above theirs',
  '/settings/hours/': 'their own',
  '/calendar/imports/': 'their own file',
  '/exports/': 'their own',
  '/exports/:id/approval': 'those of others',
  '/exports/:id/refusal': 'those of others',
  '/keys/keys/': 'their own key; the recovery key, who manages keys',
  '/soap/notes/': 'as its author',
  '/soap/notes/:note_id/addenda': 'to notes, not to addenda',
  '/soap/notes/:note_id/envelopes/': 'as its author, or of the note that it was added to',
}

/** The table is about what a clinic can have: not about plugins that only tests know. */
function calls() {
  const ofTests = registry.all().filter(({ place }) => place.folder.includes('/tests/'))
  const left = new Set(ofTests.map(({ id }) => id))
  return everyCall().filter(
    ({ name }) =>
      !OPEN_TO_STRANGERS.has(name) && !NO_ROLE_YET.includes(name) && !left.has(name.split('.')[0])
  )
}

/** Each role, a helper from outside with each scope, and one who may look only. */
async function walkers(client: ApiClient, { nordlys, ida, mads, signe, jonas }: People) {
  const helper = async (title: string, scopes: Scope[], mayChange: boolean): Promise<Walker> => {
    const { helper: visitor } = await aHelper(client, ida, { scopes, mayChange })
    const sign = (request: ApiRequest) => request.at(NORDLYS).cookie(COOKIE, visitor.cookie!)
    // They are let in by the route, whatever it is about.
    return { title, sign, triesAll: () => false }
  }
  return at(nordlys, async () => [
    role('Owner', ida),
    role('Administrator', mads),
    role('Practitioner', signe),
    role('Receptionist', jonas),
    ...(await Promise.all(SCOPE_NAMES.map((scope) => helper(scope, [scope], true)))),
    await helper('look', [...SCOPE_NAMES], false),
  ])
}

function role(title: string, person: Person): Walker {
  const held = new Set(permissionsInUse().filter((permission) => person.member.can(permission)))
  return {
    title,
    sign: (request, isFresh) => {
      const provedAt = isFresh ? Clock.now() : Clock.now() - LONG_AGO_MS
      return request.at(person.host).cookie(COOKIE, signIn(person, { proved_at: provedAt }))
    },
    triesAll: ({ permissions }) => permissions.every((permission) => held.has(permission)),
  }
}

function isPartly({ reach }: Way) {
  return [...reach.values()].includes('some')
}

test.group('Access', (group) => {
  group.tap((each) => each.tags(['@long']))

  test('of every role and every helper to every route is what docs/access.md says', async ({
    client,
    assert,
  }) => {
    const all = await everythingThere()
    const everybody = await walkers(client, all)
    const walk = await Walk.begin(client, all)
    const ways = await walk.through(calls(), everybody)
    assert.deepEqual(walk.broken, [])

    const nobodys = ways.filter(({ reach }) => [...reach.values()].every((each) => each === 'none'))
    assert.deepEqual(
      nobodys.map(({ call }) => `${call.method} ${call.pattern}`),
      [],
      'Nobody got in, so nothing is shown: give tests/access a row that it is about'
    )
    const unexplained = ways.filter((way) => isPartly(way) && !noteOn(way.call.pattern, NOTES))
    assert.deepEqual(
      unexplained.map(({ call }) => call.pattern),
      [],
      'Say in NOTES what “some” means here'
    )
    const used = ways.filter(isPartly).map(({ call }) => noteOn(call.pattern, NOTES))
    assert.sameMembers([...new Set(used)], [...new Set(Object.values(NOTES))])

    const truth = tableOf(
      ways,
      everybody.map(({ title }) => title),
      NOTES
    )
    const [head, table = ''] = readFileSync(FILE, 'utf8').split(MARK)
    const above = head.split('\n').length
    if (process.env.ACCESS === 'write')
      return writeFileSync(FILE, `${head}${MARK}\n${truth.join('\n')}\n`)
    const written = [...Array<string>(above - 1).fill(''), ...table.split('\n')]
    const found = differences(FILE, written, truth)
    assert.isEmpty(found, `${found.join('\n\n')}\n\n${ANEW}`)
    assert.equal(table, `\n${truth.join('\n')}\n`, ANEW)
  })
})
