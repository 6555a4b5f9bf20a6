import env from '#start/env'
import { defineConfig } from '@adonisjs/session'
import { SessionStore } from '#clinics/session_store'

export const cookieName = 'fortrolig_session'

/** For how long it lives, #middleware/session_cookie_middleware says, and how long a session does, app/clinics/session_times.ts. */
export const cookie = {
  path: '/',
  httpOnly: true,
  secure: env.get('HTTPS', false),
  sameSite: 'lax',
} as const

export default defineConfig({
  enabled: true,
  cookieName,
  clearWithBrowser: true,
  cookie,
  store: 'clinic',
  stores: {
    clinic: (ctx) => new SessionStore(ctx),
  },
})
