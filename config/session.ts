import env from '#start/env'
import { defineConfig } from '@adonisjs/session'
import { SessionStore } from '#clinics/session_store'

export default defineConfig({
  enabled: true,
  cookieName: 'fortrolig_session',
  clearWithBrowser: true,
  age: '7 days',
  cookie: {
    path: '/',
    httpOnly: true,
    secure: env.get('HTTPS', false),
    sameSite: 'lax',
  },
  store: 'clinic',
  stores: {
    clinic: (ctx) => new SessionStore(ctx),
  },
})
