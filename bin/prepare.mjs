/**
 * What has to be there before anything runs: the packages, and the built assets. Both are only
 * made when something changed. Runs without packages and on an older Node, which is what a fresh
 * clone has.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** The Node that npm installs with the packages, whatever the machine's own is. */
export const ownNode = join(root, 'node_modules/.bin/node')

/** Runs a program in the project's folder, its output on ours. Ends this process when it fails. */
export function run(command, args, { env = {}, hint } = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  })
  if (status === 0) return
  console.error(
    hint ?? `"${command} ${args.join(' ')}" failed${error ? `: ${error.message}` : '.'}`
  )
  process.exit(status || 1)
}

/** Installs the packages that the lock file names, when they are not there yet. */
export function installPackages({ forDevelopment = false } = {}) {
  if (arePackagesInstalled(forDevelopment)) return
  console.log('Installing packages. This takes a minute, and happens again only after an upgrade.')
  const without = forDevelopment ? ['--include=dev'] : ['--omit=dev']
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...without], {
    hint: 'The packages could not be installed. npm says why above; it needs the network once.',
  })
}

/**
 * npm leaves a list of what it installed, as its last act. An interrupted installation has none.
 * Packages for other machines are optional, and missing here.
 */
function arePackagesInstalled(forDevelopment) {
  const installed = readJson('node_modules/.package-lock.json')?.packages
  if (!installed || !existsSync(ownNode)) return false
  return Object.entries(readJson('package-lock.json').packages).every(([path, wanted]) => {
    if (path === '') return true
    const found = installed[path]
    if (!found) return wanted.optional || wanted.peer || (wanted.dev && !forDevelopment)
    return found.version === wanted.version && found.integrity === wanted.integrity
  })
}

/** Builds scripts and styles, when one of their sources changed since. */
export function buildAssets() {
  const stamp = join(root, 'public/assets/.sources')
  const sources = assetSources()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return
  console.log('Building scripts and styles.')
  run(ownNode, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'])
  writeFileSync(stamp, sources)
}

/** A fingerprint of everything that ends up in the assets: Tailwind reads the class names in views and scripts. */
function assetSources() {
  const fingerprint = createHash('sha256')
  const files = [
    'vite.config.ts',
    'package-lock.json',
    ...filesIn('resources'),
    ...pluginFolders().flatMap(filesIn),
  ]
  for (const file of files)
    fingerprint
      .update(`${file}\0`)
      .update(readFileSync(resolve(root, file)))
      .update('\0')
  return fingerprint.digest('hex')
}

/** Where plugins come from, as config/plugins.ts reads it. */
function pluginFolders() {
  const { PLUGIN_FOLDERS = 'plugins', PLUGIN_PACKAGES = '' } = process.env
  const list = (text) => text.split(',').map((item) => item.trim()).filter(Boolean)
  const packages = list(PLUGIN_PACKAGES).map((name) => {
    const isPath = name.startsWith('.') || isAbsolute(name)
    return isPath ? name : `node_modules/${name}`
  })
  return [...list(PLUGIN_FOLDERS), ...packages]
}

function filesIn(folder) {
  if (!existsSync(resolve(root, folder))) return []
  return readdirSync(resolve(root, folder), { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && name !== 'tests')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      return entry.isDirectory() ? filesIn(path) : entry.isFile() ? [path] : []
    })
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8'))
  } catch {
    return null
  }
}
