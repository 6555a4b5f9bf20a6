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
  const shown = el('div', { 'class': 'soap-version', 'aria-live': 'polite' })
  const list = el('ul', { class: 'soap-versions' })
  let chosen: NoteBody | null = null
  const show = async (row: VersionRow) => {
    try {
      const about = { type: row.type, client, record: note, version: row.version }
      const { body } = await vault.open<NoteBody>(row.envelope, about)
      chosen = body
      shown.replaceChildren(readableNote(body))
    } catch (error) {
      chosen = null
      shown.replaceChildren(el('p', {}, sentenceFor(error)))
    }
  }
  for (const row of versions) {
    const words = t('soap.browser.versions.line', { at: formatMoment(row.at), name: row.author })
    const press = button(words, 'button-quiet button-small', () => void show(row))
    list.append(el('li', {}, press))
  }
  const isYes = await ask({
    title: t('soap.browser.versions.title'),
    wide: true,
    confirm: mayBringBack ? t('soap.browser.versions.bring_back') : undefined,
    content: [el('p', { class: 'muted' }, t('soap.browser.versions.explain')), list, shown],
  })
  return isYes ? chosen : null
}
