/**
 * `npm test`: installs, builds, finds a browser, and runs the tests. `-- unit` or `-- functional browser`
 * runs some suites, `-- --files=clients` the files whose path contains it (or matches it as a pattern);
 * the other options of Japa are handed on.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { buildAssets, installPackages, ownNode, root, run } from './prepare.mjs'

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const args = process.argv.slice(2)
const suites = args.filter((arg) => !arg.startsWith('-'))

installPackages({ forDevelopment: true })
const wantsBrowser = !suites.length || suites.includes('browser')
const browser = wantsBrowser ? findBrowser() : undefined
buildAssets()

// The tests want the project's own Node, and this file may still run on the machine's.
const tests = spawn(ownNode, ['tests/run.mjs', ...args], {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit'],
  env: { ...process.env, ...(browser && { CHROMIUM: browser }) },
})
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => tests.kill(signal))
tests.on('exit', (code) => process.exit(code ?? 1))

function findBrowser() {
  return process.env.CHROMIUM ?? BROWSERS.find(existsSync) ?? installBrowser()
}

function installBrowser() {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const mayInstall =
    existsSync('/usr/bin/apt-get') && (!sudo.length || isPossible('sudo', ['-n', 'true']))
  const hint =
    'The browser tests need Chromium. Install it (sudo apt-get install chromium), or name one: ' +
    'CHROMIUM=/path/to/chromium npm test. Without a browser: npm test -- unit functional'
  if (!mayInstall) {
    console.error(hint)
    process.exit(1)
  }
  console.log('Installing Chromium for the browser tests.')
  for (const step of [
    ['update', '-qq'],
    ['install', '-qq', '-y', '--no-install-recommends', 'chromium'],
  ]) {
    const [command, ...rest] = [...sudo, 'apt-get', ...step]
    run(command, rest, { hint, env: { DEBIAN_FRONTEND: 'noninteractive' } })
  }
  return BROWSERS[0]
}

function isPossible(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}
