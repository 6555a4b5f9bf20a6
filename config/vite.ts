import { defineConfig } from '@adonisjs/vite'

export default defineConfig({
  buildDirectory: 'public/assets',
  manifestFile: 'public/assets/.vite/manifest.json',
  assetsUrl: '/assets',
  scriptAttributes: { 'defer': true, 'data-turbo-track': 'reload' },
  styleAttributes: { 'data-turbo-track': 'reload' },
})
