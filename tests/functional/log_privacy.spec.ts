import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { House, ServerProcess } from '#tests/peers/server'
import { NORDLYS, PASSWORD, people } from '#tests/people'

const SECRET = 'Hemmeligsen'

/** Sends a form as a browser does. */
function post(server: ServerProcess, path: string, form: Record<string, string>, cookie = '') {
  return server.request(NORDLYS, path, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  })
}

test.group('The log of a real server', () => {
  test('a query that fails leaves its shape in the log, not the client that it was about', async ({
    assert,
    cleanup,
  }) => {
    const { nordlys } = await people()
    const house = await House.copy(nordlys)
    cleanup(() => house.remove())
    house.sql(
      nordlys,
      `create trigger broken before insert on clients
       begin select raise(abort, 'the disk is on fire'); end`
    )
    const server = await ServerProcess.start(house)
    cleanup(async () => void (await server.kill()))

    const signedIn = await post(server, '/sign-in', {
      email: 'ida@nordlys.test',
      password: PASSWORD,
    })
    const cookie = signedIn.headers['set-cookie']!.map((each) => each.split(';')[0]).join('; ')
    const broken = await post(
      server,
      '/clients',
      { firstName: 'Zacharias', lastName: SECRET, email: 'zacharias@example.test' },
      cookie
    )
    assert.equal(await server.stop(), 0)

    const log = server.output.join('\n')
    assert.equal(broken.status, 500)
    assert.include(log, 'insert into `clients`')
    assert.include(log, 'the disk is on fire')
    assert.include(log, 'SQLITE_CONSTRAINT_TRIGGER')
    for (const word of [SECRET, 'Zacharias', 'zacharias@', 'ida@nordlys.test', PASSWORD])
      assert.notInclude(log, word)
  })

  test('an error that nobody caught ends the server, and its words do not reach the log', async ({
    assert,
    cleanup,
  }) => {
    const { nordlys } = await people()
    const house = await House.copy(nordlys)
    cleanup(() => house.remove())
    const trap = join(house.folder, 'trap.mjs')
    writeFileSync(
      trap,
      `process.on('SIGUSR2', () => Promise.reject(new Error('no client "${SECRET}"')))`
    )
    const server = await ServerProcess.start(house, { NODE_OPTIONS: `--import ${trap}` })
    cleanup(async () => void (await server.kill()))

    server.signal('SIGUSR2')
    const code = await server.ended()

    const log = server.output.join('\n')
    assert.equal(code, 1)
    assert.include(log, 'stopped by an error that nobody caught')
    assert.include(log, 'no client \\"…\\"')
    assert.notInclude(log, SECRET)
  })
})
