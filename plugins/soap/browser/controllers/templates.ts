import { uuidv7 } from 'uuidv7'
import { vault } from '../../../keys/browser/api.ts'
import { reach } from '../keeping/server.ts'
import type { Template } from '../notes/body.ts'
import { colleagues } from '../notes/readers.ts'
import { CLINIC, type OwnTemplate, ownTemplates, TEMPLATE } from '../notes/templates.ts'
import { ask } from '../parts/dialogs.ts'
import { button, el } from '../parts/dom.ts'
import { notice, sentenceFor } from '../parts/notices.ts'
import { pageData, t } from '../parts/page.ts'
import { TemplateForm } from '../parts/template_form.ts'
import { starters } from '../starters/starters.ts'
import { WhileUnlocked } from './while_unlocked.ts'

/** The clinic's own templates: as secret as notes, because what a clinic asks tells what it treats. */
export default class extends WhileUnlocked {
  protected override open() {
    return this.list()
  }

  private async list() {
    const [own, ready] = [await ownTemplates(), await starters(pageData().locale)]
    if (vault.state !== 'unlocked') return
    this.contentTarget.replaceChildren(
      panel(
        t('soap.browser.templates.own'),
        own.length
          ? el('ul', { class: 'item-list' }, ...own.map((each) => this.ownRow(each)))
          : el('p', { class: 'panel-body muted' }, t('soap.browser.templates.none'))
      ),
      el(
        'div',
        { class: 'buttons' },
        button(t('soap.browser.templates.new'), 'button-primary', () => this.edit(blank()))
      ),
      panel(
        t('soap.browser.templates.ready'),
        el('ul', { class: 'item-list' }, ...ready.map((each) => this.readyRow(each)))
      )
    )
  }

  private ownRow(own: OwnTemplate) {
    const { template } = own
    return row(
      template,
      button(t('soap.browser.edit'), 'button-secondary button-small', () =>
        this.edit(template, own)
      ),
      button(
        t('soap.browser.remove'),
        'button-danger-quiet button-small',
        () => void this.remove(own)
      )
    )
  }

  private readyRow(template: Template) {
    const copy = { ...template, id: '', name: template.name }
    return row(
      template,
      button(t('soap.browser.templates.copy'), 'button-secondary button-small', () =>
        this.edit(copy)
      )
    )
  }

  private edit(template: Template, own?: OwnTemplate) {
    const form = new TemplateForm(template, {
      save: (changed) => this.save(changed, own),
      cancel: () => void this.list(),
    })
    this.contentTarget.replaceChildren(form.element)
    form.focus()
  }

  private async save(template: Template, own?: OwnTemplate) {
    await this.attempt(async () => {
      const id = own?.row.id ?? uuidv7()
      const version = (own?.row.version ?? 0) + 1
      const others = await colleagues()
      const compared = others.filter(({ isPinned }) => isPinned)
      const circle = await vault.circleFor(
        CLINIC,
        compared.map(({ key }) => key!)
      )
      const about = { type: TEMPLATE, client: CLINIC, record: id, version }
      const envelope = await vault.seal({ ...about, circle, body: { ...template, id } })
      if (own) await reach('PUT', `/templates/envelopes/${id}`, { version, envelope })
      else await reach('POST', '/templates/envelopes', { id, envelope })
      await this.list()
    })
  }

  private async remove({ row: { id }, template: { name } }: OwnTemplate) {
    const isYes = await ask({
      title: t('soap.browser.templates.remove_title', { name }),
      content: [el('p', {}, t('soap.browser.templates.remove_text'))],
      confirm: t('soap.browser.remove'),
      danger: true,
    })
    if (!isYes) return
    await this.attempt(async () => {
      await reach('DELETE', `/templates/envelopes/${id}`)
      await this.list()
    })
  }

  private async attempt(work: () => Promise<void>) {
    this.noticeTarget.replaceChildren()
    try {
      await work()
    } catch (error) {
      this.noticeTarget.replaceChildren(notice('error', sentenceFor(error)))
    }
  }
}

function panel(title: string, content: HTMLElement) {
  return el(
    'section',
    { class: 'panel' },
    el('div', { class: 'panel-header' }, el('h2', { class: 'panel-title' }, title)),
    el('div', { class: 'panel-body is-flush' }, content)
  )
}

function row({ name, sections }: Template, ...acts: HTMLElement[]) {
  const questions = sections.map(({ label }) => label).join(', ')
  return el(
    'li',
    {},
    el(
      'div',
      { class: 'item-text' },
      el('p', { class: 'strong' }, name),
      el('p', { class: 'muted small' }, questions)
    ),
    ...acts
  )
}

function blank(): Template {
  return { id: '', name: '', sections: [] }
}
