import { type DamagedFile, DamagedFiles, DamagedNotes, NotPinned } from '../crypto/faults.ts'
import { RECOVERY } from '../crypto/ids.ts'
import { placesOf } from '../vault/registry.ts'
import { vault } from '../vault/vault.ts'

type Words = Record<string, string>

/** Where somebody goes to see to what stands in the way: a list of links; nothing where a sentence says it all. */
export async function linksTo(fault: unknown, words: Words): Promise<HTMLElement[]> {
  if (fault instanceof NotPinned)
    return [list([row(link(await placeOf(fault.key), words.compare_key))])]
  if (fault instanceof DamagedFiles)
    return [list(fault.files.map((file) => damagedFile(file, words)))]
  if (fault instanceof DamagedNotes) return [list(await damagedNotes(fault.envelopes, words))]
  return []
}

/** The page where the words of a key are compared. */
async function placeOf(key: string) {
  if (key === RECOVERY) return '/keys/recovery'
  // Whoever hands over with the recovery key may have none of their own open.
  const directory = await vault.directory().catch(() => null)
  const member = directory?.get(key)?.member
  if (member === RECOVERY) return '/keys/recovery'
  return member ? `/keys/colleagues/${member}` : '/keys/colleagues'
}

/** So many are named at the most. */
const MOST = 50

/** Notes, and what else a plugin keeps in envelopes, that do not open: a link to each. Without an answer they are only counted. */
async function damagedNotes(envelopes: string[], words: Words) {
  const places = await placesOf(envelopes.slice(0, MOST)).catch(() => [])
  const rows = places.map((each) => row(link(each.place, each.words)))
  const left = envelopes.length - places.length
  return left ? [...rows, row(words.more_damaged.replace('%', String(left)))] : rows
}

/** A file that does not open, and for whoever may a button to give it up. */
function damagedFile({ file, name }: DamagedFile, words: Words) {
  const called = name ?? words.unnamed_file
  if (!file.mayGiveUp) return row(link(file.place, called))
  const give = document.createElement('button')
  give.type = 'button'
  give.className = 'button button-danger-quiet button-small'
  give.textContent = words.give_up
  give.ariaLabel = words.give_up_named.replace('%', () => called)
  const { dataset } = give
  dataset.action = 'keys-give-up#ask'
  dataset.keysGiveUpFileParam = JSON.stringify(file)
  dataset.keysGiveUpNameParam = called
  return row(link(file.place, called), give)
}

function list(rows: HTMLElement[]) {
  const element = document.createElement('ul')
  element.className = 'keys-in-the-way'
  element.append(...rows)
  return element
}

function row(...content: (Node | string)[]) {
  const item = document.createElement('li')
  item.append(...content)
  return item
}

function link(href: string, words: string) {
  const element = document.createElement('a')
  Object.assign(element, { href, className: 'link' })
  element.textContent = words
  return element
}
