import { assert } from '@japa/assert'
import { apiClient, ApiRequest } from '@japa/api-client'
import { browserClient } from '@japa/browser-client'
import { pluginAdonisJS } from '@japa/plugin-adonisjs'
import type { Config } from '@japa/runner/types'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { openHouse } from '#start/house'
import { type Person, signIn } from '#tests/people'
import { slowedDown } from '#tests/browser/slow'
import { report } from '#tests/report'
import { takeTurns } from '#tests/turns'
import { chromium } from 'playwright'

const CHROMIUM = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}

export const plugins: Config['plugins'] = [
  assert(),
  apiClient(),
  pluginAdonisJS(app),
  browserClient({
    runInSuites: ['browser'],
    launcher: async (options) => {
      const browser = await chromium.launch({ ...options, ...CHROMIUM })
      return slowedDown(browser, Number(process.env.SLOW ?? 1)) as never
    },
  }),
]

// Under `npm test` the results go to tests/run.mjs, otherwise to whoever looks.
export const reporters: Config['reporters'] = process.env.TEST_REPORT
  ? { activated: ['report'], list: [report(Number(process.env.TEST_REPORT))] }
  : undefined

export const runnerHooks: Required<Pick<Config, 'setup' | 'teardown'>> = {
  setup: [openHouse],
  teardown: [],
}

export const configureSuite: Config['configureSuite'] = (suite) => {
  if (suite.name !== 'unit') suite.setup(serve)
  if (process.env.TEST_TURNS) takeTurns(suite, process.env.TEST_TURNS)
}

async function serve() {
  const close = await testUtils.httpServer().start()
  return async () => {
    const closed = close()
    // A browser opens connections ahead, on which nothing may ever be asked: they would be waited for without end.
    const server = await app.container.make('server')
    server.getNodeServer()?.closeAllConnections()
    await closed
  }
}

declare module '@japa/api-client' {
  interface ApiRequest {
    /** Sends the request as this person would: to the clinic's host, signed in. */
    as(person: Person): this
    /** Sends the request to this host, as a stranger. */
    at(host: string): this
  }
}

ApiRequest.macro('at', function (this: ApiRequest, host: string) {
  return this.header('host', host).redirects(0)
})

ApiRequest.macro('as', function (this: ApiRequest, person: Person) {
  return this.at(person.host).cookie('fortrolig_session', signIn(person))
})
