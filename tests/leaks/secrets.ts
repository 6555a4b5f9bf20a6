import { LOCALES } from '#config/i18n'
import { readings } from '#tests/leaks/readings'

/** A client who is called like no word of any language, and what else nobody may learn of her from a message. */
export const CLIENT = {
  firstName: 'Zyxquæ',
  lastName: 'Vrombøltz',
  birthDate: '1911-11-13',
  nationalId: '131111-8765',
  phone: '20 98 76 54',
}
export const SERVICE = {
  name: 'Quibbelwürst',
  category: 'Xanthomurk',
  description: 'Blorptwinge',
}
/** What only the messages to clients must not tell: a colleague may know who works here. */
export const PLACE = {
  name: 'Gnastrelhus',
  street: 'Nygade 4',
  postalCode: 'DK-8000',
  city: 'Aarhus',
}
export const PRACTITIONER = 'Massagine Therapolsk'

/** How the birth date would be written, in more languages than ours. */
const DATE_LOCALES = [...LOCALES, 'en-US', 'en-GB', 'sv', 'fi', 'de', 'fr', 'pl', 'ar', 'zh']
const STYLES = ['short', 'medium', 'long', 'full'] as const

/** Of what only the beginning is looked for has letters at its end that an encoding would change. */
const WORDS = ['Zyxqu', 'Vromb', 'Quibbelw', 'Xanthomurk', 'Blorptwinge']
const FOR_COLLEAGUES_ONLY = ['Gnastrel', 'Massagine', 'Therapolsk']

/** What of all this can be read in something that went out, however it is wrapped up. */
export function secretsIn(raw: string, { isToClient }: { isToClient: boolean }): string[] {
  const text = readings(raw).toLowerCase()
  const words = isToClient ? [...WORDS, ...FOR_COLLEAGUES_ONLY] : WORDS
  const inWords = words.filter((word) => text.includes(word.toLowerCase()))
  return [...inWords, ...numbers().filter((number) => stands(number.toLowerCase(), text))]
}

/** A number with other letters beside it is a part of an id or a key, which may hold any digits. */
function stands(number: string, text: string) {
  for (let at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + number.length] ?? ' '}`
    if (!/[\p{L}\p{N}+/=_-]/u.test(around)) return true
  }
  return false
}

function numbers() {
  return [...dates(), '131111-8765', '1311118765', '20987654', '20 98 76 54', '+4520987654']
}

function dates() {
  const date = new Date('1911-11-13T00:00:00Z')
  const written = DATE_LOCALES.flatMap((locale) =>
    STYLES.map((dateStyle) => date.toLocaleDateString(locale, { dateStyle, timeZone: 'UTC' }))
  )
  const orders = [
    ['13', '11', '1911'],
    ['13', '11', '11'],
    ['11', '13', '1911'],
    ['1911', '11', '13'],
  ]
  const joined = ['.', '. ', '/', '-', ' ', ''].flatMap((mark) => orders.map((it) => it.join(mark)))
  const counted = [String(date.getTime()), String(date.getTime() / 1000)]
  return [...new Set([...written, ...joined, ...counted])]
}
