import type { Draft } from '../keeping/draft.ts'
import { isAnswered, type NoteBody, type Template } from '../notes/body.ts'
import { ask } from './dialogs.ts'
import { button, el } from './dom.ts'
import { field, NoteForm } from './form.ts'
import { Files } from './files.ts'
import { notice, sentenceFor } from './notices.ts'
import { formatTime, pageData, t } from './page.ts'
import { Readers } from './readers.ts'
import { lookBack } from './versions.ts'

type Leave = { finalised: () => void; discarded: () => void; reload: () => void }

/** A draft on the page: its form, how safe it is, who reads it, and the ways on from here. */
export class Editor {
  readonly element = el('div', { class: 'page-split' })
  private form = el('div')
  private status = el('p', { class: 'soap-status', role: 'status' })
  private problem = el('div')

  constructor(
    private draft: Draft,
    private templates: Template[],
    private leave: Leave
  ) {
    this.element.append(
      el(
        'div',
        { class: 'stack' },
        this.problem,
        el(
          'section',
          { class: 'panel' },
          el('div', { class: 'panel-body stack' }, this.chooser(), this.form)
        )
      ),
      el('div', { class: 'stack soap-side' }, this.acts(), this.readers(), this.files())
    )
    draft.addEventListener('change', this.tell)
    this.draw()
    this.tell()
  }

  end() {
    this.draft.removeEventListener('change', this.tell)
    this.draft.end()
  }

  private draw() {
    const form = new NoteForm(this.draft.body, (body) => this.draft.edit(body))
    this.form.replaceChildren(form.element)
  }

  private chooser() {
    const select = el('select', { class: 'control' })
    const own = this.draft.body.template
    const all = this.templates.some(({ id }) => id === own.id)
      ? this.templates
      : [own, ...this.templates]
    for (const { id, name } of all)
      select.append(el('option', { value: id, selected: id === own.id }, name))
    select.addEventListener('change', () => {
      const template = all.find(({ id }) => id === select.value)!
      this.draft.edit(withTemplate(this.draft.body, template))
      this.draw()
    })
    return field(t('soap.browser.template'), select)
  }

  private acts() {
    return el(
      'section',
      { class: 'panel' },
      el(
        'div',
        { class: 'panel-body stack-tight' },
        this.status,
        button(t('soap.browser.sign.button'), 'button-primary', () => void this.sign()),
        button(t('soap.browser.versions.button'), 'button-secondary', () => void this.versions()),
        button(t('soap.browser.discard.button'), 'button-danger-quiet', () => void this.discard())
      )
    )
  }

  private readers() {
    const { draft } = this
    return new Readers({
      circle: draft.circle,
      note: () => (draft.version ? draft.start.note : null),
      mayChange: true,
      before: () => draft.flush(),
      onChange: (circle) => (draft.circle = circle),
    }).element
  }

  private files() {
    const { draft } = this
    return new Files({
      note: draft.start.note,
      attached: () => draft.body.attachments,
      before: async () => {
        draft.edit(draft.body)
        return draft.flush()
      },
      onChange: (attachments) => {
        draft.edit({ ...draft.body, attachments })
        this.draw()
      },
    }).element
  }

  private tell = () => {
    const { state, savedAt } = this.draft
    const time = savedAt ? formatTime(savedAt) : ''
    this.status.textContent = t(
      `soap.browser.states.${savedAt || state !== 'saved' ? state : 'new'}`,
      { time }
    )
    this.status.dataset.state = state
    this.problem.replaceChildren(...this.problems())
  }

  private problems() {
    const { state, start } = this.draft
    if (state === 'stale')
      return [
        notice(
          'warning',
          t('soap.browser.stale.text'),
          { text: t('soap.browser.stale.mine'), act: () => void this.keepMine() },
          { text: t('soap.browser.stale.theirs'), act: () => void this.takeTheirs() }
        ),
      ]
    if (state !== 'signed_out') return []
    const next = `/soap/notes/${start.note}`
    return [
      notice('warning', t('soap.browser.signed_out.text'), {
        text: t('soap.browser.signed_out.button'),
        act: () => window.location.assign(`/sign-in?${new URLSearchParams({ next })}`),
      }),
    ]
  }

  private keepMine() {
    return this.draft.overtakeNewest()
  }

  /** Ours is saved as a version first, and then theirs comes back. */
  private async takeTheirs() {
    const theirs = await this.draft.newest()
    await this.draft.overtakeNewest()
    this.draft.sitAnew()
    this.draft.edit(theirs)
    this.draw()
  }

  private async sign() {
    const { name } = pageData().me
    const content = [el('p', {}, t('soap.browser.sign.text', { name }))]
    const confirm = t('soap.browser.sign.confirm')
    if (!(await ask({ title: t('soap.browser.sign.title'), content, confirm }))) return
    try {
      if (await this.draft.finalise(name)) this.leave.finalised()
      // Why it is not on the server stands there already, but for a connection that is gone.
      else if (!this.problems().length)
        this.problem.replaceChildren(notice('error', t('soap.browser.faults.offline')))
    } catch (error) {
      this.problem.replaceChildren(notice('error', sentenceFor(error)))
    }
  }

  private async versions() {
    if (!(await this.draft.flush())) return
    const { note, client } = this.draft.start
    const earlier = await lookBack(note, client, true)
    if (!earlier) return
    this.draft.sitAnew()
    this.draft.edit(earlier)
    this.draw()
  }

  private async discard() {
    const content = [el('p', {}, t('soap.browser.discard.text'))]
    const confirm = t('soap.browser.discard.confirm')
    const title = t('soap.browser.discard.title')
    if (!(await ask({ title, content, confirm, danger: true }))) return
    try {
      await this.draft.discard()
      this.leave.discarded()
    } catch (error) {
      this.problem.replaceChildren(notice('error', sentenceFor(error)))
    }
  }
}

/** The same note by another template. Questions that were answered already stay, below those of the new one. */
function withTemplate(body: NoteBody, template: Template): NoteBody {
  const known = new Set(template.sections.map(({ id }) => id))
  const kept = body.template.sections.filter(
    ({ id }) => !known.has(id) && isAnswered(body.answers[id])
  )
  const sections = [...template.sections, ...kept]
  const answers = Object.fromEntries(
    sections.filter(({ id }) => id in body.answers).map(({ id }) => [id, body.answers[id]])
  )
  return { ...body, template: { ...template, sections }, answers }
}
