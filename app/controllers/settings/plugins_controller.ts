import type { HttpContext } from '@adonisjs/core/http'
import { registry } from '#plugins/registry'
import { missingPlugins, ShelvedPlugin, SHELVES, shelves } from '#plugins/shelf'

/** Settings → Plugins: what is installed on this server, and what this clinic uses of it. */
export default class PluginsController {
  index({ request, view, i18n }: HttpContext) {
    const words = String(request.input('q') ?? '').trim()
    const shelf = SHELVES.find((name) => name === request.input('shelf')) ?? 'all'
    const found = shelves(i18n, { words, shelf })
    return view.render('pages/settings/plugins/index', {
      ...found,
      words,
      shelf,
      gone: missingPlugins(),
    })
  }

  async show({ params, view, i18n }: HttpContext) {
    const plugin = new ShelvedPlugin(registry.findOrFail(params.id), i18n)
    return view.render('pages/settings/plugins/show', { plugin, calls: await plugin.calls() })
  }
}
