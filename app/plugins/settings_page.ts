import { Exception } from '@adonisjs/core/exceptions'
import { registry } from './registry.js'
import type { Settings } from '#clinics/stored_settings'
import { switchedOn } from './switched_on.js'

/**
 * The settings that can be changed in the clinic in hand.
 *
 * @throws 404 for a plugin that is off, or has no settings
 */
export function settingsPage(id: string) {
  const plugin = registry.findOrFail(id)
  const { settings } = plugin.definition
  if (!settings || !switchedOn().has(id))
    throw new Exception('There are no such settings', { status: 404 })
  return { plugin, settings }
}

/** What a form sent. A browser sends nothing for a box that is not ticked, which here means no. */
export function formInput({ defaults, read }: Settings<object>, input: Record<string, unknown>) {
  const values: Record<string, unknown> = { ...defaults, ...read() }
  const boxes = Object.keys(values).filter((key) => typeof values[key] === 'boolean')
  return { ...Object.fromEntries(boxes.map((key) => [key, false])), ...input }
}
