import { test } from '@japa/runner'
import { leaksIn, type Secrets } from '#mails/leaks'

const CLARA: Secrets = {
  names: ['Clara Will', 'Østergaard-Lund', null],
  birthDate: '1980-02-03',
  services: ['Knee class', 'Time (60 min)'],
}
const OWN = 'Nordlys Fysioterapi'

function found(text: string, secrets: Partial<Secrets> = {}) {
  return leaksIn(text, { ...CLARA, ...secrets }, [OWN])
}

test.group('Leaks', () => {
  test('are names, however they are written, as words of their own', ({ assert }) => {
    assert.deepEqual(found('Dear CLARA, dear Østergaard!'), ['CLARA', 'Østergaard'])
    assert.deepEqual(found('<p>Lund</p>'), ['Lund'])
    assert.deepEqual(found('Will it be you? We will see in Lundby, declaring nothing.'), ['Will'])
    assert.deepEqual(found('den 15. maj', { names: ['Maj'] }), [])
    assert.deepEqual(found('See you', { names: ['.*', '(', ''] }), [])
  })

  test('are birth dates as people and programs write them', ({ assert }) => {
    for (const date of [
      '1980-02-03',
      '03.02.1980',
      '3.2.1980',
      '03021980',
      '030280',
      '3. februar 1980',
    ])
      assert.deepEqual(found(`Born ${date}.`), [date])
    assert.deepEqual(found('On 4. februar 1980, at 10:00'), [])
  })

  test('are services by their whole name, and words of care in three languages', ({ assert }) => {
    assert.deepEqual(found('Your knee class begins'), ['knee class'])
    assert.deepEqual(found('At what time?'), [])
    assert.deepEqual(found('Your treatment, din behandling, en pasient, FYSIOTERAPI'), [
      'treatment',
      'behandling',
      'pasient',
      'FYSIOTERAPI',
    ])
    assert.deepEqual(found('Reminder: your appointment is on Tuesday. Tell us in good time.'), [])
  })

  test('are words of care with their endings and in compounds, and not where they are harmless', ({
    assert,
  }) => {
    const telling = [
      ...['Fysioterapeuten er syg', 'Din rygbehandling', 'en knæskade', 'smertene dine'],
      ...['your dentist', 'a painful back', 'Tannlegen venter', 'til zoneterapi', 'kiropraktoren'],
    ]
    for (const text of telling) assert.lengthOf(found(text), 1, text)
    const harmless = [
      ...['Please wait patiently', 'Thank you for your patience', 'the painting in the hall'],
      ...[
        'Vores behandling af personoplysninger',
        'behandling av dine opplysninger',
        'sagsbehandling',
      ],
      ...['Ved sygdom bedes du ringe', 'Ved akut sykdom: ring', 'In case of illness, please call'],
      ...[
        'Det skader ikke at komme i god tid',
        'hours of operation',
        'in cooperation',
        'journalisten',
      ],
      ...['kreftene', 'Legg bilen her', 'reception', 'psst'],
    ]
    for (const text of harmless) assert.deepEqual(found(text), [], text)
  })

  test('are not in the name of the clinic itself', ({ assert }) => {
    assert.deepEqual(found(`${OWN} has a question for you`), [])
    assert.deepEqual(found(`${OWN}: fysioterapi`), ['fysioterapi'])
  })
})
