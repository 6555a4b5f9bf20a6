import { defineConfig } from '@adonisjs/core/app'

export default defineConfig({
  directories: { views: 'views', config: 'config' },
  providers: [
    () => import('@adonisjs/core/providers/app_provider'),
    () => import('@adonisjs/core/providers/edge_provider'),
    () => import('@adonisjs/session/session_provider'),
    () => import('@adonisjs/lucid/database_provider'),
  ],
  preloads: [() => import('./tables.js'), () => import('./routes.js')],
})
