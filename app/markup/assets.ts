import { existsSync } from 'node:fs'
import app from '@adonisjs/core/services/app'
import vite from '@adonisjs/vite/services/main'
import { markup, type Safe } from './markup.js'

/** Every page has these. A page with others than the one before it comes from a newer server, and is loaded anew. */
const EVERYWHERE = ['resources/css/app.css', 'resources/js/app.ts']

const known = new Map<string, Safe>()

/** The tags of a page's head: what every page has, and what this one has besides. */
export async function pageTags(own: string[]) {
  return remembered(`page ${own.join()}`, async () => [
    ...(await vite.generateEntryPointsTags(EVERYWHERE, { 'data-turbo-track': 'reload' })),
    ...(await vite.generateEntryPointsTags(own)),
  ])
}

/** The tags of styles and scripts in the middle of a page. */
export async function assetTags(entryPoints: string[]) {
  return remembered(entryPoints.join(), () => vite.generateEntryPointsTags(entryPoints))
}

/**
 * Built assets do not change while the server runs, so they are looked up once. Tests without a browser run
 * without built assets, and get no tags.
 */
async function remembered(key: string, generate: () => Promise<unknown[]>) {
  const tags = known.get(key) ?? (await joined(generate))
  if (!process.env.DEV_MODE) known.set(key, tags)
  return tags
}

async function joined(generate: () => Promise<unknown[]>) {
  if (app.inTest && !existsSync(app.publicPath('assets/.vite/manifest.json'))) return markup('')
  const tags = await generate()
  // Entry points share chunks, which are preloaded once.
  return markup([...new Set(tags.map(String))].join('\n  '))
}
