import env from '#start/env'
import app from '@adonisjs/core/services/app'
import { defineConfig, syncDestination, targets } from '@adonisjs/core/logger'
import { safeArguments, safeError } from '#exceptions/log_safe'

/** Structured lines on standard output. Nothing personal belongs in them: log ids, never names. Errors are stripped of values. */
const loggerConfig = defineConfig({
  default: 'app',
  loggers: {
    app: {
      enabled: true,
      name: 'fortrolig',
      level: env.get('LOG_LEVEL'),
      destination: app.inProduction ? undefined : await syncDestination(),
      transport: app.inProduction ? undefined : { targets: [targets.file({ destination: 1 })] },
      serializers: { err: safeError },
      hooks: {
        logMethod(args, method) {
          method.apply(this, safeArguments(args) as typeof args)
        },
      },
      redact: ['password', '*.password', 'req.headers.cookie'],
    },
  },
})

export default loggerConfig

declare module '@adonisjs/core/types' {
  export interface LoggersList extends InferLoggers<typeof loggerConfig> {}
}
