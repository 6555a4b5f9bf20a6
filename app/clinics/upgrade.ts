import { join } from 'node:path'
import { mkdirSync } from 'node:fs'
import app from '@adonisjs/core/services/app'
import env from '#start/env'
import type Clinic from '#models/clinic'
import { clinicConnection, clinicDatabaseFile, clinicFolder } from './database.js'
import { type MigrationSet, Migrator } from './migrator.js'

export function coreMigrations(): MigrationSet {
  return { owner: 'core', folder: app.makePath('database/clinic/migrations') }
}

export function serverMigrations(): MigrationSet {
  return { owner: 'server', folder: app.makePath('database/server/migrations') }
}

/** Makes the server database ready for this version, and its folder if there is none. @throws UpgradeFailed */
export async function upgradeServerDatabase() {
  mkdirSync(env.get('DATA_DIR'), { recursive: true, mode: 0o700 })
  await new Migrator('server', join(env.get('DATA_DIR'), 'server.sqlite')).up([serverMigrations()])
}

/** The migrator of a clinic's database, with its folder in place. */
export function clinicMigrator(clinic: Clinic) {
  mkdirSync(join(clinicFolder(clinic.id), 'files'), { recursive: true, mode: 0o700 })
  return new Migrator(clinicConnection(clinic.id), clinicDatabaseFile(clinic.id))
}
