import { saveAs } from '#js/saving'
import { vault } from '../../../keys/browser/api.ts'
import { reach } from '../keeping/server.ts'
import type { Attached } from '../notes/body.ts'
import { el } from '../parts/dom.ts'
import { notice, sentenceFor } from '../parts/notices.ts'
import { pageData, t } from '../parts/page.ts'
import { plainNoteElement } from '../parts/plain_note.ts'
import { type Order, TakeAlongForm } from '../parts/take_along_form.ts'
import { readerFile } from '../reader/building.ts'
import { type Collection, collect } from '../taking/collecting.ts'
import { encloseOpened, encloseSealed } from '../taking/files.ts'
import { sealedForClient } from '../taking/for_client.ts'
import { sealedForKey } from '../taking/for_key.ts'
import { jsonFile, plainNotes } from '../taking/plain.ts'
import { WhileUnlocked } from './while_unlocked.ts'

/** Notes on paper or in a file: made here, from what this member can read. The server is told that it was done. */
export default class extends WhileUnlocked {
  private paper = el('div', { class: 'soap-paper' })

  protected override forget() {
    super.forget()
    this.paper.replaceChildren()
  }

  protected override async open() {
    const status = el('p', { class: 'muted', role: 'status' })
    this.contentTarget.replaceChildren(status)
    try {
      const found = await collect(pageData().client, (count) => {
        status.textContent = t('soap.browser.take_along.opening', { count })
      })
      if (vault.state === 'unlocked') this.show(found)
    } catch (error) {
      this.noticeTarget.replaceChildren(notice('error', sentenceFor(error)))
    }
  }

  private show({ notes, unreadable }: Collection) {
    if (unreadable) {
      const words = t('soap.browser.take_along.unreadable', { count: unreadable })
      this.noticeTarget.append(notice('warning', words))
    }
    const none = el('p', { class: 'muted' }, t('soap.browser.take_along.none'))
    const form = new TakeAlongForm(notes, (order) => this.make(order))
    this.contentTarget.replaceChildren(...(notes.length ? [form.element, this.paper] : [none]))
  }

  /** @returns the files that could not go along */
  private async make({ kind, notes, passphrase, withFiles, tell }: Order): Promise<Attached[]> {
    await reach('POST', '/export', { kind, notes: notes.map(({ row }) => row.id) })
    const plain = plainNotes(notes)
    if (kind === 'print') {
      this.paper.replaceChildren(...plain.notes.map((note) => plainNoteElement(note)))
      window.print()
      return []
    }
    const enclose = kind === 'json' ? encloseOpened : encloseSealed
    const { files, left } = withFiles ? await enclose(notes, tell) : { files: [], left: [] }
    if (kind === 'json') save(jsonFile(plain, files), 'json')
    else {
      const sealed = await (kind === 'envelopes'
        ? sealedForKey(notes, files)
        : sealedForClient(plain, files, passphrase))
      save(await readerFile(sealed, files), 'html')
    }
    return left
  }
}

function save(file: Blob, ending: string) {
  const name = t('soap.browser.reader.title').toLowerCase()
  saveAs(file, `${name}-${pageData().today}.${ending}`)
}
