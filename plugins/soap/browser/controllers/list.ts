import { Controller } from '@hotwired/stimulus'
import { vault } from '../../../keys/browser/api.ts'
import { buffer } from '../keeping/buffer.ts'
import { type NoteRow, reach } from '../keeping/server.ts'
import { type NoteBody, titleOf } from '../notes/body.ts'
import { openAll } from '../notes/opening.ts'
import { el } from '../parts/dom.ts'
import { notice, sentenceFor } from '../parts/notices.ts'
import { formatDay, pageData, t } from '../parts/page.ts'

/**
 * The tab on a client's page. The server shows when there were notes and whose; what they are called stands there
 * as long as the tab is unlocked.
 */
export default class extends Controller<HTMLElement> {
  static override targets = ['locked', 'row', 'unsent', 'notice']
  /** Not there as long as there is no note. */
  declare readonly lockedTargets: HTMLElement[]
  declare readonly rowTargets: HTMLElement[]
  declare readonly unsentTarget: HTMLElement
  declare readonly noticeTarget: HTMLElement

  override connect() {
    vault.addEventListener('change', this.look)
    this.look()
  }

  override disconnect() {
    vault.removeEventListener('change', this.look)
  }

  private look = () => {
    const isOpen = vault.state === 'unlocked'
    for (const locked of this.lockedTargets) locked.hidden = isOpen
    this.noticeTarget.replaceChildren()
    for (const row of this.rowTargets) row.querySelector('[data-title]')?.replaceChildren()
    if (isOpen && this.rowTargets.length) void this.open()
    void this.tellUnsent()
  }

  private async open() {
    try {
      const { client } = pageData()
      const { notes } = await reach<{ notes: NoteRow[] }>('GET', `/clients/${client!.id}/notes`)
      const rows = notes.filter(({ parent }) => !parent)
      for (const { id, envelope } of rows)
        if (!envelope) this.name(id, t('soap.browser.list.not_a_reader'), true)
      await openAll(rows, {
        opened: (row, body) => {
          const note = body as NoteBody
          this.name(row.id, `${titleOf(note)} · ${formatDay(note.date)}`)
        },
        failed: (row, fault) => this.name(row.id, sentenceFor(fault), true),
      })
    } catch (error) {
      this.noticeTarget.replaceChildren(notice('error', sentenceFor(error)))
    }
  }

  private name(id: string, words: string, isQuiet = false) {
    if (vault.state !== 'unlocked') return
    const place = this.rowTargets
      .find(({ dataset }) => dataset.note === id)
      ?.querySelector('[data-title]')
    place?.replaceChildren(el('span', { class: isQuiet ? 'muted' : 'strong' }, words))
  }

  /** What was typed in this browser and is not on the server: the way back to it. */
  private async tellUnsent() {
    const { client, me } = pageData()
    const known = new Set(this.rowTargets.map(({ dataset }) => dataset.note))
    const clients = await entriesOf(client!.id)
    const unsent = await buffer.all(me.id)
    const here = unsent.filter((each) => clients.has(each.client))
    const links = here.map(({ note, addendumTo }) => {
      if (addendumTo)
        return wayBack(`/soap/notes/${addendumTo}`, 'soap.browser.list.unsent_addendum')
      const href = known.has(note)
        ? `/soap/notes/${note}`
        : `/soap/clients/${client!.id}/notes/create?note=${note}`
      return wayBack(href, 'soap.browser.list.unsent')
    })
    this.unsentTarget.replaceChildren(...links)
  }
}

/** A client, and who was merged into this one: what was typed about somebody waits under the entry of that time. */
async function entriesOf(client: string) {
  if (vault.state !== 'unlocked') return new Set([client])
  const circles = await vault.circlesOf(client).catch(() => [])
  return new Set([client, ...circles.map(({ subject }) => subject)])
}

function wayBack(href: string, words: string) {
  return el('p', {}, el('a', { href }, t(words)))
}
