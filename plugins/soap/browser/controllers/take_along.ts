import { Controller } from '@hotwired/stimulus'
import { vault } from '../../../keys/browser/api.ts'
import { sealText } from '../files/age.ts'
import { reach } from '../keeping/server.ts'
import { titleOf } from '../notes/body.ts'
import { button, el } from '../parts/dom.ts'
import { choice, field, group } from '../parts/form.ts'
import { notice, sentenceFor } from '../parts/notices.ts'
import { formatDay, pageData, t } from '../parts/page.ts'
import { plainNoteElement } from '../parts/plain_note.ts'
import { readerFile } from '../reader/building.ts'
import { toBase64 } from '../reader/sealed.ts'
import { type Collection, collect, type Taken } from '../taking/collecting.ts'
import { plainNotes } from '../taking/plain.ts'
import { sealedForKey } from '../taking/for_key.ts'

const SHORTEST = 12
type Kind = 'print' | 'envelopes' | 'json' | 'client'

/** Notes on paper or in a file: made here, from what this member can read. The server is told that it was done. */
export default class extends Controller<HTMLElement> {
  static override targets = ['locked', 'notice', 'content']
  declare readonly lockedTarget: HTMLElement
  declare readonly noticeTarget: HTMLElement
  declare readonly contentTarget: HTMLElement
  private chosen = new Set<string>()

  override connect() {
    vault.addEventListener('change', this.look)
    this.look()
  }

  override disconnect() {
    vault.removeEventListener('change', this.look)
  }

  private look = () => {
    const isOpen = vault.state === 'unlocked'
    this.lockedTarget.hidden = isOpen
    this.contentTarget.hidden = !isOpen
    this.contentTarget.replaceChildren()
    this.noticeTarget.replaceChildren()
    if (isOpen) void this.load()
  }

  private async load() {
    const status = el('p', { class: 'muted', role: 'status' })
    this.contentTarget.replaceChildren(status)
    try {
      const found = await collect(pageData().client, (count) => {
        status.textContent = t('soap.browser.take_along.opening', { count })
      })
      if (vault.state === 'unlocked') this.ask(found)
    } catch (error) {
      this.noticeTarget.replaceChildren(notice('error', sentenceFor(error)))
    }
  }

  private ask({ notes, unreadable }: Collection) {
    if (unreadable)
      this.noticeTarget.append(
        notice('warning', t('soap.browser.take_along.unreadable', { count: unreadable }))
      )
    if (!notes.length)
      return this.contentTarget.replaceChildren(
        el('p', { class: 'muted' }, t('soap.browser.take_along.none'))
      )
    this.chosen = new Set(notes.map(({ row }) => row.id))
    const kinds: Kind[] = pageData().client
      ? ['print', 'client', 'envelopes', 'json']
      : ['envelopes', 'json']
    const passphrase = el('input', {
      type: 'password',
      class: 'control',
      autocomplete: 'new-password',
    })
    const asked = field(
      t('soap.browser.take_along.passphrase'),
      passphrase,
      t('soap.browser.take_along.passphrase_hint')
    )
    const radios = kinds.map((kind, index) =>
      this.kindChoice(kind, index === 0, () => (asked.hidden = kind !== 'client'))
    )
    asked.hidden = true
    const status = el('p', { role: 'status' })
    const make = button(t('soap.browser.take_along.make'), 'button-primary', async () => {
      const kind = radios.find(({ input }) => input.checked)!.kind
      const picked = notes.filter(({ row }) => this.chosen.has(row.id))
      this.noticeTarget.replaceChildren()
      const problem = problemOf(picked, kind, passphrase.value)
      if (problem) return this.noticeTarget.replaceChildren(notice('error', problem))
      status.textContent = t('soap.browser.take_along.making')
      try {
        await this.make(kind, picked, passphrase.value)
        status.textContent = kind === 'print' ? '' : t('soap.browser.take_along.done')
      } catch (error) {
        status.textContent = ''
        this.noticeTarget.replaceChildren(notice('error', sentenceFor(error)))
      }
    })
    this.contentTarget.replaceChildren(
      el(
        'section',
        { class: 'panel soap-no-print' },
        el(
          'div',
          { class: 'panel-body form' },
          group({ label: t('soap.browser.take_along.choose') }, this.list(notes)),
          group({ label: t('soap.browser.take_along.what') }, ...radios.map(({ row }) => row)),
          asked,
          el('p', { class: 'muted small' }, t('soap.browser.take_along.files_left')),
          el('div', { class: 'form-buttons' }, make),
          status
        )
      ),
      el('div', { class: 'soap-paper' })
    )
  }

  private list(notes: Taken[]) {
    const rows = notes.map(({ row, body, clientName }) => {
      const input = el('input', { type: 'checkbox', checked: true })
      input.addEventListener('change', () =>
        input.checked ? this.chosen.add(row.id) : this.chosen.delete(row.id)
      )
      const name = pageData().client ? [] : [clientName]
      return choice(input, [...name, titleOf(body), formatDay(body.date)].join(' · '))
    })
    return el('div', { class: 'soap-choices' }, ...rows)
  }

  private kindChoice(kind: Kind, isFirst: boolean, onChange: () => void) {
    const input = el('input', { type: 'radio', name: 'soap-kind', value: kind, checked: isFirst })
    input.addEventListener('change', onChange)
    const row = choice(input, t(`soap.browser.take_along.kinds.${kind}`))
    row
      .querySelector('.choice-text')!
      .append(el('span', { class: 'choice-hint' }, t(`soap.browser.take_along.kinds.${kind}_hint`)))
    return { kind, input, row }
  }

  private async make(kind: Kind, notes: Taken[], passphrase: string) {
    await reach('POST', '/export', { kind, notes: notes.map(({ row }) => row.id) })
    const plain = plainNotes(notes)
    const name = `${t('soap.browser.reader.title').toLowerCase()}-${pageData().today}`
    if (kind === 'print') {
      this.contentTarget
        .querySelector('.soap-paper')!
        .replaceChildren(...plain.notes.map(plainNoteElement))
      window.print()
    } else if (kind === 'json') {
      save(new Blob([JSON.stringify(plain, null, 2)], { type: 'application/json' }), `${name}.json`)
    } else if (kind === 'client') {
      const file = toBase64(await sealText(JSON.stringify(plain), passphrase))
      save(await readerFile({ kind: 'passphrase', file }), `${name}.html`)
    } else save(await readerFile(await sealedForKey(notes)), `${name}.html`)
  }
}

function problemOf(notes: Taken[], kind: Kind, passphrase: string) {
  if (!notes.length) return t('soap.browser.take_along.nothing')
  const isShort = kind === 'client' && passphrase.length < SHORTEST
  return isShort ? t('soap.browser.take_along.passphrase_short') : ''
}

function save(file: Blob, name: string) {
  const href = URL.createObjectURL(file)
  el('a', { href, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(href), 60_000)
}
