import type { Opened } from '../../../keys/browser/api.ts'
import type { Content, NoteRow } from '../keeping/server.ts'
import type { AddendumBody, NoteBody } from '../notes/body.ts'
import { isHanded, openNote } from '../notes/opening.ts'
import { AddendumForm } from './addendum_form.ts'
import { button, el } from './dom.ts'
import { Files } from './files.ts'
import { notice, sentenceFor } from './notices.ts'
import { formatMoment, pageData, t } from './page.ts'
import { readableAddendum, readableNote } from './reading.ts'
import { Readers } from './readers.ts'
import { lookBack } from './versions.ts'

type OpenedAddendum = { row: NoteRow; opened?: Opened<AddendumBody>; fault?: unknown }

/** A note that is only read: it is final, or somebody else writes it. */
export class Viewer {
  readonly element = el('div', { class: 'page-split soap-note' })

  constructor(
    private content: Content,
    private opened: Opened<NoteBody>,
    private reload: () => void
  ) {}

  async show() {
    const addenda = await Promise.all(this.content.addenda.map(openAddendum))
    const strikes = addenda.flatMap(({ opened }) => opened?.body.strikes ?? [])
    const note = readableNote(this.opened.body, strikes)
    const form = await this.addendumForm(addenda)
    this.element.replaceChildren(
      el(
        'div',
        { class: 'stack' },
        el('section', { class: 'panel' }, el('div', { class: 'panel-body' }, note)),
        ...addenda.map(addendumPanel),
        form
      ),
      el('div', { class: 'stack soap-side' }, this.facts(), this.readers(), this.files())
    )
  }

  private async addendumForm(addenda: OpenedAddendum[]) {
    const { note } = this.content
    if (!note.finalisedAt || !pageData().me.canWrite) return null
    const taken = addenda.flatMap(({ row, opened }) =>
      opened ? [[row.id, opened.body] as const] : []
    )
    const form = await AddendumForm.open(note.id, this.opened, {
      taken: new Map(taken),
      added: this.reload,
    })
    return form.element
  }

  private facts() {
    const { note } = this.content
    const isVouchedFor = !this.opened.author.isPinned && note.author.id !== pageData().me.id
    return el(
      'section',
      { class: 'panel' },
      el(
        'div',
        { class: 'panel-body stack-tight' },
        el('p', { class: 'soap-status' }, standingOf(note)),
        isVouchedFor && el('p', { class: 'muted small' }, t('soap.browser.vouched')),
        el('div', { class: 'soap-more' }, ...this.acts())
      )
    )
  }

  private acts() {
    const { id, client } = this.content.note
    const look = 'button-quiet button-small'
    return [
      button(t('soap.browser.print'), look, () => window.print()),
      button(t('soap.browser.versions.button'), look, () => void lookBack(id, client, false)),
    ]
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
      client: this.content.note.client,
      circle: () => this.opened.circle,
      attached: () => this.opened.body.attachments,
    }).element
  }
}

/** How far the note is, and whose word that is. */
function standingOf({ author: { name }, finalisedAt, finalisedBy, writtenAt }: NoteRow) {
  if (!finalisedAt) return t('soap.browser.draft_of', { name, at: formatMoment(writtenAt) })
  const isSigned = finalisedBy === 'author'
  const words = isSigned ? 'soap.browser.signed_by' : 'soap.browser.closed_unsigned'
  return t(words, { name, at: formatMoment(finalisedAt) })
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
