import type { ApplicationService } from '@adonisjs/core/types'

export default class PluginsProvider {
  constructor(protected app: ApplicationService) {}

  async boot() {}
}
