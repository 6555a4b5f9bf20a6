import { join } from 'node:path'
import env from '#start/env'
import { defineConfig } from '@adonisjs/lucid'
import { sqlite } from '#clinics/sqlite'

/**
 * Only the server database is known in advance. Each clinic's database is
 * added when the clinic is first in hand: app/clinics/database.ts.
 */
export default defineConfig({
  connection: 'server',
  connections: {
    server: sqlite(join(env.get('DATA_DIR'), 'server.sqlite')),
  },
})
