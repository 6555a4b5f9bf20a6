import { Application, type ControllerConstructor } from '@hotwired/stimulus'

/**
 * The one Stimulus application of a page. A plugin's entry point registers on it too:
 *
 *     import { application } from '#js/application'
 *     application.register('signature', SignatureController)
 *
 * Vite puts this module in a chunk that all entry points share.
 */
export const application = Application.start()

type Modules = Record<string, { default: ControllerConstructor }>

/** Registers each module of an import.meta.glob: `./controllers/copy_text.ts` becomes `copy-text`. */
export function registerControllers(modules: Modules, prefix = '') {
  for (const [path, module] of Object.entries(modules)) {
    const name = path.slice(path.lastIndexOf('/') + 1, -'.ts'.length)
    application.register(prefix + name.replaceAll('_', '-'), module.default)
  }
}
