/**
 * `npm test`: installs, builds, finds a browser, and runs the tests. `-- unit` or `-- functional browser`
 * runs some suites, `-- --files=clients` the files whose path contains it (or matches it as a pattern),
 * `-- --slowest` tells at the end what took longest; the other options of Japa are handed on.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { buildAssets, installPackages, ownNode, root, run } from './prepare.mjs'

/**
 * The first is Chromium without windows. The others draw bars and buttons around every page, even where nobody sees
 * them, and that is most of the work of opening one.
 */
const BROWSERS = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

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
  return process.env.CHROMIUM ?? BROWSERS.find(answers) ?? installBrowser()
}

function installBrowser() {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const mayInstall =
    existsSync('/usr/bin/apt-get') && (!sudo.length || isPossible('sudo', ['-n', 'true']))
  const hint =
    'The browser tests need Chromium. Install it (sudo apt-get install chromium), or name one: ' +
    'CHROMIUM=/path/to/chromium npm test. Without a browser: npm test -- unit functional'
  if (!mayInstall) fail(hint)
  console.log('Installing Chromium for the browser tests.')
  // sudo hands no variables on.
  const [first, ...rest] = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive']
  const install = ['apt-get', '-qq', 'install', '-y', '--no-install-recommends']
  run(first, [...rest, 'apt-get', '-qq', 'update'], { hint })
  // Older systems have no package for the one without windows, and nobody waits for it for long.
  const inTime = ['timeout', '-k', '5', '300', ...install, 'chromium-headless-shell']
  if (!isPossible(first, [...rest, ...inTime]))
    run(first, [...rest, ...install, 'chromium'], { hint })
  return BROWSERS.find(answers) ?? fail(hint)
}

/** One whose installation was broken off is there, and opens nothing. */
function answers(browser) {
  return existsSync(browser) && isPossible(browser, ['--version'], { timeout: 20_000 })
}

function isPossible(command, args, options) {
  return spawnSync(command, args, { stdio: 'ignore', ...options }).status === 0
}

function fail(hint) {
  console.error(hint)
  process.exit(1)
}
