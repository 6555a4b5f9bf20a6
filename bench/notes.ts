/**
 * Prints as JSON how long a browser takes for notes, beside the same done with bare WebCrypto in the same page. The vault is
 * the built one, at a server in this process, with a key, a recovery key and one circle for each client.
 */
import { readFileSync } from 'node:fs'
import { ignitor } from '../bin/ignitor.js'
import { chromium } from 'playwright'
import { measureInPage } from './notes_page.mjs'

const { BENCH_CLIENTS = '500', BENCH_NOTES = '10000', CHROMIUM = '/usr/bin/chromium' } = process.env
const ENTRY = 'plugins/keys/browser/api.ts'

const app = ignitor().createApp('test')
await app.init()
await app.boot()
await app.start(async () => {
  const { default: testUtils } = await import('@adonisjs/core/services/test_utils')
  const { openHouse } = await import('#clinics/house')
  const { at, people, signIn } = await import('#tests/people')
  const { switchOn } = await import('#tests/plugins')
  const { CookieClient } = await import('@adonisjs/core/http')
  const { aClient, nthClient } = await import('#tests/clients')
  const { pin, withKey, withRecovery } = await import('../plugins/keys/tests/keyed.js')

  await openHouse()
  await testUtils.httpServer().start()
  const { nordlys, ida } = await people()
  await switchOn(nordlys, 'keys')
  const holder = await withKey(ida)
  const recovery = await withRecovery(ida)
  await pin(holder, recovery.keys.id)
  const clients = await at(nordlys, async () => {
    const ids: string[] = []
    for (let n = 0; n < Number(BENCH_CLIENTS); n++) {
      const { id } = await aClient({ ...nthClient(n), email: `client${n}@example.test` })
      ids.push(id)
    }
    return ids
  })

  const manifest = JSON.parse(readFileSync(app.publicPath('assets/.vite/manifest.json'), 'utf8'))
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  try {
    const context = await browser.newContext()
    const address = `http://${ida.host}:${process.env.PORT}`
    const encryption = await app.container.make('encryption')
    const cookies = new CookieClient(encryption.use())
    const value = cookies.sign('fortrolig_session', signIn(ida))!
    await context.addCookies([{ name: 'fortrolig_session', value, url: address }])
    const page = await context.newPage()
    await page.goto(`${address}/keys`)
    const scalars = await Promise.all(
      [holder.keys.receive, holder.keys.sign].map((key) => crypto.subtle.exportKey('jwk', key))
    )
    const measured = await page.evaluate(measureInPage, {
      scripts: [ENTRY, ...manifest[ENTRY].imports].map((name) => `/assets/${manifest[name].file}`),
      clinic: nordlys.id,
      member: ida.member.id,
      id: holder.keys.id,
      scalars,
      clients,
      notes: Number(BENCH_NOTES),
    })
    console.log(JSON.stringify(measured))
  } finally {
    await browser.close()
  }
})
process.exit(0)
