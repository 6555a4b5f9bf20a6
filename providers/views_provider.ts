import edge from 'edge.js'
import type { ApplicationService } from '@adonisjs/core/types'

export default class ViewsProvider {
  constructor(protected app: ApplicationService) {}

  boot() {
    // What a form shows again after a mistake; set by the exception handler, empty otherwise.
    edge.global('errors', {})
    edge.global('typed', {})
  }
}
