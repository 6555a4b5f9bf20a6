import { type Circle, vault } from '../../../keys/browser/api.ts'
import { reach, type NoteRow } from '../keeping/server.ts'
import { type Colleague, colleagues, giveTo, namesOf } from '../notes/readers.ts'
import { ask } from './dialogs.ts'
import { button, el } from './dom.ts'
import { choice, group } from './fields.ts'
import { sentenceFor } from './notices.ts'
import { pageData, t } from './page.ts'

type Options = {
  circle: Circle
  /** The note; null as long as it is not on the server. */
  note: () => string | null
  mayChange: boolean
  /** Brings what was typed to the server before. */
  before?: () => Promise<unknown>
  onChange: (circle: Circle) => void
}

/** Who can read a note, and for its author the way to change that. */
export class Readers {
  readonly element = el('section', { class: 'panel' })
  private status = el('p', { class: 'small', role: 'status' })

  constructor(private options: Options) {
    void this.show()
  }

  /** Who read it changed elsewhere. */
  follow(circle: Circle) {
    if (circle === this.options.circle) return
    this.options.circle = circle
    void this.show()
  }

  private async show() {
    const names = await namesOf(this.options.circle)
    this.element.replaceChildren(
      el(
        'div',
        { class: 'panel-header' },
        el('h2', { class: 'panel-title' }, t('soap.browser.readers.title'))
      ),
      el(
        'div',
        { class: 'panel-body stack-tight' },
        el('ul', { class: 'soap-readers' }, ...names.map((name) => el('li', {}, name))),
        this.status,
        this.options.mayChange &&
          button(
            t('soap.browser.readers.change'),
            'button-secondary button-small',
            () => void this.change()
          )
      )
    )
  }

  private async change() {
    const possible = await colleagues()
    const boxes = possible.map((colleague) => this.box(colleague))
    const all = el('input', { type: 'checkbox' })
    const isYes = await ask({
      title: t('soap.browser.readers.change_title'),
      confirm: t('soap.browser.readers.apply'),
      content: [
        el('p', {}, t('soap.browser.readers.explain')),
        possible.length > 0 &&
          group({ label: t('soap.browser.readers.who') }, ...boxes.map(({ row }) => row)),
        possible.length === 0 && el('p', { class: 'muted' }, t('soap.browser.readers.nobody')),
        choice(all, t('soap.browser.readers.all_mine')),
      ],
    })
    if (!isYes) return
    const keys = boxes.filter(({ input }) => input.checked).map(({ key }) => key!)
    await this.apply(keys, all.checked)
  }

  private box(colleague: Colleague) {
    const { name, key, isPinned } = colleague
    const isReader = key !== null && this.options.circle.readers.includes(key)
    const input = el('input', { type: 'checkbox', checked: isReader, disabled: !isPinned })
    const row = choice(input, name)
    if (!isPinned)
      row
        .querySelector('.choice-text')!
        .append(el('span', { class: 'choice-hint' }, t(whyNot(colleague))))
    return { row, input, key }
  }

  private async apply(keys: string[], all: boolean) {
    this.status.textContent = t('soap.browser.readers.working')
    try {
      await this.options.before?.()
      const { client } = pageData()
      const circle = await vault.circleLike(this.options.circle, keys)
      const own = this.options.note()
      const others = all ? await mine(client!.id) : []
      for (const note of new Set([...others, ...(own ? [own] : [])])) await giveTo(note, keys)
      this.options.circle = circle
      this.options.onChange(circle)
      this.status.textContent = t('soap.browser.readers.done')
      await this.show()
    } catch (error) {
      this.status.textContent = sentenceFor(error)
    }
  }
}

function whyNot({ key, isChanged }: Colleague) {
  if (!key) return 'soap.browser.readers.no_key'
  return isChanged ? 'soap.browser.readers.changed' : 'soap.browser.readers.not_compared'
}

async function mine(client: string) {
  const { notes } = await reach<{ notes: NoteRow[] }>('GET', `/clients/${client}/notes`)
  return notes
    .filter(({ author, parent }) => author.id === pageData().me.id && !parent)
    .map(({ id }) => id)
}
