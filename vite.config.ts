import { globSync } from 'node:fs'
import { defineConfig } from 'vite'
import adonisjs from '@adonisjs/vite/client'
import tailwindcss from '@tailwindcss/vite'

export default defineConfig({
  plugins: [
    tailwindcss(),
    adonisjs({
      entryPoints: [
        'resources/css/app.css',
        'resources/js/app.ts',
        ...globSync('plugins/*/browser/*.ts'),
      ],
      reload: ['resources/views/**/*.edge', 'plugins/*/views/**/*.edge'],
    }),
  ],
})
