import router from '@adonisjs/core/services/router'
import { mountRoutes } from '#plugins/routing'
// First, so that a plugin cannot take an address of the core.
import '#start/routes'

mountRoutes(router)
