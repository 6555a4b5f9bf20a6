import { vault } from '../../../keys/browser/api.ts'
import { reach, type VersionRow } from '../keeping/server.ts'
import type { NoteBody } from '../notes/body.ts'
import { ask } from './dialogs.ts'
import { button, el } from './dom.ts'
import { sentenceFor } from './notices.ts'
import { formatMoment, t } from './page.ts'
import { readableNote } from './reading.ts'

/**
 * Shows what a note said before, one version for each sitting.
 *
 * @returns what is to be brought back; null when nothing is
 */
export async function lookBack(
  note: string,
  client: string,
  mayBringBack: boolean
): Promise<NoteBody | null> {
  const { versions } = await reach<{ versions: VersionRow[] }>('GET', `/notes/${note}/versions`)
  const list = new VersionList(versions, { note, client })
  const isYes = await ask({
    title: t('soap.browser.versions.title'),
    wide: true,
    confirm: mayBringBack ? t('soap.browser.versions.bring_back') : undefined,
    content: [el('p', { class: 'muted' }, t('soap.browser.versions.explain')), list.element],
  })
  return isYes ? list.chosen : null
}

/** The versions of a note by when they were written, and the one that was chosen below. */
class VersionList {
  readonly element: HTMLElement
  chosen: NoteBody | null = null
  private shown = el('div', { 'class': 'soap-version', 'aria-live': 'polite' })

  constructor(
    versions: VersionRow[],
    private of: { note: string; client: string }
  ) {
    const rows = versions.map((row) => el('li', {}, this.press(row)))
    const list = el('ul', { class: 'soap-versions' }, ...rows)
    this.element = el('div', { class: 'stack' }, list, this.shown)
  }

  private press(row: VersionRow) {
    const words = t('soap.browser.versions.line', { at: formatMoment(row.at), name: row.author })
    const press = button(words, 'button-quiet button-small', () => {
      for (const other of this.element.querySelectorAll('[aria-pressed]'))
        other.setAttribute('aria-pressed', String(other === press))
      void this.show(row)
    })
    press.setAttribute('aria-pressed', 'false')
    return press
  }

  private async show({ type, version, envelope }: VersionRow) {
    const { note, client } = this.of
    try {
      const about = { type, client, record: note, version }
      const { body } = await vault.open<NoteBody>(envelope, about)
      this.chosen = body
      this.shown.replaceChildren(readableNote(body))
    } catch (error) {
      this.chosen = null
      this.shown.replaceChildren(el('p', {}, sentenceFor(error)))
    }
  }
}
