import ViteProvider from '@adonisjs/vite/vite_provider'

/** Vite's own server runs in development only; tests look at the built assets, as clinics do. */
export default class AssetsProvider extends ViteProvider {
  async start() {
    if (process.env.DEV_MODE) await super.start()
  }

  async shutdown() {
    if (process.env.DEV_MODE) await super.shutdown()
  }
}
