import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { BaseCommand } from '@adonisjs/core/ace'
import db from '@adonisjs/lucid/services/db'
import { sqlite } from '#clinics/sqlite'
import { type MigrationSet, Migrator } from '#clinics/migrator'
import { coreMigrations, serverMigrations } from '#clinics/upgrade'
import sources from '#config/plugins'
import { pluginPlaces } from '#plugins/places'
import { migrationOwner } from '#plugins/plugin'

/** Writes the schema classes that models extend, from databases made of the migrations alone. */
export default class SchemaWrite extends BaseCommand {
  static commandName = 'schema:write'
  static description =
    'Write the schema classes (database/*/schema.ts, plugins/*/schema.ts) from the migrations'

  /** The app boots but does not start, which would load plugins: their models may wait for the very classes that this writes. */
  async run() {
    await this.app.boot()
    this.folder = mkdtempSync(join(tmpdir(), 'fortrolig-schema-'))
    await this.write('server', [serverMigrations()], 'database/server/schema.ts')
    const core = coreMigrations()
    const coreTables = await this.write('clinic', [core], 'database/clinic/schema.ts')
    for (const { id, folder } of pluginFolders(this.app.makePath())) {
      const sets = [core, { owner: migrationOwner(id), folder: join(folder, 'migrations') }]
      const output = relative(this.app.makePath(), join(folder, 'schema.ts'))
      await this.write(id, sets, output, coreTables)
    }
    rmSync(this.folder, { recursive: true })
  }

  private folder = ''

  /** @returns the tables that there are now */
  private async write(name: string, sets: MigrationSet[], output: string, known: string[] = []) {
    const file = join(this.folder, `${name}.sqlite`)
    const excludeTables = ['migrations', ...known]
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
    const tables = await db.connection(`schema:${name}`).getAllTables()
    await db.manager.release(`schema:${name}`)
    return tables
  }
}

/** The folders with migrations among the plugins that are worked on here, not those of packages. */
function pluginFolders(root: string) {
  return pluginPlaces(root, sources)
    .filter(({ kind, folder }) => kind === 'folder' && existsSync(join(folder, 'migrations')))
    .map(({ folder }) => ({ id: basename(folder), folder }))
}

/** Full-text indexes and what SQLite keeps for them. No model reads those. */
async function searchTables(connection: string): Promise<string[]> {
  const tables = await db.connection(connection).rawQuery('pragma table_list')
  return tables
    .filter(({ type }: { type: string }) => type === 'virtual' || type === 'shadow')
    .map(({ name }: { name: string }) => name)
}
