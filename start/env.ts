import { fileURLToPath } from 'node:url'
import { resolve } from 'node:path'
import { Env } from '@adonisjs/core/env'
import { loadSecrets } from './secrets.js'

const root = new URL('../', import.meta.url)

process.env.NODE_ENV ??= 'production'
process.env.PORT ??= '3333'
process.env.HOST ??= 'localhost'
process.env.LOG_LEVEL ??= 'info'
process.env.DATA_DIR = resolve(fileURLToPath(root), process.env.DATA_DIR ?? 'data')
loadSecrets(process.env.DATA_DIR)

/**
 * The configuration is the environment. Everything has a default, so that a clinic
 * starts without setting anything; docs/operating.md explains each.
 */
export default await Env.create(root, {
  NODE_ENV: Env.schema.enum(['development', 'production', 'test'] as const),
  PORT: Env.schema.number(),
  HOST: Env.schema.string({ format: 'host' }),
  LOG_LEVEL: Env.schema.enum([
    'trace',
    'debug',
    'info',
    'warn',
    'error',
    'fatal',
    'silent',
  ] as const),
  DATA_DIR: Env.schema.string(),
  APP_KEY: Env.schema.secret(),
  DATA_KEY: Env.schema.secret(),
  AUDIT_KEY: Env.schema.secret(),
  TRUST_PROXY: Env.schema.string.optional(),
  HTTPS: Env.schema.boolean.optional(),
  PLUGIN_FOLDERS: Env.schema.string.optional(),
  PLUGIN_PACKAGES: Env.schema.string.optional(),
})
