process.env.NODE_ENV = 'test'
// The tests of the plugin host have plugins of their own, also broken ones. No clinic has them on by itself.
process.env.PLUGIN_FOLDERS ??= 'plugins,tests/fixtures/plugins'

import { pathToFileURL } from 'node:url'
import { prettyPrintError } from '@adonisjs/core'
import { configure, processCLIArgs, run } from '@japa/runner'
import { ignitor } from './ignitor.js'

/** The files that tests/run.mjs gave to this process; without it, all of them. */
const given = process.env.TEST_FILES?.split('\n')

ignitor()
  .testRunner()
  .configure(async (app) => {
    const { runnerHooks, ...config } = await import('../tests/bootstrap.js')
    const { suites, ...options } = app.rcFile.tests
    processCLIArgs(process.argv.splice(2))
    configure({
      ...options,
      ...config,
      suites: given ? suites.map(givenFilesOf) : suites,
      setup: runnerHooks.setup,
      teardown: runnerHooks.teardown.concat([() => app.terminate()]),
    })
  })
  .run(() => run())
  .catch((error) => {
    process.exitCode = 1
    prettyPrintError(error)
  })

function givenFilesOf<Suite extends { name: string }>(suite: Suite) {
  const files = given!.filter((file) => file.includes(`tests/${suite.name}/`))
  return { ...suite, files: () => files.map((file) => pathToFileURL(file)) }
}
