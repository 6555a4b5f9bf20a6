import type { Answer, Strike } from './browser/notes/body.ts'

/** A note of the demo clinic, as its practitioner wrote it. */
export type DemoText = {
  /** The place of the client among those who came lately. */
  client: number
  daysAgo: number
  template: 'physiotherapy' | 'soap'
  title: string
  answers: Record<string, Answer>
  isDraft?: true
  /** The owner of the clinic reads it too. */
  isShared?: true
  addendum?: { text: string; strikes: Strike[] }
}

/** What came out of the examination of a knee, drawn and in words. */
const KNEE: Answer = {
  lines: [
    {
      side: 'front',
      points: [
        [108, 292],
        [106, 300],
        [107, 309],
        [112, 314],
      ],
    },
  ],
  places: [
    { region: 'front.left_knee', words: 'Ømhed over mediale ledlinje' },
    { region: 'front.left_thigh', words: 'Atrofi af vastus medialis, 1 cm' },
  ],
}

export const TEXTS: DemoText[] = [
  {
    client: 0,
    daysAgo: 29,
    template: 'physiotherapy',
    title: 'Venstre knæ, første besøg',
    isShared: true,
    answers: {
      subjective:
        'Vred om i knæet ved badminton for tre uger siden. Hævede samme aften, er siden aftaget. Værst ned ad trapper og efter lang tids siddestilling. Arbejder på kontor, løber normalt to gange om ugen.',
      pain_rest: 2,
      pain_movement: 6,
      chart: KNEE,
      objective:
        'Let hydrops. Fleksion 120°, ekstension fri. McMurray positiv medialt, Lachman og skuffetest negative. Gang uden halten.',
      red_flags: ['Natlige smerter', 'Traume'],
      assessment:
        'Sandsynlig medial menisklæsion uden aflåsninger. Konservativ behandling forsøges.',
      treatment: ['Øvelser', 'Vejledning'],
      exercises:
        'Quadriceps isometrisk 10 × 10 sek. tre gange dagligt. Cykel uden modstand 10 min.',
      course: 'Første besøg',
      plan: 'Fire behandlinger. Mål: trapper uden smerter, tilbage til løb om otte uger.',
    },
    addendum: {
      text: 'Det var squash og ikke badminton; klienten rettede det ved næste besøg.',
      strikes: [{ section: 'subjective', words: 'badminton' }],
    },
  },
  {
    client: 0,
    daysAgo: 15,
    template: 'physiotherapy',
    title: 'Venstre knæ, anden behandling',
    isShared: true,
    answers: {
      subjective: 'Mindre hævet. Trapper går bedre, ned er stadig ubehageligt.',
      pain_rest: 0,
      pain_movement: 4,
      objective: 'Fleksion 132°. Ingen hydrops. Kan lave et-bens rejse-sig med lidt støtte.',
      treatment: ['Øvelser', 'Manuel behandling'],
      exercises: 'Step-ned fra 10 cm, 3 × 12. Fortsætter på cykel, nu 20 min.',
      course: 'Bedre',
      plan: 'Progression af styrke. Løbetest om tre uger.',
    },
  },
  {
    client: 1,
    daysAgo: 20,
    template: 'soap',
    title: 'Lændesmerter efter løft',
    isDraft: true,
    answers: {
      subjective: 'Løftede en kommode i fredags. Smerter tværs over lænden, ingen udstråling.',
      objective: 'Fleksion nedsat med det halve. Neurologisk uden anmærkning.',
      assessment: 'Akut uspecifikt lændebesvær.',
    },
  },
  {
    client: 2,
    daysAgo: 8,
    template: 'soap',
    title: 'Nakke og hovedpine',
    answers: {
      subjective:
        'Spændingshovedpine tre til fire dage om ugen, værst sidst på arbejdsdagen. Ny stilling siden august med flere møder foran skærmen.',
      objective: 'Rotation 60° til begge sider. Trapezius og suboccipitale muskler ømme.',
      assessment: 'Cervikogen hovedpine, arbejdsrelateret.',
      plan: 'Pauseøvelser hver time, skærmen op i øjenhøjde. Ny tid om to uger.',
    },
  },
  {
    client: 3,
    daysAgo: 3,
    template: 'physiotherapy',
    title: 'Højre skulder, seks uger efter operation',
    answers: {
      subjective: 'Sover igennem. Slyngen er lagt væk. Kan selv tage bluse på.',
      pain_rest: 1,
      pain_movement: 3,
      chart: { lines: [], places: [{ region: 'front.right_shoulder', words: 'Arret er helet' }] },
      objective: 'Passiv abduktion 95°, udadrotation 30°.',
      treatment: ['Øvelser', 'Bløddele'],
      exercises: 'Pendul og bord-glid, 3 × 10, morgen og aften.',
      course: 'Bedre',
      plan: 'Aktive øvelser fra næste uge efter kirurgens plan.',
    },
  },
  {
    client: 4,
    daysAgo: 0,
    template: 'soap',
    title: '',
    isDraft: true,
    answers: { subjective: 'Kom gående med én stok. Har trænet hver dag siden sidst.' },
  },
]
