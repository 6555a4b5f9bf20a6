import type { Circle } from '../../../keys/browser/api.ts'
import { attach } from '../files/attaching.ts'
import { openAttached } from '../files/opening.ts'
import { NotSent, reach } from '../keeping/server.ts'
import type { Attached } from '../notes/body.ts'
import { ask } from './dialogs.ts'
import { button, el } from './dom.ts'
import { field } from './fields.ts'
import { sentenceFor } from './notices.ts'
import { formatMoment, formatSize, type GivenUp, pageData, t } from './page.ts'

const LARGEST = 50 * 1024 * 1024
const MOST = 12
const PDF = 'application/pdf'
const ACCEPTED = `image/jpeg,image/png,image/webp,${PDF}`

type Options = {
  note: string
  client: string
  circle: () => Circle
  attached: () => Attached[]
  /** Brings the note to the server: a file hangs on it. Only where files may be added. */
  before?: () => Promise<boolean>
  onChange?: (attached: Attached[]) => void
}

/** The files beside a note: pictures and PDF, encrypted before they leave, opened here. */
export class Files {
  readonly element = el('section', { class: 'panel soap-files' })
  private status = el('p', { class: 'small', role: 'status' })
  private progress = el('progress', { class: 'progress', max: 1, hidden: true })

  constructor(private options: Options) {
    this.show()
  }

  private show() {
    const attached = this.options.attached()
    const { onChange } = this.options
    const unnamed = givenUp().filter(({ id }) => !attached.some((file) => file.id === id))
    this.element.hidden = !onChange && attached.length + unnamed.length === 0
    this.progress.setAttribute('aria-label', t('soap.browser.files.sending'))
    this.element.replaceChildren(
      el(
        'div',
        { class: 'panel-header' },
        el('h2', { class: 'panel-title' }, t('soap.browser.files.title'))
      ),
      el(
        'div',
        { class: 'panel-body stack-tight' },
        el(
          'ul',
          { class: 'soap-file-list' },
          ...attached.map((file) => this.row(file)),
          ...unnamed.map((gone) =>
            el('li', {}, lostFile(t('soap.browser.files.given_up_unnamed'), gone))
          )
        ),
        onChange && attached.length < MOST ? this.picker() : null,
        this.progress,
        this.status
      )
    )
  }

  private picker() {
    const input = el('input', { type: 'file', class: 'control', accept: ACCEPTED })
    input.addEventListener('change', () => {
      const [file] = input.files ?? []
      if (file) void this.attach(file)
    })
    return field(t('soap.browser.files.add'), input, t('soap.browser.files.hint'))
  }

  private row(file: Attached) {
    const { id, name, thumbnail } = file
    const gone = givenUp().find((each) => each.id === id)
    const remove = button(
      t('soap.browser.remove'),
      'button-quiet button-small',
      () => void this.remove(file)
    )
    remove.setAttribute('aria-label', t('soap.browser.files.remove', { name }))
    return el(
      'li',
      {},
      thumbnail ? el('img', { src: thumbnail, alt: '', class: 'soap-thumbnail' }) : null,
      gone ? lostFile(name, gone) : this.opener(file),
      this.options.onChange ? remove : null
    )
  }

  private opener(file: Attached) {
    const open = () => void this.open(file)
    return el(
      'div',
      { class: 'item-text' },
      el('button', { type: 'button', class: 'soap-file-name', onclick: open }, file.name),
      el('span', { class: 'muted small' }, formatSize(file.size))
    )
  }

  private async attach(chosen: File) {
    if (chosen.size > LARGEST) return this.say(t('soap.browser.files.too_large'))
    if (!ACCEPTED.split(',').includes(chosen.type)) return this.say(t('soap.browser.files.other'))
    this.progress.hidden = false
    this.progress.removeAttribute('value')
    this.say(t('soap.browser.files.encrypting'))
    try {
      if (!(await this.options.before!())) throw new NotSent('offline')
      const added = await this.bring(chosen)
      this.options.onChange!([...this.options.attached(), added])
      const words = added.type === PDF ? 'soap.browser.files.done_pdf' : 'soap.browser.files.done'
      this.say(t(words, { name: chosen.name }))
    } catch (error) {
      this.say(sentenceFor(error))
    } finally {
      this.progress.hidden = true
      this.show()
    }
  }

  /** Encrypts it and brings it to the server; what the note has to say of it comes back. */
  private bring(chosen: File): Promise<Attached> {
    const { note, circle } = this.options
    const tell = (part: number) => (this.progress.value = part)
    const sending = (part: number) => {
      this.say(t('soap.browser.files.sending'))
      tell(part)
    }
    return attach(chosen, { note, circle: circle() }, { sealing: tell, sending })
  }

  /** First out of the note, then from the server: the other way round a crash would leave a name without a file. */
  private async remove({ id }: Attached) {
    this.options.onChange!(this.options.attached().filter((file) => file.id !== id))
    this.show()
    await this.options.before!()
    await reach('DELETE', `/notes/${this.options.note}/attachments/${id}`).catch(() => null)
  }

  private async open(file: Attached) {
    const { note, client } = this.options
    this.say(t('soap.browser.files.opening'))
    try {
      const opened = await openAttached(note, file, client)
      this.say('')
      await showFile(opened, file.name)
    } catch (error) {
      this.say(sentenceFor(error))
    }
  }

  private say(words: string) {
    this.status.textContent = words
  }
}

function givenUp() {
  return pageData().note?.givenUp ?? []
}

/** The note goes on naming it; what was in it is lost. */
function lostFile(name: string, { by, at }: GivenUp) {
  const words = t('soap.browser.files.given_up', { by, at: formatMoment(at) })
  return el(
    'div',
    { class: 'item-text' },
    el('del', {}, name),
    el('span', { class: 'muted small' }, words)
  )
}

/** The file in a dialog, and a link to keep it. Its address in memory is gone with the dialog. */
async function showFile(file: Blob, name: string) {
  const address = URL.createObjectURL(file)
  const picture =
    file.type.startsWith('image/') && el('img', { src: address, alt: name, class: 'soap-picture' })
  const link = el(
    'a',
    { href: address, download: name, class: 'button button-secondary' },
    t('soap.browser.files.keep')
  )
  await ask({ title: name, wide: true, content: [picture, link] })
  URL.revokeObjectURL(address)
}
