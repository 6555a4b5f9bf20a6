import logger from '@adonisjs/core/services/logger'
import type Client from '#models/client'
import { holdersAndGone } from '#plugins/personal_data'
import { corePersonalData } from './core_data.js'

/**
 * What one part of the house keeps about a client.
 *
 * @property id `core`, or the plugin's id
 * @property data plain JSON; null when there is nothing, or when it is missing
 * @property missing why the part is not here. A report never leaves something out without saying so
 */
export type ReportPart = {
  id: string
  data: Record<string, unknown> | null
  missing: 'failed' | 'not_installed' | null
}

export type ClientReport = { client: Client; parts: ReportPart[]; leavesOutNationalId: boolean }

/**
 * Everything that the clinic keeps about a client: of the core, and of every plugin that has data here,
 * switched on or not. A plugin that fails costs its part, and the report says which.
 *
 * @param options.withNationalId whether who asks may see it
 */
export async function clientReport(
  client: Client,
  { withNationalId }: { withNationalId: boolean }
) {
  const { holders, gone } = holdersAndGone()
  const parts: ReportPart[] = [await corePart(client, withNationalId)]
  for (const { plugin, data } of holders)
    parts.push(await partOf(plugin.id, () => data.export(client)))
  for (const id of gone) parts.push({ id, data: null, missing: 'not_installed' })
  const leavesOutNationalId = !withNationalId && client.nationalId !== null
  return { client, parts, leavesOutNationalId } satisfies ClientReport
}

async function corePart(client: Client, withNationalId: boolean): Promise<ReportPart> {
  const data = await corePersonalData.export(client)
  if (!withNationalId) delete data.client.nationalId
  return { id: 'core', data: plain(data), missing: null }
}

async function partOf(id: string, read: () => Promise<ReportPart['data']>): Promise<ReportPart> {
  try {
    return { id, data: plain(await read()), missing: null }
  } catch (err) {
    logger.error({ err, plugin: id }, 'a plugin could not export what it keeps about a client')
    return { id, data: null, missing: 'failed' }
  }
}

/** As JSON has it: moments as text, nothing that only a program understands. */
function plain(data: ReportPart['data']): ReportPart['data'] {
  return JSON.parse(JSON.stringify(data))
}
