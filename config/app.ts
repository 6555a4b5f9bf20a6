import env from '#start/env'
import { defineConfig } from '@adonisjs/core/http'

export const http = defineConfig({
  generateRequestId: true,
  allowMethodSpoofing: true,
  trustProxy: env.get('TRUST_PROXY') ?? false,
  cookie: {
    path: '/',
    httpOnly: true,
    secure: env.get('HTTPS', false),
    sameSite: 'lax',
  },
})
