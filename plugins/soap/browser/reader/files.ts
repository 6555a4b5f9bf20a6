import { fromBase64 } from '../files/base64.ts'
import { openSealed } from '../files/opening.ts'
import type { Attached } from '../notes/body.ts'
import { el } from '../parts/dom.ts'
import { formatSize, t } from '../parts/page.ts'
import type { FileIdentities } from '../taking/for_client.ts'

/** The files beside the notes: each is opened when somebody asks for it. Those that did not come along say so. */
export function enclosedFiles(identities: FileIdentities) {
  return (attached: Attached[]) => {
    const rows = attached.map((file) => fileRow(file, identities[file.id] ?? ''))
    return el('ul', { class: 'soap-file-list' }, ...rows)
  }
}

function fileRow(file: Attached, identity: string) {
  const place = el('div', { role: 'status' })
  const block = document.querySelector(`script[data-soap-file="${CSS.escape(file.id)}"]`)
  const press = el('button', { type: 'button' }, t('soap.browser.reader.open_file', file))
  press.addEventListener('click', async () => {
    press.disabled = true
    place.replaceChildren(...(await shown(file, identity, block!.textContent!)))
    press.disabled = false
  })
  const absent = el('span', { class: 'muted' }, t('soap.browser.reader.file_left', file))
  return el('li', {}, block ? press : absent, ` ${formatSize(file.size)}`, place)
}

async function shown(file: Attached, identity: string, base64: string) {
  const { type, name } = file
  try {
    const href = URL.createObjectURL(
      await openSealed(new Blob([fromBase64(base64)]).stream(), identity, file)
    )
    const link = el('a', { href, download: name }, t('soap.browser.files.keep'))
    if (!type.startsWith('image/')) return [link]
    return [el('img', { src: href, alt: name, class: 'soap-picture' }), link]
  } catch {
    return [el('p', {}, t('soap.browser.faults.tampered'))]
  }
}
