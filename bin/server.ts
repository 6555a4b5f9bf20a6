import { prettyPrintError } from '@adonisjs/core'
import type { ApplicationService } from '@adonisjs/core/types'
import { ignitor } from './ignitor.js'

/** How long a request may take to end after the server was told to stop. */
const LAST_ANSWERS_MS = 10_000

let application: ApplicationService

ignitor()
  .tap((app) => {
    application = app
    app.starting(open)
    app.ready(greet)
    process.on('SIGTERM', () => stop(0))
    process.on('SIGINT', () => stop(0))
    process.on('uncaughtException', giveUp)
    endWithStarter()
  })
  .httpServer()
  .start()
  .catch(async (error) => {
    await explain(error)
    await stop(1)
  })

async function open() {
  const { lockHouse } = await import('#clinics/lock')
  const { openHouse } = await import('#start/house')
  lockHouse()
  await openHouse()
}

/** A server without a clinic prints the code for its set-up. */
async function greet() {
  const { directory } = await import('#clinics/directory')
  const { setupCode } = await import('#clinics/setup_code')
  if (await directory.isEmpty()) setupCode()
}

/** What nobody caught leaves the server in a state that nobody knows. Node would print the error with all that it carries; the log does not. */
async function giveUp(error: unknown) {
  const { default: logger } = await import('@adonisjs/core/services/logger')
  logger.fatal({ err: error }, 'stopped by an error that nobody caught')
  await stop(1)
}

/** Takes no more requests, answers those that came, closes the databases, and ends. */
async function stop(exitCode: number) {
  if (application.isTerminating) return
  setTimeout(hangUp, LAST_ANSWERS_MS).unref()
  await application.terminate()
  process.exit(exitCode)
}

async function hangUp() {
  const server = await application.container.make('server')
  server.getNodeServer()?.closeAllConnections()
}

/** When the process that started this one is gone (killed, it could not say so), nobody would stop it. */
function endWithStarter() {
  process.once('disconnect', () => stop(0))
  process.channel?.unref()
}

/** What is known of an error at start-up: its code, and with some the port or a longer text. */
type StartError = Error & { code?: string; port?: number; help?: string }

/** What an operator can put right is a sentence; the rest is a stack for whoever repairs the program. */
async function explain(error: StartError) {
  switch (error.code) {
    case 'EADDRINUSE':
      return console.error(
        `Port ${error.port} is taken, perhaps by another Fortrolig that is still running. ` +
          `Stop it, or choose another port: PORT=${error.port! + 1} npm start`
      )
    case 'E_INVALID_ENV_VARIABLES':
      return console.error(
        `The configuration is wrong; docs/operating.md explains each variable.\n${error.help}`
      )
    case 'E_HOUSE_IS_TAKEN':
    case 'E_UPGRADE_FAILED':
    case 'E_PLUGINS_REFUSED':
      return console.error(error.message)
    default:
      await prettyPrintError(error)
  }
}
