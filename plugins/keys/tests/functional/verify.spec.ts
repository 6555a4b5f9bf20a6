import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'

const run = promisify(execFile)

async function verify(...args: string[]) {
  const command = ['ace.js', 'keys:verify', ...args]
  const { code = 0, stdout } = await run('node', command, { cwd: app.makePath() }).catch(
    (error) => error
  )
  return { code, stdout: stdout as string }
}

test.group('keys:verify', () => {
  test('prints what is built, and says whether a server sends it', async ({ assert, cleanup }) => {
    const forger = createServer((_, response) => response.end('alert(1)'))
    await new Promise<void>((resolve) => forger.listen(0, '127.0.0.1', resolve))
    cleanup(() => void forger.close())
    const { port } = forger.address() as AddressInfo
    const [right, wrong] = await Promise.all([
      verify('--url', `http://localhost:${process.env.PORT}`),
      verify('--url', `http://127.0.0.1:${port}`),
    ])
    const [, digest, file] = right.stdout.match(/([\da-f]{64}) {2}(api-[\w-]+\.js)/)!
    const built = readFileSync(app.publicPath('assets', file))
    assert.equal(createHash('sha256').update(built).digest('hex'), digest)
    assert.deepEqual([right.code, wrong.code], [0, 1])
    assert.include(right.stdout, 'sends these scripts')
    assert.notInclude(wrong.stdout, 'sends these scripts')
    // What else a page runs would change it with every version.
    assert.notMatch(right.stdout, /application|soap|turbo/)
  })

  test('leaves what opens notes for later on a page where nobody does', ({ assert }) => {
    const manifest: Record<string, { file: string; imports?: string[] }> = JSON.parse(
      readFileSync(app.publicPath('assets/.vite/manifest.json'), 'utf8')
    )
    const shared = new Set(['resources/js/app.ts'])
    const frame = new Set(['plugins/keys/browser/keys.ts'])
    for (const names of [shared, frame])
      for (const name of names) manifest[name].imports?.forEach((each) => names.add(each))
    const own = [...frame].filter((name) => !shared.has(name))
    const bytes = own.map((name) => readFileSync(app.publicPath('assets', manifest[name].file)))
    assert.isBelow(Buffer.concat(bytes).length, 20_000)
  })
})
