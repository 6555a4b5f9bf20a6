import { defineConfig } from 'vite'
import adonisjs from '@adonisjs/vite/client'
import tailwindcss from '@tailwindcss/vite'
import { browserEntries, pluginPlaces } from './app/plugins/places.js'
import sources from './config/plugins.js'

const root = import.meta.dirname

export default defineConfig({
  // Plugins that lie elsewhere share the page's one Stimulus and one Turbo, and reach the core's scripts by name.
  resolve: {
    alias: { 'fortrolig/js': `${root}/resources/js` },
    dedupe: ['@hotwired/stimulus', '@hotwired/turbo'],
  },
  plugins: [
    tailwindcss(),
    adonisjs({
      entryPoints: [
        'resources/css/app.css',
        'resources/js/app.ts',
        'resources/js/calendar.ts',
        ...pluginPlaces(root, sources).flatMap(({ folder }) => browserEntries(root, folder)),
      ],
      reload: ['resources/views/**/*.edge', 'plugins/*/views/**/*.edge'],
    }),
  ],
})
