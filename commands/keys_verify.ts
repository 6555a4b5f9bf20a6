import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { BaseCommand, flags } from '@adonisjs/core/ace'

/** The part of Vite's manifest that is read here; a chunk is named by its source, or by an underscore and its file. */
type Manifest = Record<string, { file: string; imports?: string[]; dynamicImports?: string[] }>

/** What every page imports that encrypts or decrypts. */
const ENTRY = 'plugins/keys/browser/api.ts'

/**
 * Prints what the scripts are that encrypt and decrypt in the browser, each by its SHA-256 and all by one: whoever builds
 * the same version gets the same. With an address it says whether a server delivers these and no others.
 */
export default class KeysVerify extends BaseCommand {
  static commandName = 'keys:verify'
  static description =
    'Print the SHA-256 of the scripts that encrypt, or compare what a server sends'

  @flags.string({ description: 'A server to compare with, as in https://clinic.example' })
  declare url?: string

  async run() {
    const files = filesOf(JSON.parse(await this.read('.vite/manifest.json')))
    const whole = createHash('sha256')
    for (const file of files) {
      const built = await this.read(file)
      const digest = sha256(built)
      whole.update(`${digest}  ${file}\n`)
      this.logger.log(`${digest}  ${file}`)
      if (this.url) await this.compare(file, digest)
    }
    this.logger.log(`${whole.digest('hex')}  all of them`)
    if (this.url && !this.exitCode) this.logger.success(`${this.url} sends these scripts.`)
  }

  private async compare(file: string, digest: string) {
    const response = await fetch(new URL(`/assets/${file}`, this.url))
    if (response.ok && sha256(Buffer.from(await response.arrayBuffer())) === digest) return
    this.exitCode = 1
    this.logger.error(`${this.url} sends another ${file}, or none (${response.status}).`)
  }

  private read(file: string) {
    return readFile(this.app.publicPath('assets', file), 'utf8')
  }
}

/** The entry and all that it imports, at once or later, in the order of their names. */
function filesOf(manifest: Manifest): string[] {
  const wanted = new Set([ENTRY])
  for (const name of wanted) {
    const { imports = [], dynamicImports = [] } = manifest[name]
    for (const each of [...imports, ...dynamicImports]) wanted.add(each)
  }
  return [...wanted].map((name) => manifest[name].file).sort()
}

function sha256(text: string | Buffer) {
  return createHash('sha256').update(text).digest('hex')
}
