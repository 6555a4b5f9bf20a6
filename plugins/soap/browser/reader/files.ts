import { Decrypter } from 'age-encryption'
import { fromBase64 } from '../files/base64.ts'
import type { Attached } from '../notes/body.ts'
import { el } from '../parts/dom.ts'
import { formatSize, t } from '../parts/page.ts'

/** The files beside a note: each is opened when somebody asks for it. Those that did not come along say so. */
export function enclosedFiles(attached: Attached[]) {
  return el('ul', { class: 'soap-file-list' }, ...attached.map(fileRow))
}

function fileRow(file: Attached) {
  const place = el('div', { role: 'status' })
  const block = document.querySelector(`script[data-soap-file="${CSS.escape(file.id)}"]`)
  const press = el('button', { type: 'button' }, t('soap.browser.reader.open_file', file))
  press.addEventListener('click', async () => {
    press.disabled = true
    place.replaceChildren(...(await shown(file, block!.textContent!)))
    press.disabled = false
  })
  const absent = el('span', { class: 'muted' }, t('soap.browser.reader.file_left', file))
  return el('li', {}, block ? press : absent, ` ${formatSize(file.size)}`, place)
}

async function shown({ identity, type, name }: Attached, base64: string) {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  try {
    const bytes = await decrypter.decrypt(fromBase64(base64))
    const href = URL.createObjectURL(new Blob([bytes as BlobPart], { type }))
    const link = el('a', { href, download: name }, t('soap.browser.files.keep'))
    if (!type.startsWith('image/')) return [link]
    return [el('img', { src: href, alt: name, class: 'soap-picture' }), link]
  } catch {
    return [el('p', {}, t('soap.browser.faults.tampered'))]
  }
}
