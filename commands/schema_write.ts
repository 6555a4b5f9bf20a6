import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BaseCommand } from '@adonisjs/core/ace'
import db from '@adonisjs/lucid/services/db'
import { sqlite } from '#clinics/sqlite'
import { type MigrationSet, Migrator } from '#clinics/migrator'
import { coreMigrations, serverMigrations } from '#clinics/upgrade'

/** Writes the schema classes that models extend, from databases made of the migrations alone. */
export default class SchemaWrite extends BaseCommand {
  static commandName = 'schema:write'
  static description =
    'Write the schema classes (database/*/schema.ts, plugins/*/schema.ts) from the migrations'
  static options = { startApp: true }

  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'fortrolig-schema-'))
    await this.write(folder, 'server', [serverMigrations()], 'database/server/schema.ts')
    await this.write(folder, 'clinic', [coreMigrations()], 'database/clinic/schema.ts')
    rmSync(folder, { recursive: true })
  }

  private async write(folder: string, name: string, sets: MigrationSet[], output: string) {
    const file = join(folder, `${name}.sqlite`)
    const excludeTables = ['migrations']
    db.manager.add(`schema:${name}`, {
      ...sqlite(file),
      schemaGeneration: {
        outputPath: output,
        rulesPaths: ['#database/schema_rules'],
        excludeTables,
      },
    })
    await new Migrator(`schema:${name}`, file).up(sets)
    excludeTables.push(...(await searchTables(`schema:${name}`)))
    const { default: SchemaGenerate } = await import('@adonisjs/lucid/commands/schema_generate')
    const command = await this.kernel.create(SchemaGenerate, [
      '--connection',
      `schema:${name}`,
      '--compact-output',
    ])
    await command.exec()
    await db.manager.release(`schema:${name}`)
  }
}

/** Full-text indexes and what SQLite keeps for them. No model reads those. */
async function searchTables(connection: string): Promise<string[]> {
  const tables = await db.connection(connection).rawQuery('pragma table_list')
  return tables
    .filter(({ type }: { type: string }) => type === 'virtual' || type === 'shadow')
    .map(({ name }: { name: string }) => name)
}
