import { readdirSync } from 'node:fs'
import edge from 'edge.js'
import app from '@adonisjs/core/services/app'
import i18nManager from '@adonisjs/i18n/services/main'
import { registry } from '#plugins/registry'

/** The plugins that come with Fortrolig; not those that only tests have. */
export function ownPlugins() {
  return registry.all().filter((plugin) => plugin.path('').startsWith(app.makePath('plugins')))
}

/** Every mail that the core and its plugins can write, as `queueMail()` calls its template. */
export function mailTemplates(): string[] {
  const ofCore = templatesIn(app.viewsPath('mails')).map((name) => `mails/${name}`)
  const ofPlugins = ownPlugins().flatMap((plugin) =>
    templatesIn(plugin.path('views/mails')).map((name) => `${plugin.id}::mails/${name}`)
  )
  return [...ofCore, ...ofPlugins].sort()
}

/** What mails are for, as the outbox says it. A word for a purpose that no mail has would be an unused word, and there is a test against those. */
export function mailPurposes(): string[] {
  const words = Object.keys(i18nManager.getTranslationsFor('en'))
  const owners = ownPlugins().map(({ id }) => `${id}\\.`)
  const purpose = new RegExp(`^(${owners.join('|')})?mails\\.(\\w+\\.)?purposes?([._]\\w+)?$`)
  return words.filter((word) => purpose.test(word)).sort()
}

const rendered = new Set<string>()
let isListening = false

/** From now on notes which templates of mails are rendered. @returns those that were, since the last call of this */
export function templatesRendered() {
  if (!isListening)
    edge.onRender((renderer) => {
      const render = renderer.render.bind(renderer)
      renderer.render = (template, state) => {
        rendered.add(template)
        return render(template, state)
      }
    })
  isListening = true
  const seen = [...rendered].filter((template) => /(^|::)mails\//.test(template)).sort()
  rendered.clear()
  return seen
}

function templatesIn(folder: string) {
  try {
    return readdirSync(folder).map((file) => file.replace(/\.edge$/, ''))
  } catch {
    return []
  }
}
