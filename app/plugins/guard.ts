import { setTimeout as wait } from 'node:timers/promises'
import logger from '@adonisjs/core/services/logger'
import type { Plugin } from './plugin.js'

const PATIENCE_MS = 5_000

/**
 * Runs a plugin's code so that its failure costs nobody else anything: what it throws is logged with
 * its id, and so is work that does not end.
 *
 * @param patienceMs after how many milliseconds nobody waits any more
 * @returns what the work gave, or `null` if it failed
 */
export async function guarded<Result>(
  plugin: Plugin,
  place: string,
  work: () => Promise<Result> | Result,
  patienceMs = PATIENCE_MS
): Promise<Result | null> {
  try {
    const result = work()
    return result instanceof Promise ? await inTime(result, patienceMs) : result
  } catch (err) {
    logger.error({ err, plugin: plugin.id, place }, 'a plugin failed')
    return null
  }
}

async function inTime<Result>(work: Promise<Result>, patienceMs: number) {
  const end = new AbortController()
  const late = wait(patienceMs, null, { signal: end.signal }).then(() => {
    throw new Error(`It took more than ${patienceMs / 1000} seconds`)
  })
  late.catch(() => {})
  try {
    return await Promise.race([work, late])
  } finally {
    end.abort()
  }
}
