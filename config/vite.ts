import { defineConfig } from '@adonisjs/vite'

export default defineConfig({
  buildDirectory: 'public/assets',
  manifestFile: 'public/assets/.vite/manifest.json',
  assetsUrl: '/assets',
  scriptAttributes: { defer: true },
  // A page's own styles go when it is left; what every page has says so itself (app/markup/assets.ts).
  styleAttributes: { 'data-turbo-track': 'dynamic' },
})
