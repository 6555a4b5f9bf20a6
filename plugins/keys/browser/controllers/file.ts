import { Controller } from '@hotwired/stimulus'
import {
  canRemember,
  fileAt,
  type FileHandle,
  pickFile,
  rememberedFile,
} from '../device/remembered_file.ts'

/**
 * A field for a key file: picked, dropped, or found where it was the last time. Says which file it is by the event
 * `keys-file:chosen`; what is in it stays on the page.
 */
export default class extends Controller<HTMLElement> {
  static override targets = ['input', 'chosen']
  static override values = { holder: String, remembers: Boolean }
  declare readonly inputTarget: HTMLInputElement
  declare readonly chosenTarget: HTMLElement
  declare readonly holderValue: string
  declare readonly remembersValue: boolean
  private handle: FileHandle | null = null

  override async connect() {
    if (!this.remembersValue) return
    this.handle = await rememberedFile.of(this.holderValue)
    if (this.handle) this.choose(() => fileAt(this.handle!), this.handle.name, 'remembered')
  }

  /** Where the browser can remember the place of a file, its own dialog is opened instead of the field's. */
  async pick(event: Event) {
    if (!this.remembersValue || !canRemember()) return
    event.preventDefault()
    const handle = await pickFile()
    if (!handle) return
    await rememberedFile.keep(this.holderValue, handle)
    this.choose(() => fileAt(handle), handle.name)
  }

  picked() {
    const file = this.inputTarget.files?.[0]
    if (file) this.choose(async () => file, file.name)
  }

  over(event: DragEvent) {
    event.preventDefault()
    this.element.classList.add('is-over')
  }

  left() {
    this.element.classList.remove('is-over')
  }

  dropped(event: DragEvent) {
    event.preventDefault()
    this.left()
    const { files } = event.dataTransfer!
    if (!files.length) return
    // Otherwise the field itself would go on saying that there is none.
    this.inputTarget.files = files
    this.picked()
  }

  private choose(file: () => Promise<File | null>, name: string, words = 'words') {
    this.chosenTarget.textContent = this.chosenTarget.dataset[words]!.replace('%', name)
    this.chosenTarget.hidden = false
    this.dispatch('chosen', { detail: { file } })
  }
}

/** What `keys-file:chosen` says: how to get the file, asked only when it is needed. */
export type Chosen = CustomEvent<{ file: () => Promise<File | null> }>
