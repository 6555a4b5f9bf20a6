import { existsSync, readdirSync } from 'node:fs'
import { isAbsolute, join, relative, resolve } from 'node:path'

/** Where the plugins of a server come from; see config/plugins.ts. */
export type Sources = { folders: readonly string[]; packages: readonly string[] }

/** One plugin on disk. A package may bear another name than its plugin's id, a folder may not. */
export type Place = { folder: string; entry: string | null; kind: 'folder' | 'package' }

/** Every place of the configuration, without loading any code: Vite asks here too. */
export function pluginPlaces(root: string, { folders, packages }: Sources): Place[] {
  return [
    ...folders.flatMap((folder) => subfolders(resolve(root, folder))).map(placeOf('folder')),
    ...packages.map((name) => packageFolder(root, name)).map(placeOf('package')),
  ]
}

/** The files of a plugin that run in the browser, relative to the root as Vite wants them. */
export function browserEntries(root: string, folder: string) {
  return filesIn(join(folder, 'browser'))
    .filter((file) => /\.[jt]s$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => relative(root, join(folder, 'browser', file)))
}

/** The names of the files in a folder, in order; none when there is no such folder. */
export function filesIn(folder: string) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort()
}

function subfolders(folder: string) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => join(folder, name))
    .sort()
}

function packageFolder(root: string, name: string) {
  const isPath = name.startsWith('.') || isAbsolute(name)
  return isPath ? resolve(root, name) : join(root, 'node_modules', name)
}

function placeOf(kind: Place['kind']) {
  return (folder: string): Place => {
    const entry = ['plugin.ts', 'plugin.js'].find((file) => existsSync(join(folder, file)))
    return { folder, kind, entry: entry ? join(folder, entry) : null }
  }
}
