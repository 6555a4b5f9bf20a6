import { registerHooks } from 'node:module'
import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Place } from './places.js'

/** What a plugin must have in common with the core: a second copy of it would be another database, another router. */
const SHARED = /^(fortrolig\/|@adonisjs\/|@vinejs\/vine$|edge\.js$|luxon$)/

/**
 * Lets the code of plugins that lie outside of this project (npm packages, folders elsewhere) import the
 * core as `fortrolig/plugins/contract`, which is `#plugins/contract` here (`exports` in package.json). The
 * framework they get is the core's own.
 */
export function openPublicFace(root: string, places: Place[]) {
  const core = pathToFileURL(join(root, 'package.json')).href
  const folders = places
    .filter(({ kind, folder }) => kind === 'package' || !folder.startsWith(root))
    .map(({ folder, entry }) => `${pathToFileURL(entry ? realpathSync(folder) : folder).href}/`)
  if (!folders.length) return

  registerHooks({
    resolve(specifier, context, next) {
      const from = context.parentURL
      if (!from || !folders.some((folder) => from.startsWith(folder)))
        return next(specifier, context)
      return next(specifier, SHARED.test(specifier) ? { ...context, parentURL: core } : context)
    },
  })
}
