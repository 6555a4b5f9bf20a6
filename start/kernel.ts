import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'

server.errorHandler(() => import('#exceptions/handler'))

server.use([
  () => import('#middleware/container_bindings_middleware'),
  () => import('#middleware/assets_middleware'),
  () => import('@adonisjs/vite/vite_middleware'),
  () => import('#middleware/security_headers_middleware'),
])

router.use([
  () => import('#middleware/same_origin_middleware'),
  () => import('#middleware/clinic_middleware'),
  () => import('@adonisjs/core/bodyparser_middleware'),
  () => import('#middleware/session_cookie_middleware'),
  () => import('@adonisjs/session/session_middleware'),
  () => import('@adonisjs/auth/initialize_auth_middleware'),
  () => import('#middleware/visitor_middleware'),
])

export const middleware = router.named({
  member: () => import('#middleware/member_middleware'),
  fresh: () => import('#middleware/fresh_middleware'),
  can: () => import('#middleware/can_middleware'),
  client: () => import('#middleware/client_middleware'),
  plugin: () => import('#middleware/plugin_middleware'),
})
