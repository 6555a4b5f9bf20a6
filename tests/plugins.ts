import type Clinic from '#models/clinic'
import { SERVER } from '#audit/actor'
import { registry } from '#plugins/registry'
import { deleteData, turnOff, turnOn } from '#plugins/switch'
import { at } from '#tests/people'

/** An installed plugin, the fixtures of tests/fixtures/plugins among them. */
export function installed(id: string) {
  const plugin = registry.find(id)
  if (!plugin) throw new Error(`There is no plugin ${id}`)
  return plugin
}

/** Switches plugins on as the settings page does. */
export async function switchOn(clinic: Clinic, ...ids: string[]) {
  for (const id of ids) await at(clinic, () => turnOn(installed(id), { by: SERVER }))
}

export async function switchOff(clinic: Clinic, ...ids: string[]) {
  for (const id of ids) await at(clinic, () => turnOff(installed(id), { by: SERVER }))
}

export async function deleteDataOf(clinic: Clinic, id: string) {
  await at(clinic, () => deleteData(installed(id), { by: SERVER }))
}

/** Fixtures that cannot be turned on. */
const CANNOT = ['toppling']

export function workingPlugins() {
  return registry.all().filter(({ id }) => !CANNOT.includes(id))
}

/** Everything at once, for tests that walk all routes or all tables. */
export async function switchOnAll(clinic: Clinic) {
  await switchOn(clinic, ...workingPlugins().map(({ id }) => id))
}
