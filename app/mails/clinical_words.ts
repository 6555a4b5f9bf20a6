/**
 * How words begin that tell of care, in the languages of the clinics: in a message they say what somebody comes for.
 * Few and plain ones, because each that people also use otherwise would hold back what harms nobody.
 */
export const CLINICAL_STEMS = [
  ...[
    'diagnos',
    'therap',
    'terap',
    'psych',
    'psyk',
    'physio',
    'fysio',
    'chiro',
    'kiro',
    'osteopat',
  ],
  ...['acupunct', 'akupunkt', 'symptom', 'patient', 'pasient', 'medicin', 'medisin', 'depress'],
  ...['treatment', 'surgery', 'injur', 'pregnan', 'disease', 'illness', 'rehabilit'],
  ...['behandling', 'operation', 'operasjon', 'skade', 'gravid', 'sygdom', 'sykdom', 'genoptræn'],
  ...['opptren', 'journal', 'massage', 'massasje', 'angst', 'anxiety'],
]
