import { visit } from '@hotwired/turbo'
import { vault } from '../../../keys/browser/api.ts'
import { buffer, type Unsent } from '../keeping/buffer.ts'
import { Draft, newNoteId, type Start } from '../keeping/draft.ts'
import { type Content, reach } from '../keeping/server.ts'
import { emptyBody, type NoteBody } from '../notes/body.ts'
import { isHanded, openNote } from '../notes/opening.ts'
import { firstCircle } from '../notes/readers.ts'
import { allTemplates } from '../notes/templates.ts'
import { Editor } from '../parts/editor.ts'
import { notice, sentenceFor } from '../parts/notices.ts'
import { pageData, t } from '../parts/page.ts'
import { Viewer } from '../parts/viewer.ts'
import { WhileUnlocked } from './while_unlocked.ts'

/**
 * The page of one note. Before the tab is unlocked it shows nothing but when and by whom; then the note is opened, to
 * write or to read. When the tab is locked again, every word is gone from the page.
 */
export default class extends WhileUnlocked {
  private editor: Editor | null = null
  private noteId = ''

  override connect() {
    this.noteId = pageData().note?.id ?? noteOfAddress()
    super.connect()
  }

  protected override forget() {
    this.editor?.end()
    this.editor = null
    super.forget()
  }

  protected override async open() {
    this.contentTarget.setAttribute('aria-busy', 'true')
    try {
      await (pageData().note ? this.openKept() : this.openNew())
    } catch (error) {
      this.contentTarget.replaceChildren()
      this.tell(
        notice('error', sentenceFor(error), { text: t('soap.browser.again'), act: this.look })
      )
    } finally {
      this.contentTarget.removeAttribute('aria-busy')
    }
  }

  private async openNew() {
    const { client, appointment, today } = pageData()
    const unsent = await this.unsent()
    const [template] = await allTemplates()
    const body = unsent
      ? await this.restored(unsent)
      : emptyBody(template, appointment?.date ?? today)
    const circle = await firstCircle(client!.id)
    await this.edit({ circle, version: 0, body }, unsent !== null)
  }

  private async openKept() {
    const content = await reach<Content>('GET', `/notes/${this.noteId}/content`)
    const { note } = content
    if (!isHanded(note)) return this.tell(notice('info', t('soap.browser.faults.not_a_reader')))
    const opened = await openNote<NoteBody>(note)
    if (opened.movedFrom) this.tell(notice('warning', t('soap.browser.moved')))
    const { isAuthor } = pageData().note!
    if (note.finalisedAt || !isAuthor || !pageData().me.canWrite) {
      const viewer = new Viewer(content, opened, this.look)
      await viewer.show()
      return this.contentTarget.replaceChildren(viewer.element)
    }
    const unsent = await this.unsent()
    if (unsent?.envelope === note.envelope) await buffer.discard(note.id)
    const isNewer = unsent !== null && unsent.envelope !== note.envelope
    const body = isNewer ? await this.restored(unsent) : opened.body
    await this.edit({ circle: opened.circle, version: note.version, body }, isNewer)
  }

  private async edit(found: Pick<Start, 'circle' | 'version' | 'body'>, isRestored: boolean) {
    const { client, appointment, me } = pageData()
    const draft = new Draft({
      ...{ note: this.noteId, client: client!.id, appointment: appointment?.id ?? null },
      member: me.id,
      ...found,
    })
    const templates = await allTemplates()
    // Locked while the templates were on their way.
    if (vault.state !== 'unlocked') return draft.end()
    this.editor = new Editor(draft, templates, {
      finalised: () => visit(`/soap/notes/${this.noteId}`),
      discarded: () => visit(`/clients/${client!.id}?tab=soap`),
      reload: this.look,
    })
    this.contentTarget.replaceChildren(this.editor.element)
    if (!isRestored) return
    this.tell(notice('info', t('soap.browser.restored')))
    draft.edit(found.body)
  }

  /** What was typed here before, and did not get to the server. */
  private unsent() {
    return buffer.find(this.noteId, pageData().me.id)
  }

  private async restored({ envelope, client, note, version }: Unsent) {
    const about = { type: 'soap-draft', client, record: note, version }
    const { body } = await vault.open<NoteBody>(envelope, about)
    return body
  }

  private tell(element: HTMLElement) {
    this.noticeTarget.append(element)
  }
}

/** A new note is named in the address from the first moment, so that a reload finds what was typed. */
function noteOfAddress() {
  const address = new URL(window.location.href)
  const known = address.searchParams.get('note')
  if (known) return known
  const id = newNoteId()
  address.searchParams.set('note', id)
  window.history.replaceState(window.history.state, '', address)
  return id
}
