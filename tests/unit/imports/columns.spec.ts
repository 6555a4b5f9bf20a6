import { test } from '@japa/runner'
import { guessColumns } from '#imports/column_guess'
import { FIELDS } from '#imports/fields'
import { HEADINGS } from '#imports/headings'
import { fixture } from '#tests/imports'
import { readFile, said } from './files.js'

const METTE = {
  firstName: 'Mette',
  lastName: 'Krogh',
  email: 'mette@example.dk',
  street: 'Nørregade 4',
  postalCode: '8000',
  city: 'Aarhus C',
}

test.group('Columns', () => {
  test('a heading means one field only', ({ assert }) => {
    const plain = (heading: string) => heading.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
    const fields = FIELDS.map((field) => [...new Set(HEADINGS[field].map(plain))])

    assert.deepEqual(fields.flat(), [...new Set(fields.flat())])
  })

  test('the exports of other programs are understood as they are', ({ assert }) => {
    const first = (name: string) => said(readFile(fixture(name)).readings[0])

    assert.deepEqual(first('outlook.csv'), {
      ...METTE,
      phone: '20 11 22 33',
      birthDate: '1969-03-24',
      country: 'DK',
      locale: 'da',
      tags: ['Back'],
      problems: [],
    })
    assert.deepEqual(first('outlook-da.csv'), {
      ...METTE,
      phone: '20 11 22 33',
      birthDate: '1969-03-24',
      country: 'DK',
      tags: ['Ryg'],
      problems: [],
    })
    assert.deepEqual(first('google.csv'), {
      ...METTE,
      phone: '+4520112233',
      birthDate: '1969-03-24',
      country: 'DK',
      tags: ['Back'],
      problems: ['first_taken'],
    })
    assert.deepEqual(first('cliniko.csv'), {
      ...METTE,
      phone: '20 11 22 33',
      birthDate: '1969-03-24',
      country: 'DK',
      channel: 'sms',
      emergencyName: 'Jens Krogh',
      problems: ['first_taken'],
    })
    assert.deepEqual(first('simplybook.csv'), { ...METTE, phone: '+45 20112233', problems: [] })
    assert.deepEqual(first('easypractice.csv'), {
      ...METTE,
      phone: '20112233',
      birthDate: '1969-03-24',
      nationalId: '2403692222',
      tags: ['Ryg'],
      problems: [],
    })
  })

  test('a Norwegian list is understood', ({ assert }) => {
    const { readings } = readFile(fixture('norsk.csv'), { locale: 'nb' })

    assert.deepEqual(said(readings[0]), {
      firstName: 'Kari',
      lastName: 'Nordmann',
      email: 'kari@example.no',
      phone: '412 34 567',
      birthDate: '1991-04-03',
      street: 'Storgata 1',
      postalCode: '0155',
      city: 'Oslo',
      country: 'NO',
      locale: 'nb',
      channel: 'sms',
      neverCall: true,
      emergencyName: 'Ola Nordmann',
      emergencyPhone: '91234567',
      problems: [],
    })
    assert.deepInclude(readings[1].client, { firstName: 'Lars', lastName: 'van der Berg' })
  })

  test('neighbours decide what a heading means', ({ assert }) => {
    assert.deepEqual(guessColumns(['Navn', 'Efternavn'], []), ['firstName', 'lastName'])
    assert.deepEqual(guessColumns(['Navn', 'Adresse'], []), ['fullName', 'address'])
    assert.deepEqual(guessColumns(['Navn', 'Adresse', 'By'], []), ['fullName', 'street', 'city'])
    assert.deepEqual(guessColumns(['Telefon', 'Mobil'], []), [null, 'phone'])
  })

  test('a column full of addresses is the e-mail, whatever its heading', ({ assert }) => {
    const sample = [
      ['Ida', 'ida@example.dk'],
      ['Bo', ''],
    ]
    assert.deepEqual(guessColumns(['Navn', 'Kontakt'], sample), ['fullName', 'email'])
    assert.deepEqual(guessColumns(['Navn', 'Kontakt'], [['Ida', 'ring']]), ['fullName', null])
  })
})
