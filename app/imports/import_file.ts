import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import encryption from '@adonisjs/core/services/encryption'
import { currentClinic } from '#clinics/clinic_in_hand'
import { clinicFolder } from '#clinics/database'

/** The uploaded file of an import, encrypted under the data key, in the clinic's folder until the import is done with. */
export class ImportFile {
  private path: string

  /** @param folder what is imported: clients, if nobody says otherwise */
  constructor(
    private importId: string,
    private folder = 'imports'
  ) {
    this.path = join(clinicFolder(currentClinic().id), 'files', folder, importId)
  }

  async keep(bytes: Buffer) {
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 })
    const sealed = encryption.use('data').encrypt(bytes.toString('base64'), {
      purpose: this.purpose,
    })
    await writeFile(this.path, sealed, { mode: 0o600 })
  }

  /** @throws when the file is gone or was tampered with */
  async read(): Promise<Buffer> {
    const sealed = await readFile(this.path, 'utf8')
    const text = encryption.use('data').decrypt<string>(sealed, this.purpose)
    if (text === null) throw new Error(`The file of import ${this.importId} cannot be decrypted`)
    return Buffer.from(text, 'base64')
  }

  async isThere() {
    return access(this.path).then(
      () => true,
      () => false
    )
  }

  async remove() {
    await rm(this.path, { force: true })
  }

  private get purpose() {
    const noun = this.folder === 'imports' ? 'client_imports' : this.folder
    return `${noun}.file.${this.importId}`
  }
}
