import app from '@adonisjs/core/services/app'
import { defineConfig, formatters, loaders } from '@adonisjs/i18n'

export const LOCALES = ['en', 'da', 'nb'] as const
export type Locale = (typeof LOCALES)[number]

export default defineConfig({
  defaultLocale: 'en',
  supportedLocales: [...LOCALES],
  fallbackLocales: { da: 'en', nb: 'en' },
  formatter: formatters.icu(),
  loaders: [loaders.fs({ location: app.languageFilesPath() })],
})
