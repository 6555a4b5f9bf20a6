import type { Draft } from '../keeping/draft.ts'
import { newestOf } from '../keeping/newest.ts'
import { goingOnFrom, type NoteBody, type Template } from '../notes/body.ts'
import { type Handed, openNote } from '../notes/opening.ts'
import { ask } from './dialogs.ts'
import { button, el } from './dom.ts'
import { draftProblem } from './draft_problem.ts'
import { Files } from './files.ts'
import { lastNotePanel } from './last_note.ts'
import { NoteForm } from './note_form.ts'
import { noteKeys } from './note_keys.ts'
import { notice, sentenceFor } from './notices.ts'
import { formatTime, pageData, t } from './page.ts'
import { Readers } from './readers.ts'
import { lookBack } from './versions.ts'

type Leave = { finalised: () => void; discarded: () => void; reload: () => void }

/** A draft on the page: its form, how safe it is, who reads it, and the ways on from here. */
export class Editor {
  readonly element = el('div', { class: 'page-split soap-note' })
  private form = el('div')
  private isSigning = false
  private status = el('p', { class: 'soap-status', role: 'status' })
  private problem = el('div', { class: 'soap-problem' })
  private readers: Readers
  private endKeys = noteKeys({
    Enter: () => this.attempt(() => this.sign()),
    s: () => this.draft.flush(),
  })

  constructor(
    private draft: Draft,
    private templates: Template[],
    private leave: Leave
  ) {
    this.readers = this.whoReads()
    this.element.append(
      el(
        'div',
        { class: 'stack' },
        this.problem,
        el('section', { class: 'panel' }, el('div', { class: 'panel-body' }, this.form))
      ),
      el(
        'div',
        { class: 'stack soap-side' },
        this.acts(),
        this.more(),
        this.readers.element,
        this.files()
      )
    )
    draft.addEventListener('change', this.tell)
    this.draw()
    this.tell()
  }

  /** Nothing was typed yet, here or before. */
  private get isBlank() {
    const { version, savedAt, state } = this.draft
    return !version && !savedAt && state === 'saved'
  }

  /** The way on from what was written last. What is not begun yet begins by the same template; what is, stays as it is. */
  showLast(last: NoteBody) {
    this.form.closest('section')!.before(lastNotePanel(last, () => this.goOnFrom(last)))
    const template = this.templates.find(({ id }) => id === last.template.id)
    if (!template || !this.isBlank || template.id === this.draft.body.template.id) return
    const hadFocus = this.form.contains(document.activeElement)
    this.draft.body = { ...this.draft.body, template }
    this.draw()
    if (hadFocus) this.focus()
  }

  focus() {
    this.form.querySelector('textarea')?.focus()
  }

  end() {
    this.endKeys()
    this.draft.removeEventListener('change', this.tell)
    this.draft.end()
  }

  private draw() {
    const { draft, templates } = this
    const form = new NoteForm(draft.body, templates, (part) => draft.edit(part))
    this.form.replaceChildren(form.element)
  }

  private acts() {
    const sign = button(t('soap.browser.sign.button'), 'button-primary', () => {
      void this.attempt(() => this.sign())
    })
    const keys = el('p', { class: 'muted small soap-keys' }, t('soap.browser.keys'))
    const body = el('div', { class: 'panel-body stack-tight' }, this.status, sign, keys)
    return el('section', { class: 'panel soap-acts' }, body)
  }

  private more() {
    const act = (words: string, look: string, work: () => Promise<void>) =>
      button(t(words), `${look} button-small`, () => void this.attempt(work))
    return el(
      'div',
      { class: 'soap-more' },
      act('soap.browser.versions.button', 'button-quiet', () => this.versions()),
      act('soap.browser.discard.button', 'button-danger-quiet', () => this.discard())
    )
  }

  private whoReads() {
    const { draft } = this
    return new Readers({
      circle: draft.circle,
      note: () => (draft.version ? draft.start.note : null),
      mayChange: true,
      before: () => draft.flush(),
      onChange: (circle) => void draft.writeFor(circle),
    })
  }

  private files() {
    const { draft } = this
    return new Files({
      note: draft.start.note,
      client: draft.start.client,
      circle: () => draft.circle,
      attached: () => draft.body.attachments,
      before: async () => {
        draft.edit({})
        return draft.flush()
      },
      onChange: (attachments) => draft.edit({ attachments }),
    }).element
  }

  private tell = () => {
    const { state, savedAt, circle } = this.draft
    this.readers.follow(circle)
    const time = savedAt ? formatTime(savedAt) : ''
    const words = savedAt || state !== 'saved' ? state : 'new'
    this.status.textContent = t(`soap.browser.states.${words}`, { time })
    this.status.dataset.state = state
    const problem = draftProblem(this.draft, {
      mine: () => this.attempt(() => this.keepMine()),
      theirs: () => this.attempt(() => this.takeTheirs()),
      reload: this.leave.reload,
    })
    this.problem.replaceChildren(...(problem ? [problem] : []))
  }

  private async keepMine() {
    const { version } = await newestOf(this.draft.start.note)
    await this.draft.overtake(version)
  }

  /** Ours is saved as a version first, and then theirs comes back. */
  private async takeTheirs() {
    const newest = await newestOf(this.draft.start.note)
    const { body } = await openNote<NoteBody>(newest as Handed)
    await this.draft.overtake(newest.version)
    this.bringBack(body)
  }

  /** Once: a key that is pressed again while the signature is on its way asks nothing more. */
  private async sign() {
    if (this.isSigning) return
    this.isSigning = true
    let isFinal = false
    try {
      isFinal = await this.askAndSign()
    } finally {
      this.isSigning = isFinal
    }
  }

  private async askAndSign() {
    const { name } = pageData().me
    const content = [el('p', {}, t('soap.browser.sign.text', { name }))]
    const confirm = t('soap.browser.sign.confirm')
    const title = t('soap.browser.sign.title')
    if (!(await ask({ title, content, confirm, isQuick: true }))) return false
    // What is typed while the signature is made would come too late.
    this.form.inert = true
    const isFinal = await this.draft.finalise(name).finally(() => (this.form.inert = false))
    if (isFinal) this.leave.finalised()
    // Why it is not on the server stands there already, but for a connection that is gone.
    else if (!this.problem.hasChildNodes())
      this.problem.replaceChildren(notice('error', t('soap.browser.faults.offline')))
    return isFinal
  }

  private async versions() {
    if (!(await this.draft.flush())) return
    const { note, client } = this.draft.start
    const earlier = await lookBack(note, client, true)
    if (earlier) this.bringBack(earlier)
  }

  private bringBack(body: NoteBody) {
    this.draft.sitAnew()
    this.draft.edit(body)
    this.draw()
  }

  private goOnFrom(last: NoteBody) {
    this.bringBack(goingOnFrom(last, this.draft.body))
    this.focus()
  }

  private async discard() {
    const content = [el('p', {}, t('soap.browser.discard.text'))]
    const confirm = t('soap.browser.discard.confirm')
    const title = t('soap.browser.discard.title')
    if (!(await ask({ title, content, confirm, danger: true }))) return
    await this.draft.discard()
    this.leave.discarded()
  }

  private async attempt(work: () => Promise<void>) {
    try {
      await work()
    } catch (error) {
      this.problem.replaceChildren(notice('error', sentenceFor(error)))
    }
  }
}
