/**
 * Words that tell of care, in the languages of the clinics: in a message they say what somebody comes for.
 *
 * The list is kept by hand. Its professions are those that Danish law authorises (autorisationsloven) and Norwegian law
 * (helsepersonelloven § 48), with their English names; its complaints, and what is done about them, follow the chapters and
 * components of ICPC-2, by which general practice in both countries writes down why people come. What people also use
 * for other things is left out, or stands under HARMLESS with what makes it harmless: a list that stops ordinary
 * sentences is switched off.
 */

/** How words begin; the rest does not matter, so forms and compounds are found: “fysioterapeuten”. */
const BEGINNINGS = `
  acupunct akupunkt chiropra kiropra physio fysio ergoter osteopat naprapat psych psyk podiat optometr logop audiolog
  dentist tandlæge tannlege tandpleje tannpleie sygeplej sykeplei midwi jordemod jordmor diætist dietitian sexolog doctor
  diagnos therap terap symptom patient pasient medicin medisin surger genoptræn opptren rehabilit treatment
  behandling massage massasje prescription vaccin vaksin ultralyd ultrasound røntgen blodprøve
  depress anxiet angst pregnan gravid infertil diabet epilep dement schizo skizo bipolar autis allerg asthma astma
  migræne migrene migraine disease injur illness sygdom sykdom addict misbrug rusmid spiseforstyrr
`

/** What compounds end with in Danish and Norwegian: “rygbehandling”, “knæskade”. */
const ENDINGS = `
  behandling terapi terapeut terapeuten massage massasje operasjon smerte smerter skade skader skaden sygdom sykdom
`

/** Words with their forms that are the beginning of harmless ones: “pain”, and not “painting”. */
const WHOLE = `
  pain pains painful cancer kræft kræften kreft kreften smerte smerter smerten smertene smerterne skaden skaderne skadene
  operation operationen operasjon operasjonen journal journalen nurse nurses læge lægen lægetid recept recepten resept
  resepten hiv adhd ptsd
`

/** What is said with such words and tells of nobody: of patience, of data, of hours, of what to do when one cannot come. */
const HARMLESS = [
  /patien(?:tly|ce)/u,
  /(?:data|sags|saks|tekst)behandling\p{L}*/u,
  /(?:behandling|treatment)\p{L}*\s+(?:af|av|of)\s+(?:\p{L}+\s+)?\p{L}*(?:oplysninger|opplysninger|data)/u,
  /(?:ved|pga\.?|på grund af|på grunn av)\s+(?:\p{L}+\s+)?(?:sygdom|sykdom)/u,
  /(?:in case of|because of|due to)\s+(?:\p{L}+\s+)?illness/u,
  /(?:hours of|in)\s+operation/u,
]

const harmless = words(HARMLESS.map(({ source }) => source))
const clinical = words([
  `(?:${listed(BEGINNINGS)})\\p{L}*`,
  `\\p{L}+(?:${listed(ENDINGS)})`,
  `(?:${listed(WHOLE)})`,
])

/** The words of care in a text, as they stand there. */
export function clinicalWordsIn(text: string): string[] {
  return text.replaceAll(harmless, ' ').match(clinical) ?? []
}

function listed(list: string) {
  return list.match(/\S+/g)!.join('|')
}

function words(patterns: readonly string[]) {
  return new RegExp(`(?<!\\p{L})(?:${patterns.join('|')})(?!\\p{L})`, 'giu')
}
