import { test } from '@japa/runner'
import { fixture } from '#tests/imports'
import { readFile, said } from './files.js'

test.group('vCards', () => {
  test('2.1: quoted-printable, its own charset, bare types', ({ assert }) => {
    const { dialect, readings } = readFile(fixture('phone-2.1.vcf'))

    assert.deepEqual(dialect, { kind: 'vcard', encoding: 'utf-8' })
    assert.deepEqual(readings.map(said), [
      {
        firstName: 'Søren',
        lastName: 'Østergård',
        email: 'soeren@example.dk',
        phone: '20 30 40 50',
        birthDate: '1980-12-24',
        street: 'Nørregade 12, 2. tv',
        postalCode: '1165',
        city: 'København K',
        country: 'DK',
        problems: [],
      },
    ])
  })

  test('3.0: folded lines, groups, preferred values, a birthday without a year', ({ assert }) => {
    assert.deepEqual(readFile(fixture('iphone-3.0.vcf')).readings.map(said), [
      {
        firstName: 'Mette Marie',
        lastName: 'Krogh',
        email: 'mette@example.dk',
        phone: '+45 20 11 22 33',
        birthDate: '1969-03-24',
        street: 'Nørregade 4, 1. th',
        postalCode: '8000',
        city: 'Aarhus C',
        country: 'DK',
        tags: ['ryg', 'skulder'],
        problems: [],
      },
      { firstName: 'Peter', lastName: 'Lund', problems: ['date_without_year'] },
    ])
  })

  test('4.0: addresses as URIs; a company and a card without an end are left out', ({ assert }) => {
    const { readings } = readFile(fixture('standard-4.0.vcf'), { locale: 'nb' })

    assert.deepEqual(readings.map(said), [
      {
        firstName: 'Åse',
        lastName: 'Ærø',
        email: 'aase@example.no',
        phone: '+47-412-34-567',
        birthDate: '1975-02-01',
        street: 'Storgata 1',
        postalCode: '0155',
        city: 'Oslo',
        country: 'NO',
        locale: 'nb',
        emergencyName: 'Ola Ærø',
        problems: [],
      },
      { problems: ['not_a_person'] },
      { problems: ['unfinished_card'] },
      { firstName: 'Kun', lastName: 'Navn', problems: [] },
    ])
  })
})
