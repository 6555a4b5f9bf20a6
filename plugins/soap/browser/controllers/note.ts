import { visit } from '@hotwired/turbo'
import { uuidv7 } from 'uuidv7'
import { type Opened, vault } from '../../../keys/browser/api.ts'
import { Draft, draftsEnded, type Start } from '../keeping/draft.ts'
import { takeInHand } from '../keeping/in_hand.ts'
import { type Arrived, isOffline, lastArrived, LastKnown } from '../keeping/last_known.ts'
import { newestOf } from '../keeping/newest.ts'
import { type Content, NotSent } from '../keeping/server.ts'
import { emptyBody, type NoteBody, type Template } from '../notes/body.ts'
import { isHanded, openNote } from '../notes/opening.ts'
import { lastNote } from '../notes/last_note.ts'
import { firstCircle } from '../notes/readers.ts'
import { allTemplates } from '../notes/templates.ts'
import { typedBefore, type TypedBefore } from '../notes/typed_before.ts'
import { Editor } from '../parts/editor.ts'
import { leftBehind } from '../parts/left_behind.ts'
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
  private opening = Promise.resolve()
  private mayBeThere = false
  private known!: LastKnown

  override connect() {
    const known = pageData().note?.id ?? noteOfAddress()
    this.noteId = known ?? nameInAddress()
    this.mayBeThere = !!known
    this.known = new LastKnown(this.noteId)
    super.connect()
  }

  protected override forget() {
    this.editor?.end()
    this.editor = null
    super.forget()
  }

  /** Whoever locks and unlocks quickly has it opened twice: one after the other, and the last is what stays. */
  protected override open() {
    this.opening = this.opening.then(() => this.openAnew())
  }

  private async openAnew() {
    if (vault.state !== 'unlocked' || !this.element.isConnected) return
    this.forget()
    this.contentTarget.setAttribute('aria-busy', 'true')
    try {
      await draftsEnded()
      await this.openInHand()
    } catch (error) {
      this.contentTarget.replaceChildren()
      this.tell(
        notice('error', sentenceFor(error), { text: t('soap.browser.again'), act: this.look })
      )
    } finally {
      this.contentTarget.removeAttribute('aria-busy')
    }
  }

  /**
   * Asked before the page is left for another one: without a connection there is none, and this one would be lost. Null
   * then: nobody can say, and it is for this tab to know.
   *
   * @throws NotSent where this page alone would show too little
   */
  private async isOnServer() {
    try {
      await newestOf(this.noteId)
      return true
    } catch (error) {
      if (isOffline(error)) return null
      const isNotThere = error instanceof NotSent && error.problem === 'refused'
      if (lastArrived(this.noteId) && !isNotThere) throw error
      return false
    }
  }

  /** What other pages left is not sent from now on: what is read here and what waits would not fit together. */
  private async openInHand() {
    const letGo = await takeInHand(this.noteId)
    try {
      if (pageData().note) return await this.openKept()
      // What was new when the page came may be on the server by now: then it has a page of its own, which knows that.
      const isThere = this.mayBeThere && (await this.isOnServer())
      if (isThere) return visit(window.location.href, { action: 'replace' })
      await this.openNew(isThere === null ? lastArrived(this.noteId) : null)
      this.mayBeThere = true
    } finally {
      await letGo()
    }
  }

  /** @param arrived what the server has of it already, while it cannot be reached */
  private async openNew(arrived: Arrived | null) {
    const before = await typedBefore(this.noteId, pageData().me.id, arrived?.envelope)
    const templates = await allTemplates()
    const begun = arrived ? await this.openArrived(arrived) : await this.begin(templates[0])
    await this.edit(begun, before, templates)
  }

  private async openArrived({ version, envelope }: Arrived) {
    const { id: client } = pageData().client!
    const about = { type: 'soap-draft', client, record: this.noteId, version }
    const { circle, body } = await vault.open<NoteBody>(envelope, about)
    return { circle, version, body }
  }

  private async begin(template: Template) {
    const { client, appointment, today } = pageData()
    const circle = await firstCircle(client!.id)
    return { circle, version: 0, body: emptyBody(template, appointment?.date ?? today) }
  }

  private async openKept() {
    const content = await this.known.ask()
    const { note } = content
    if (!isHanded(note)) return this.tell(notice('info', t('soap.browser.faults.not_a_reader')))
    const opened = await openNote<NoteBody>(note)
    if (opened.movedFrom) this.tell(notice('warning', t('soap.browser.moved')))
    const { me, note: told } = pageData()
    const before = await typedBefore(note.id, me.id, note.envelope)
    const mayWrite = !note.finalisedAt && told!.isAuthor && me.canWrite
    if (!mayWrite) return this.read(content, opened, before)
    const found = { circle: opened.circle, version: note.version, body: opened.body }
    await this.edit(found, before, await allTemplates())
  }

  /** What was written last comes when all notes are opened. Nobody waits for that to write, with or without a connection. */
  private async lookBack(editor: Editor) {
    const last = await lastNote(pageData().client!.id, this.noteId).catch(() => null)
    // Not where it was locked, or left, meanwhile.
    if (last && this.editor === editor) editor.showLast(last)
  }

  private async read(content: Content, opened: Opened<NoteBody>, { typed }: TypedBefore) {
    const viewer = new Viewer(content, opened, this.look)
    await viewer.show()
    if (vault.state !== 'unlocked') return
    this.contentTarget.replaceChildren(viewer.element)
    for (const each of typed) this.tell(leftBehind(each))
  }

  private async edit(
    found: Pick<Start, 'circle' | 'version' | 'body'>,
    before: TypedBefore,
    templates: Template[]
  ) {
    const { client, appointment, me } = pageData()
    const last = before.typed.at(-1)
    const draft = new Draft({
      ...{ ...found, note: this.noteId, client: client!.id, member: me.id },
      body: last?.body ?? found.body,
      appointment: last?.unsent.appointment ?? appointment?.id ?? null,
    })
    await draft.bringBack(before.typed)
    // Locked, or left, meanwhile.
    if (vault.state !== 'unlocked' || !this.element.isConnected) return draft.end()
    this.editor = new Editor(draft, templates, {
      finalised: () => visit(`/soap/notes/${this.noteId}`),
      discarded: () => visit(`/clients/${client!.id}?tab=soap`),
      reload: this.look,
    })
    this.contentTarget.replaceChildren(this.editor.element)
    void this.lookBack(this.editor)
    // Whoever has just opened their key can write at once.
    if (!draft.version && document.activeElement === document.body) this.editor.focus()
    if (last) this.tell(notice('info', t('soap.browser.restored')))
    if (before.closed) this.tell(notice('warning', t('soap.browser.not_restored')))
  }

  private tell(element: HTMLElement) {
    this.noticeTarget.append(element)
  }
}

function noteOfAddress() {
  return new URL(window.location.href).searchParams.get('note')
}

/** A new note is named in the address from the first moment, so that a reload finds what was typed. */
function nameInAddress() {
  const [address, id] = [new URL(window.location.href), uuidv7()]
  address.searchParams.set('note', id)
  window.history.replaceState(window.history.state, '', address)
  return id
}
