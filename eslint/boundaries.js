/**
 * The boundaries of the house as lint rules: the core does not know its plugins, a plugin knows of
 * another only what its api.ts shows, and of the core only the public faces.
 */
import { dirname, matchesGlob, relative, resolve, sep } from 'node:path'
import { PUBLIC_FACES, TEST_FACES } from './faces.js'

const CORE = /^(app|commands|config|database|providers|start)\//
const PLUGIN = /^plugins\/([^/]+)\/(.+)$/
/** What answers requests and clocks. */
const TOP = /^(app\/|#)(controllers|exceptions|middleware|schedule)\//
const EVENT = /^app\/events\//

const coreImportsNoPlugin = rule(
  'The core never imports a plugin. Offer a slot, an event or a precaution that the plugin takes up.',
  (file, imported) => CORE.test(file) && PLUGIN.test(imported)
)

const pluginsMeetInApi = rule(
  'Of another plugin, import only what its api.ts shows, or browser/api.ts in the browser. Tests may look further.',
  (file, imported) => {
    const [, own] = file.match(PLUGIN) ?? []
    const [, other, inside] = imported.match(PLUGIN) ?? []
    const isOther = own && other && own !== other && !/^plugins\/[^/]+\/tests\//.test(file)
    return isOther && !/^(browser\/)?api(\.[jt]s)?$/.test(inside)
  }
)

const publicFacesOnly = rule(
  'Plugins know the core by its public faces: eslint/faces.js names them.',
  (file, imported) => {
    if (!PLUGIN.test(file)) return false
    if (!imported.startsWith('#')) return isOurs(imported) && !PLUGIN.test(imported)
    const faces = /^plugins\/[^/]+\/tests\//.test(file)
      ? [...PUBLIC_FACES, ...TEST_FACES]
      : PUBLIC_FACES
    return !faces.some((face) => matchesGlob(imported, face.replace(/\*$/, '**')))
  }
)

const nothingLooksUp = rule(
  'Controllers, middleware, exceptions and the schedule stand on top: what does the work does not know who asked for it.',
  (file, imported) => /^app\//.test(file) && !TOP.test(file) && TOP.test(imported)
)

const eventsKnowNobody = rule(
  'An event says what happened, by ids and plain values: models dispatch it, and whoever listens loads what it needs.',
  (file, imported) =>
    EVENT.test(file) &&
    (isOurs(imported) || /^#(?!audit\/actor$)/.test(imported)) &&
    !EVENT.test(imported)
)

export default {
  rules: {
    'nothing-looks-up': nothingLooksUp,
    'events-know-nobody': eventsKnowNobody,
    'core-imports-no-plugin': coreImportsNoPlugin,
    'plugins-meet-in-api': pluginsMeetInApi,
    'public-faces-only': publicFacesOnly,
  },
}

/**
 * A rule about who imports what. Both come as paths from the project's folder; an alias (`#models/client`)
 * and a package stay as they are written.
 */
function rule(message, isForbidden) {
  return {
    meta: { type: 'problem', schema: [], messages: { forbidden: message } },
    create(context) {
      const file = fromRoot(context, context.filename)
      const check = ({ source }) => {
        if (typeof source?.value !== 'string') return
        const imported = source.value.startsWith('.')
          ? fromRoot(context, resolve(dirname(context.filename), source.value))
          : source.value
        if (isForbidden(file, imported)) context.report({ node: source, messageId: 'forbidden' })
      }
      return {
        ImportDeclaration: check,
        ImportExpression: check,
        ExportNamedDeclaration: check,
        ExportAllDeclaration: check,
        TSImportType: check,
      }
    },
  }
}

function fromRoot({ cwd }, path) {
  return relative(cwd, path).split(sep).join('/')
}

function isOurs(imported) {
  return CORE.test(imported) || /^(resources|tests)\//.test(imported)
}
