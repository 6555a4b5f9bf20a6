import router from '@adonisjs/core/services/router'
import { mountRoutes } from '#plugins/routing'

// After start/routes.ts, so that a plugin cannot take an address of the core.
mountRoutes(router)
