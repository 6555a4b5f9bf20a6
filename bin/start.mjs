/**
 * `npm start`: from a fresh clone to a first page. Installs and builds what is missing, starts the
 * server on its own Node, and says when the first page is there. `-- --demo` makes a demo clinic first.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { buildAssets, installPackages, ownNode, root, run } from './prepare.mjs'
import { serverArguments, serverEnvironment } from './server_arguments.mjs'

const startedAt = commandStartedAt()
const options = process.argv.slice(2)
const unknown = options.find((option) => option !== '--demo')
if (unknown) {
  console.error(`npm start does not know ${unknown}. The only option is: npm start -- --demo`)
  process.exit(2)
}

installPackages()
buildAssets()
if (options.includes('--demo')) run(ownNode, ['ace.js', 'demo:seed'])
serve()

function serve() {
  const server = spawn(ownNode, serverArguments, {
    cwd: root,
    env: { ...serverEnvironment, ...process.env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'])
    process.on(signal, () => server.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal))
  // AdonisJS says on this channel where it listens.
  server.on('message', ({ isAdonisJS, host, port }) => {
    if (isAdonisJS && port) announce(host, port)
  })
  server.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}

async function announce(host, port) {
  const isEverywhere = ['0.0.0.0', '::'].includes(host)
  const address = `http://${isEverywhere ? 'localhost' : host}:${port}`
  const page = await fetch(address)
  await page.text()
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  if (page.status < 500) console.log(`\nReady at ${address} in ${seconds} s. Ctrl+C stops it.\n`)
  else console.error(`\nListening at ${address}, but the first page failed with ${page.status}.\n`)
}

/** When the command was typed: npm itself takes a part of the time. Milliseconds since 1970. */
function commandStartedAt() {
  try {
    const secondsSinceBoot = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0])
    const started = startOfNpm(process.ppid)
    if (started) return Date.now() - (secondsSinceBoot - started) * 1000
  } catch {
    // Not Linux.
  }
  return performance.timeOrigin
}

/** Seconds after boot when npm started, which is our parent or the parent of the shell between. */
function startOfNpm(pid, generations = 2) {
  const [, name, rest] = readFileSync(`/proc/${pid}/stat`, 'utf8').match(/\((.*)\) (.*)/s)
  const fields = rest.split(' ')
  // Fields 4 and 22 of proc_pid_stat(5), counted after the name; the clock ticks 100 times a second.
  if (name.startsWith('npm')) return Number(fields[19]) / 100
  return generations > 1 ? startOfNpm(fields[1], generations - 1) : null
}
