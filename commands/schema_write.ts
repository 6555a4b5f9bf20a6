import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { args, BaseCommand } from '@adonisjs/core/ace'
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

  @args.string({ description: 'The id of a plugin, to write only its classes', required: false })
  declare plugin?: string

  /** The app boots but does not start, which would load plugins: their models may wait for the very classes that this writes. */
  async run() {
    await this.app.boot()
    this.folder = mkdtempSync(join(tmpdir(), 'fortrolig-schema-'))
    if (!this.plugin) await this.writeCore()
    for (const { id, folder } of pluginFolders(this.app.makePath()))
      if (!this.plugin || this.plugin === id) await this.writePlugin(id, folder)
    rmSync(this.folder, { recursive: true })
  }

  private folder = ''

  private async writeCore() {
    await this.write('server', [serverMigrations()], 'database/server/schema.ts')
    await this.write('clinic', [coreMigrations()], 'database/clinic/schema.ts')
  }

  private async writePlugin(id: string, folder: string) {
    const own = { owner: migrationOwner(id), folder: join(folder, 'migrations') }
    const output = relative(this.app.makePath(), join(folder, 'schema.ts'))
    await this.write(id, [own], output, [coreMigrations()])
  }

  /** Writes the tables of these migrations, made in a database where those they stand on ran before. */
  private async write(
    name: string,
    sets: MigrationSet[],
    output: string,
    before: MigrationSet[] = []
  ) {
    const [connection, file] = [`schema:${name}`, join(this.folder, `${name}.sqlite`)]
    // Added to as the migrations go: what is there before them, and what no model reads.
    const excludeTables = ['migrations']
    const rulesPaths = ['#database/schema_rules']
    const schemaGeneration = { outputPath: output, rulesPaths, excludeTables }
    db.manager.add(connection, { ...sqlite(file), schemaGeneration })
    const migrator = new Migrator(connection, file)
    await migrator.up(before)
    excludeTables.push(...(await db.connection(connection).getAllTables()))
    await migrator.up(sets)
    excludeTables.push(...(await searchTables(connection)))
    await this.generate(connection)
    nameOurCommand(this.app.makePath(output))
    await db.manager.release(connection)
  }

  /** Lucid's own command, on this connection. */
  private async generate(connection: string) {
    const { default: SchemaGenerate } = await import('@adonisjs/lucid/commands/schema_generate')
    const options = ['--connection', connection, '--compact-output']
    const command = await this.kernel.create(SchemaGenerate, options)
    await command.exec()
  }
}

/** Lucid's own command would ask a database that does not exist. */
function nameOurCommand(file: string) {
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace('node ace migration:run', 'node ace schema:write'))
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
