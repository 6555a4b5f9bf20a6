import { Exception } from '@adonisjs/core/exceptions'
import type { Plugin } from './plugin.js'

/**
 * The plugins whose code this server has, whether a clinic uses them or not. Filled once while the
 * server starts, by app/plugins/loading.ts; what requires another stands after it.
 */
class Registry {
  private plugins = new Map<string, Plugin>()

  fill(plugins: Plugin[]) {
    this.plugins = new Map(plugins.map((plugin) => [plugin.id, plugin]))
  }

  all() {
    return [...this.plugins.values()]
  }

  find(id: string) {
    return this.plugins.get(id) ?? null
  }

  /** @throws NoSuchPlugin, which answers a request with 404 */
  findOrFail(id: string) {
    const plugin = this.find(id)
    if (!plugin) throw new NoSuchPlugin()
    return plugin
  }

  /** A plugin and all that it requires, in the order in which they must be turned on. */
  withRequirements(plugin: Plugin) {
    const needed = new Set([plugin.id])
    for (const { id, required } of this.all().reverse())
      if (needed.has(id)) for (const other of required) needed.add(other)
    return this.all().filter(({ id }) => needed.has(id))
  }

  /** The plugins that require this one, directly. */
  dependents(plugin: Plugin) {
    return this.all().filter(({ required }) => required.includes(plugin.id))
  }
}

export const registry = new Registry()

class NoSuchPlugin extends Exception {
  static status = 404
  static message = 'There is no such plugin'
}
