import router from '@adonisjs/core/services/router'
import { mountRoutes } from '#start/plugin_routes'
// First, so that a plugin cannot take an address of the core.
import '#start/routes'

mountRoutes(router)
