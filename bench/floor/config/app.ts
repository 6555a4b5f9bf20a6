import { defineConfig } from '@adonisjs/core/http'

export const http = defineConfig({ cookie: { path: '/', httpOnly: true, sameSite: 'lax' } })
