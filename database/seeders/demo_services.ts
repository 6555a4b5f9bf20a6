import type { Colour } from '#calendar/colours'
import type { ServiceValues } from '#models/service'
import type { Role } from '#clinics/permissions'

type DemoService = Omit<ServiceValues, 'memberIds'> & {
  name: string
  colour: Colour
  minutes: number
  /** Who offers it, by role: the demo clinic has one member of each. */
  roles: Role[]
}

/** What the demo clinic offers; prices in øre. */
export const DEMO_SERVICES: DemoService[] = [
  {
    name: 'Første konsultation',
    category: 'Fysioterapi',
    description: 'Vi taler om, hvad der generer dig, undersøger dig og lægger en plan.',
    minutes: 60,
    bufferAfter: 10,
    price: 65000,
    colour: 'blue',
    needsRoom: true,
    isBookableOnline: true,
    roles: ['owner', 'practitioner'],
  },
  {
    name: 'Opfølgende behandling',
    category: 'Fysioterapi',
    minutes: 30,
    bufferAfter: 5,
    price: 39500,
    colour: 'teal',
    needsRoom: true,
    isBookableOnline: true,
    roles: ['owner', 'practitioner'],
  },
  {
    name: 'Akupunktur',
    category: 'Fysioterapi',
    minutes: 40,
    bufferAfter: 5,
    price: 45000,
    colour: 'violet',
    needsRoom: true,
    roles: ['owner'],
  },
  {
    name: 'Genoptræning på hold',
    category: 'Hold',
    description: 'Otte pladser. Tag træningstøj og et håndklæde med.',
    minutes: 55,
    price: 12000,
    colour: 'green',
    capacity: 8,
    needsRoom: true,
    isBookableOnline: true,
    roles: ['practitioner'],
  },
  {
    name: 'Massage',
    category: 'Velvære',
    minutes: 45,
    bufferAfter: 10,
    price: 52000,
    vatRate: 2500,
    colour: 'pink',
    needsRoom: true,
    isBookableOnline: true,
    roles: ['administrator'],
  },
  {
    name: 'Rådgivning på telefon',
    category: null,
    minutes: 20,
    price: 25000,
    colour: 'amber',
    roles: ['owner', 'practitioner'],
  },
]

export const DEMO_GROUP = 'Genoptræning på hold'
export const DEMO_ROOMS = ['Lokale 1', 'Lokale 2', 'Lokale 3', 'Træningssal'] as const

/** Where each member works who treats; the last room is for groups. */
export const ROOM_OF: Partial<Record<Role, (typeof DEMO_ROOMS)[number]>> = {
  owner: 'Lokale 1',
  practitioner: 'Lokale 2',
  administrator: 'Lokale 3',
}

/** Monday to Sunday, each as `09:00-12:00 13:00-16:00`. */
export const DEMO_HOURS: Record<Role, string[]> = {
  owner: [...Array.from({ length: 4 }, () => '08:30-12:00 12:45-16:00'), '08:30-13:00', '', ''],
  administrator: ['', '10:00-16:00', '', '10:00-16:00', '', '', ''],
  practitioner: [
    '09:00-12:30 13:00-17:00',
    '09:00-12:30 13:00-17:00',
    '12:00-19:00',
    '09:00-12:30 13:00-17:00',
    '09:00-14:00',
    '',
    '',
  ],
  receptionist: [...Array.from({ length: 5 }, () => '08:00-15:30'), '', ''],
}
