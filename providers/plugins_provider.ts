import edge from 'edge.js'
import type { ApplicationService } from '@adonisjs/core/types'
import string from '@adonisjs/core/helpers/string'
import { declarePermissions } from '#clinics/permissions'
import type { Plugin } from '#plugins/plugin'

/**
 * Loads the plugins, and gives the framework their views, words and permissions. Their routes
 * follow in start/plugins.ts. Not while booting: a plugin may import the framework's services, which are not there yet.
 */
export default class PluginsProvider {
  constructor(protected app: ApplicationService) {}

  async start() {
    const { loadPlugins } = await import('#plugins/loading')
    const { registry } = await import('#plugins/registry')
    const { startListening } = await import('#plugins/hearing')
    const { switchedOn } = await import('#plugins/switched_on')
    const { navigation } = await import('#pages/navigation')
    await loadPlugins()

    for (const plugin of registry.all()) {
      mountViews(plugin)
      declarePermissions(plugin.definition.permissions ?? {})
      for (const item of plugin.definition.navigation ?? [])
        navigation.add({
          ...item,
          id: item.path.slice(1).replaceAll('/', '.'),
          menu: 'main',
          isShown: () => switchedOn().has(plugin.id),
        })
    }
    startListening()
    const i18n = await this.app.container.make('i18n')
    for (const { words } of registry.all())
      i18n.config.loaders.push(() => ({ load: async () => words }))
    await i18n.reloadTranslations()
  }
}

/** Edge's tags know no hyphens: components of `waiting-list` are `@waitingList.row()`. */
function mountViews(plugin: Plugin) {
  for (const disk of new Set([plugin.id, string.camelCase(plugin.id)]))
    edge.mount(disk, plugin.path('views'))
}
