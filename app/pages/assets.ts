import { existsSync } from 'node:fs'
import app from '@adonisjs/core/services/app'
import vite from '@adonisjs/vite/services/main'
import { markup, type Safe } from './markup.js'

const known = new Map<string, Safe>()

/**
 * The tags of a page's styles and scripts. Built assets do not change while the server runs, so
 * they are looked up once. Tests without a browser run without built assets, and get no tags.
 */
export async function assetTags(entryPoints: string[]) {
  const key = entryPoints.join()
  const tags = known.get(key) ?? (await generate(entryPoints))
  if (!process.env.DEV_MODE) known.set(key, tags)
  return tags
}

async function generate(entryPoints: string[]) {
  if (app.inTest && !existsSync(app.publicPath('assets/.vite/manifest.json'))) return markup('')
  const tags = await vite.generateEntryPointsTags(entryPoints)
  return markup(tags.join('\n  '))
}
