import app from '@adonisjs/core/services/app'
import { defineConfig, loaders } from '@adonisjs/i18n'
import { MessageFormatter } from '#words/message_formatter'

export const LOCALES = ['en', 'da', 'nb'] as const
export type Locale = (typeof LOCALES)[number]

export default defineConfig({
  defaultLocale: 'en',
  supportedLocales: [...LOCALES],
  fallbackLocales: { en: 'en', da: 'en', nb: 'en' },
  formatter: () => new MessageFormatter(),
  loaders: [loaders.fs({ location: app.languageFilesPath() })],
})
