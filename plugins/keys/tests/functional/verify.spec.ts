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
  })
})
