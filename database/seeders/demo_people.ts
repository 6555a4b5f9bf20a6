import type { ClientValues } from '#clients/columns'

/** The staff and the clients of the demo clinic. All invented; the addresses end in example.com, where no mail goes. */
export const DEMO_MEMBERS = [
  { name: 'Maria Sand', email: 'maria@havblik.example.com', role: 'owner' },
  { name: 'Henrik Toft', email: 'henrik@havblik.example.com', role: 'administrator' },
  { name: 'Sofie Winther', email: 'sofie@havblik.example.com', role: 'practitioner' },
  { name: 'Emil Ravn', email: 'emil@havblik.example.com', role: 'receptionist' },
] as const

export type DemoMember = (typeof DEMO_MEMBERS)[number]

type DemoClient = ClientValues & {
  firstName: string
  tags?: string[]
  alert?: string
  isArchived?: boolean
}

const NAMES =
  `Alma Bang|Anders Bech|Anne Marie Carlsen|Astrid Dam|Bent Ejlersen|Birgitte Fabricius|Camilla Gade|Carl Hauge|Dorthe Iversen|Ebbe Juhl|
Ellen Kjær|Erik Lauridsen|Esther Munk|Finn Nygaard|Frida Overgaard|Gitte Poulsen|Gustav Quist|Hanne Riis|Helga Schou|Ida Marie Thygesen|
Ingrid Ulriksen|Jakob Vang|Jens Peter Wulff|Karen Ørsted|Kirsten Ågaard|Lars Bjerre|Laura Dalgaard|Lise Egeskov|Magnus Friis|Marie Grøn|
Mette Holst|Niels Jepsen|Oda Kirk|Ole Lindegaard|Pernille Mørk|Rasmus Nørby|Signe Østergaard|Søren Præst|Thea Rosendal|Viggo Skov`
    .split('|')
    .map((name) => name.trim())

const STREETS = [
  'Strandvejen',
  'Havnegade',
  'Kirkestræde',
  'Møllebakken',
  'Skolevej',
  'Ved Fjorden',
]
const TOWNS = [
  ['2100', 'København Ø'],
  ['8000', 'Aarhus C'],
  ['5000', 'Odense C'],
  ['9000', 'Aalborg'],
  ['3000', 'Helsingør'],
]

/** What makes single clients of the list worth a look, by their place in it. */
const SPECIAL: Record<number, Partial<DemoClient>> = {
  0: { tags: ['Forløb'], nationalId: '0107831234' },
  2: { alert: 'Hører dårligt: tal tydeligt, og skriv aftalen ned', noVoicemail: true },
  5: {
    tags: ['Henvist af læge'],
    emergencyName: 'Peter Fabricius',
    emergencyPhone: '20 11 22 33',
    emergencyRelation: 'Ægtefælle',
  },
  7: { locale: 'nb', country: 'NO', tags: ['Henvist af læge'] },
  9: { neverCall: true, emailOnly: true, channel: 'email' },
  12: { alert: 'Allergisk over for latex', tags: ['Forløb'] },
  16: { isArchived: true },
  21: { locale: 'en', tags: ['Hold'] },
  23: { alert: 'Kommer i kørestol: brug indgangen fra gården' },
  30: { isArchived: true },
  33: { tags: ['Hold'], channel: 'sms' },
  37: { tags: ['Forløb', 'Hold'] },
}

export function demoClients(): DemoClient[] {
  return NAMES.map((name, index) => {
    const words = name.split(' ')
    const lastName = words.pop()!
    const [postalCode, city] = TOWNS[index % TOWNS.length]
    const month = String((index % 12) + 1).padStart(2, '0')
    const day = String(((index * 7) % 27) + 1).padStart(2, '0')
    return {
      firstName: words.join(' '),
      lastName,
      email:
        index % 9 === 4
          ? null
          : `${words[0]}.${lastName}@example.com`.toLowerCase().replace(/[^a-z@.]/g, 'o'),
      phone: index % 11 === 6 ? null : `+45 20 ${10 + index} ${30 + index} ${50 + (index % 40)}`,
      birthDate: `${1938 + ((index * 13) % 70)}-${month}-${day}`,
      street: `${STREETS[index % STREETS.length]} ${index + 3}`,
      postalCode,
      city,
      country: 'DK',
      locale: 'da',
      ...SPECIAL[index],
    }
  })
}
