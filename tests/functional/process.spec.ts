import { once } from 'node:events'
import { mkdirSync, readdirSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { connect, type Socket } from 'node:net'
import { test } from '@japa/runner'
import Database from 'better-sqlite3'
import { join, relative } from 'node:path'
import app from '@adonisjs/core/services/app'
import { House, ServerProcess } from '#tests/peers/server'
import { NORDLYS, PASSWORD, people } from '#tests/people'

const FORM = `email=ida%40nordlys.test&password=${encodeURIComponent(PASSWORD)}`

test.group('Server process', (group) => {
  let house: House
  let server: ServerProcess | undefined
  const open: Socket[] = []

  group.each.teardown(async () => {
    for (const socket of open.splice(0)) socket.destroy()
    await server?.kill()
    house.remove()
    server = undefined
  })

  /** Sends these lines as they are, on a connection that stays open. */
  async function say(...lines: string[]) {
    const socket = connect(server!.port, '127.0.0.1')
    open.push(socket)
    await once(socket, 'connect')
    socket.write(lines.join('\r\n'))
    return socket
  }

  test('an empty server is healthy, prints a code and leads to the set-up', async ({ assert }) => {
    house = House.empty()
    server = await ServerProcess.start(house)

    const health = await server.request('anything.test', '/health')
    const first = await server.request('anything.test', '/')
    const page = await server.request('anything.test', first.headers.location!)

    assert.equal(health.status, 200)
    assert.equal(health.text, '{"status":"ok"}')
    assert.equal(first.headers.location, '/setup')
    assert.equal(page.status, 200)
    assert.match(await server.said(/enter this code/), /code: [A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/)
  })

  test('told to stop, it answers what came before, closes its files and ends well', async ({
    assert,
  }) => {
    const { nordlys } = await people()
    house = await House.copy(nordlys)
    server = await ServerProcess.start(house)
    const idle = await say('GET /health HTTP/1.1', 'Host: any', '', '')
    await once(idle, 'data')
    const slow = await say(
      'POST /sign-in HTTP/1.1',
      `Host: ${NORDLYS}`,
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${FORM.length}`,
      // It says when it has begun to read, so that the test need not guess.
      'Expect: 100-continue',
      '',
      ''
    )
    const [begun] = await once(slow, 'data')

    const ended = server.stop()
    await once(idle, 'close')
    await refuses(server.port)
    slow.write(FORM)
    const [answer] = await once(slow, 'data')

    assert.include(String(begun), '100 Continue')
    assert.match(String(answer), /^HTTP\/1\.1 303 See Other/)
    assert.match(String(answer), /set-cookie: fortrolig_session=/i)
    assert.equal(await ended, 0)
    assert.deepEqual(unfinishedFiles(house), [])
  })

  test('killed, it starts again with everything that it had acknowledged', async ({ assert }) => {
    const { nordlys } = await people()
    house = await House.copy(nordlys)
    server = await ServerProcess.start(house)
    const signedIn = await server.request(NORDLYS, '/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: FORM,
    })
    await server.kill()
    const left = unfinishedFiles(house)

    server = await ServerProcess.start(house)
    const home = await server.request(NORDLYS, '/', {
      headers: { cookie: cookieOf(signedIn.headers) },
    })

    assert.isNotEmpty(left)
    assert.equal(home.status, 200)
    assert.equal(await server.stop(), 0)
    assert.deepEqual(unfinishedFiles(house), [])
    for (const file of databases(house)) assert.equal(integrity(file), 'ok')
  })

  test('an upgrade that fails stops the start, says what to do, and leaves the data', async ({
    assert,
  }) => {
    const { nordlys } = await people()
    house = await House.copy(nordlys)
    // As if this version brought a step that cannot be done: the table is there already.
    house.sql(nordlys, "delete from migrations where name = 'core/0001_members'")
    const members = house.sql(nordlys, 'select * from members')

    const upgrade = await ServerProcess.launch(house)

    assert.equal(await upgrade.ended(), 1)
    assert.lengthOf(upgrade.output, 1)
    assert.match(
      upgrade.output[0],
      /clinic\.sqlite could not be upgraded: table `members` already exists\. Nothing was changed, and a copy from before lies beside it .* report the failing step: core\/0001_members\.$/
    )
    assert.deepEqual(house.sql(nordlys, 'select * from members'), members)
  })

  test('what an operator can put right is a sentence', async ({ assert }) => {
    house = House.empty()
    const other = House.empty()
    server = await ServerProcess.start(house)

    const onSameFolder = await ServerProcess.launch(house)
    const onSamePort = await ServerProcess.launch(other, { PORT: String(server.port) })
    const withoutPort = await ServerProcess.launch(other, { PORT: 'eighty' })
    mkdirSync(join(other.folder, 'plugins', 'empty'), { recursive: true })
    const withEmptyPlugin = await ServerProcess.launch(other, {
      PLUGIN_FOLDERS: join(other.folder, 'plugins'),
    })

    assert.equal(await onSameFolder.ended(), 1)
    assert.deepEqual(onSameFolder.output, [
      `Another Fortrolig already runs on the data folder ${house.folder}. ` +
        'Stop it first, or start this one with a data folder of its own: DATA_DIR=…',
    ])
    assert.equal(await onSamePort.ended(), 1)
    assert.deepEqual(onSamePort.output, [
      `Port ${server.port} is taken, perhaps by another Fortrolig that is still running. ` +
        `Stop it, or choose another port: PORT=${server.port + 1} npm start`,
    ])
    assert.equal(await withoutPort.ended(), 1)
    assert.deepEqual(withoutPort.output, [
      'The configuration is wrong; docs/operating.md explains each variable.',
      '- "PORT" env variable must be a number (Current value: "eighty")',
    ])
    assert.equal(await withEmptyPlugin.ended(), 1)
    assert.deepEqual(withEmptyPlugin.output, [
      'The server does not start, because of its plugins:',
      `- ${relative(app.makePath(), other.folder)}/plugins/empty: ` +
        'There is no plugin.ts or plugin.js in it. Add one, or remove the folder.',
    ])
    other.remove()
  })
})

/** What a browser would send back. */
function cookieOf(headers: IncomingHttpHeaders) {
  return headers['set-cookie']!.map((cookie) => cookie.split(';')[0]).join('; ')
}

/** When nobody listens on the port any more. */
async function refuses(port: number): Promise<void> {
  const error = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', resolve)
    socket.on('connect', () => socket.destroy() && resolve(null))
  })
  if (error?.code !== 'ECONNREFUSED') return refuses(port)
}

/** What SQLite keeps beside a database that is open, or was not closed. */
function unfinishedFiles({ folder }: House) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return files.filter((file) => /-(wal|shm|journal)$/.test(file))
}

function databases({ folder }: House) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return files.filter((file) => file.endsWith('.sqlite')).map((file) => join(folder, file))
}

function integrity(file: string) {
  const database = new Database(file, { readonly: true })
  const result = database.pragma('integrity_check', { simple: true })
  database.close()
  return result
}
