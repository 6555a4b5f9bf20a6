import { el, newId } from '../parts/dom.ts'
import { formatMoment, t } from '../parts/page.ts'
import { plainNoteElement } from '../parts/plain_note.ts'
import { openSealed, type Read } from './opening.ts'
import type { Sealed } from './sealed.ts'

/** The whole program of a file that somebody took along: it asks for what opens it, and shows the notes. */
function start(sealed: Sealed) {
  const isForKey = sealed.kind === 'key'
  const file = el('input', { type: 'file', id: newId() })
  const passphrase = el('input', { type: 'password', id: newId(), autocomplete: 'off' })
  const problem = el('p', { role: 'alert' })
  const open = el('button', { type: 'submit' }, t('soap.browser.reader.open'))
  const form = el(
    'form',
    {},
    isForKey && el('label', { for: file.id }, t('soap.browser.reader.key_file')),
    isForKey && file,
    el('label', { for: passphrase.id }, t('soap.browser.reader.passphrase')),
    passphrase,
    open,
    problem
  )
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    problem.textContent = ''
    open.disabled = true
    try {
      show(await openSealed(sealed, passphrase.value, (await file.files?.[0]?.text()) ?? ''))
    } catch {
      problem.textContent = t('soap.browser.reader.wrong')
      passphrase.select()
    }
    open.disabled = false
  })
  const ask = isForKey ? 'soap.browser.reader.key_ask' : 'soap.browser.reader.passphrase_ask'
  document.body.append(
    page(el('p', {}, t(ask)), form, el('p', { class: 'muted' }, t('soap.browser.reader.offline')))
  )
}

function show({ takenAt, notes, unreadable }: Read) {
  document.body.replaceChildren(
    page(
      el('p', { class: 'muted' }, t('soap.browser.reader.from', { at: formatMoment(takenAt) })),
      unreadable > 0 &&
        el('p', { role: 'alert' }, t('soap.browser.reader.unreadable', { count: unreadable })),
      ...notes.map(plainNoteElement)
    )
  )
}

function page(...children: (HTMLElement | false)[]) {
  return el('main', {}, el('h1', {}, t('soap.browser.reader.title')), ...children)
}

start(JSON.parse(document.querySelector('script[data-soap-sealed]')!.textContent!))
