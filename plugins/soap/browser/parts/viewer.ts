import { uuidv7 } from 'uuidv7'
import { type Circle, type Opened, vault } from '../../../keys/browser/api.ts'
import { digestOf } from '../keeping/digest.ts'
import { type Content, type NoteRow, reach } from '../keeping/server.ts'
import { type AddendumBody, isAnswered, type NoteBody, type Strike } from '../notes/body.ts'
import { isHanded, openNote } from '../notes/opening.ts'
import { button, el } from './dom.ts'
import { field, group } from './form.ts'
import { Files } from './files.ts'
import { notice, sentenceFor } from './notices.ts'
import { formatMoment, pageData, t } from './page.ts'
import { readableAddendum, readableNote } from './reading.ts'
import { Readers } from './readers.ts'
import { lookBack } from './versions.ts'

type OpenedAddendum = { row: NoteRow; opened?: Opened<AddendumBody>; fault?: unknown }

/** A note that is only read: it is final, or somebody else writes it. */
export class Viewer {
  readonly element = el('div', { class: 'page-split' })

  constructor(
    private content: Content,
    private opened: Opened<NoteBody>,
    private reload: () => void
  ) {}

  async show() {
    const addenda = await Promise.all(this.content.addenda.map(openAddendum))
    const strikes = addenda.flatMap(({ opened }) => opened?.body.strikes ?? [])
    this.element.replaceChildren(
      el(
        'div',
        { class: 'stack' },
        el(
          'section',
          { class: 'panel' },
          el('div', { class: 'panel-body' }, readableNote(this.opened.body, strikes))
        ),
        ...addenda.map(addendumPanel),
        this.mayAdd ? this.addendumForm() : null
      ),
      el('div', { class: 'stack soap-side' }, this.facts(), this.readers(), this.files())
    )
  }

  private get mayAdd() {
    return this.content.note.finalisedAt !== null && pageData().me.canWrite
  }

  private facts() {
    const { note } = this.content
    const { name } = note.author
    const sentence = note.finalisedAt
      ? t(
          note.finalisedBy === 'author' ? 'soap.browser.signed_by' : 'soap.browser.closed_unsigned',
          {
            name,
            at: formatMoment(note.finalisedAt),
          }
        )
      : t('soap.browser.draft_of', { name, at: formatMoment(note.writtenAt) })
    return el(
      'section',
      { class: 'panel' },
      el(
        'div',
        { class: 'panel-body stack-tight' },
        el('p', { class: 'soap-status' }, sentence),
        !this.opened.author.isPinned &&
          note.author.id !== pageData().me.id &&
          el('p', { class: 'muted small' }, t('soap.browser.vouched')),
        button(
          t('soap.browser.versions.button'),
          'button-secondary button-small',
          () => void this.versions()
        ),
        button(t('soap.browser.print'), 'button-secondary button-small', () => window.print())
      )
    )
  }

  private readers() {
    const { note } = this.content
    return new Readers({
      circle: this.opened.circle,
      note: () => note.id,
      mayChange: note.author.id === pageData().me.id && pageData().me.canWrite,
      onChange: (circle) => (this.opened.circle = circle),
    }).element
  }

  private files() {
    return new Files({
      note: this.content.note.id,
      attached: () => this.opened.body.attachments,
    }).element
  }

  private async versions() {
    const { id, client } = this.content.note
    await lookBack(id, client, false)
  }

  private addendumForm() {
    const { body } = this.opened
    const strikes: Strike[] = []
    const struck = el('ul', { class: 'soap-strikes' })
    const boxes = body.template.sections
      .filter(({ id, kind }) => kind === 'text' && isAnswered(body.answers[id]))
      .map(({ id, label }) =>
        strikeField(label, String(body.answers[id]), (words) => {
          strikes.push({ section: id, words })
          struck.append(el('li', {}, el('del', {}, words)))
        })
      )
    const text = el('textarea', { class: 'control', autocomplete: 'off', spellcheck: 'false' })
    const problem = el('div')
    const save = async () => {
      if (!text.value.trim()) {
        problem.replaceChildren(notice('error', t('soap.browser.addendum.missing')))
        return text.focus()
      }
      try {
        await addTo(this.content.note, this.opened.circle, { format: 1, text: text.value, strikes })
        this.reload()
      } catch (error) {
        problem.replaceChildren(notice('error', sentenceFor(error)))
      }
    }
    return el(
      'details',
      { class: 'panel soap-addendum-form' },
      el('summary', { class: 'panel-header' }, t('soap.browser.addendum.button')),
      el(
        'div',
        { class: 'panel-body stack' },
        el('p', { class: 'muted' }, t('soap.browser.addendum.explain')),
        field(t('soap.browser.addendum.text'), text),
        boxes.length > 0 &&
          group(
            {
              label: t('soap.browser.addendum.strike'),
              hint: t('soap.browser.addendum.strike_hint'),
            },
            ...boxes,
            struck
          ),
        problem,
        el(
          'div',
          { class: 'form-buttons' },
          button(t('soap.browser.addendum.sign'), 'button-primary', () => void save())
        )
      )
    )
  }
}

/** An answer whose words can be selected, with the mouse or the keyboard, and struck out. */
function strikeField(label: string, answer: string, onStrike: (words: string) => void) {
  const box = el('textarea', { class: 'control', readonly: true, rows: 3 })
  box.value = answer
  const strike = () => {
    const words = answer.slice(box.selectionStart, box.selectionEnd).trim()
    if (words) onStrike(words)
    else box.select()
  }
  const words = t('soap.browser.addendum.strike_button')
  return el(
    'div',
    { class: 'stack-tight' },
    field(label, box),
    button(words, 'button-secondary button-small', strike)
  )
}

async function openAddendum(row: NoteRow): Promise<OpenedAddendum> {
  try {
    return isHanded(row) ? { row, opened: await openNote<AddendumBody>(row) } : { row }
  } catch (fault) {
    return { row, fault }
  }
}

function addendumPanel({ row, opened, fault }: OpenedAddendum) {
  const values = { name: row.author.name, at: formatMoment(row.createdAt) }
  return el(
    'section',
    { class: 'panel' },
    el(
      'div',
      { class: 'panel-body stack-tight' },
      el('h2', { class: 'soap-answer-label' }, t('soap.browser.addendum.by', values)),
      fault ? notice('error', sentenceFor(fault)) : null,
      opened ? readableAddendum(opened.body) : null,
      !opened && !fault && el('p', { class: 'muted' }, t('soap.browser.faults.not_a_reader'))
    )
  )
}

async function addTo(note: NoteRow, circle: Circle, body: AddendumBody) {
  const id = uuidv7()
  const about = { type: 'soap-addendum', client: circle.client, record: id, version: 1 }
  const envelope = await vault.seal({ ...about, circle, body })
  const { signed } = await vault.open(envelope, about)
  await reach('POST', `/notes/${note.id}/addenda`, { id, envelope, digest: await digestOf(signed) })
}
