import { test } from '@japa/runner'
import { splitAddress } from '#imports/addresses'
import { guessDateOrder, readBirthDate } from '#imports/dates'
import { splitName } from '#imports/names'
import { fixture } from '#tests/imports'
import { readFile, said } from './files.js'

/** The rows of a small table, as they are understood in a Danish clinic. */
function read(...lines: string[]) {
  return readFile(Buffer.from(lines.join('\n'))).readings.map(said)
}

test.group('Rows', () => {
  test('a broken line costs itself and no other', ({ assert }) => {
    const { readings } = readFile(fixture('broken.csv'))

    assert.deepEqual(
      readings.map(({ row, client, problems }) => [
        row.line,
        client?.firstName ?? problems.map(({ code }) => code),
      ]),
      [
        [2, 'En'],
        [3, ['unclosed_quote']],
        [4, 'Tre'],
        [5, ['too_many_cells']],
        [6, 'Fem'],
        [8, 'Seks'],
      ]
    )
  })

  test('a row without a name, or with an address that is none, is left out', ({ assert }) => {
    assert.deepEqual(read('Navn;E-mail', ';ida@example.dk', 'Ida;ida@', 'Bo;bo@example.dk'), [
      { problems: ['no_name'] },
      { problems: ['email_wrong'] },
      { firstName: 'Bo', lastName: '', email: 'bo@example.dk', problems: [] },
    ])
  })

  test('of several values in one cell the first good one counts, and that is said', ({
    assert,
  }) => {
    assert.deepEqual(
      read('Fornavn;E-mail;Telefon', 'Ida;"IDA@example.dk, x@example.dk";20304050 / 33445566'),
      [
        {
          firstName: 'Ida',
          email: 'ida@example.dk',
          phone: '20304050',
          problems: ['first_taken', 'first_taken'],
        },
      ]
    )
  })

  test('a number that nobody can call is kept as it was written', ({ assert }) => {
    assert.deepEqual(read('Fornavn;Telefon', 'Ida;spørg hendes mor'), [
      { firstName: 'Ida', phone: 'spørg hendes mor', problems: ['phone_unknown'] },
    ])
  })

  test('a word that is not understood is left out, and that is said', ({ assert }) => {
    assert.deepEqual(read('Fornavn;Sprog;Kun e-mail', 'Ida;klingon;måske', 'Bo;norsk;ja'), [
      { firstName: 'Ida', problems: ['left_out', 'left_out'] },
      { firstName: 'Bo', locale: 'nb', emailOnly: true, problems: [] },
    ])
  })

  test('what is longer than the form allows is left out with its row', ({ assert }) => {
    assert.deepEqual(read('Fornavn;By', `Ida;${'x'.repeat(101)}`, `Bo;${'x'.repeat(100)}`), [
      { problems: ['too_long'] },
      { firstName: 'Bo', city: 'x'.repeat(100), problems: [] },
    ])
  })

  test('an odd national id is kept, and never repeated in a problem', ({ assert }) => {
    const { readings } = readFile(Buffer.from('Fornavn;CPR\nIda;123'))

    assert.equal(readings[0].client?.nationalId, '123')
    assert.deepEqual(readings[0].problems, [{ code: 'national_id_unusual', field: 'nationalId' }])
  })

  test('the apostrophe of a defused formula is taken off again', ({ assert }) => {
    assert.deepEqual(read('Fornavn;By', "'=Ida;'-by", "'t Hart;Ny"), [
      { firstName: '=Ida', city: '-by', problems: [] },
      { firstName: "'t Hart", city: 'Ny', problems: [] },
    ])
  })

  test('names and addresses in one cell are parted', ({ assert }) => {
    assert.deepEqual(splitName('Hansen, Hans Bo'), { firstName: 'Hans Bo', lastName: 'Hansen' })
    assert.deepEqual(splitName('Lars von der Trier'), {
      firstName: 'Lars',
      lastName: 'von der Trier',
    })
    assert.deepEqual(splitName('Kun'), { firstName: 'Kun', lastName: '' })
    assert.deepEqual(splitAddress('Nørregade 12, 2. tv\n1165 København K, Danmark'), {
      street: 'Nørregade 12, 2. tv',
      postalCode: '1165',
      city: 'København K',
      country: 'Danmark',
    })
    assert.deepEqual(splitAddress('Bag kirken'), { street: 'Bag kirken', postalCode: '', city: '' })
  })
})

test.group('Dates of birth', () => {
  const certain = { order: 'day' as const, isCertain: true, today: '2026-01-15' }

  test('{0}')
    .with([
      ...[
        '1980-01-02',
        '19800102',
        '02011980',
        '1980/1/2',
        '2/1/1980',
        '2. 1. 1980',
        '2.1.80',
        '020180',
      ],
      ...[
        '02-01-1980 00:00:00',
        '1980-01-02T00:00:00Z',
        '2. januar 1980',
        '2 Jan 80',
        '02-jan-1980',
      ],
      ...['January 2, 1980', 'Jan 2, 1980'],
    ])
    .run(({ assert }, text) => {
      assert.deepEqual(readBirthDate(text, certain), { date: '1980-01-02' })
    })

  test('{0} is {1}')
    .with([
      ['30-02-1980', 'date_impossible'],
      ['31/13/1980', 'date_impossible'],
      ['01-01-1820', 'date_impossible'],
      ['16-01-2026', 'date_future'],
      ['--01-02', 'date_without_year'],
      ['2/1', 'date_without_year'],
      ['i går', 'date_unreadable'],
      ['1980', 'date_unreadable'],
    ] as const)
    .run(({ assert }, [text, problem]) => {
      assert.equal(readBirthDate(text, certain), problem)
    })

  test('the whole column says whether the day or the month comes first', ({ assert }) => {
    assert.deepEqual(guessDateOrder(['1/2/1980', '12/31/1980'], 'da'), {
      order: 'month',
      isCertain: true,
    })
    assert.deepEqual(guessDateOrder(['1/2/1980', '31/12/1980'], 'en'), {
      order: 'day',
      isCertain: true,
    })
    assert.deepEqual(guessDateOrder(['1/2/1980'], 'nb'), { order: 'day', isCertain: true })
    assert.deepEqual(guessDateOrder(['1/2/1980'], 'en'), { order: 'day', isCertain: false })
  })

  test('what remains a guess is said', ({ assert }) => {
    const guessed = { ...certain, isCertain: false }

    assert.deepEqual(readBirthDate('1/2/1980', guessed), {
      date: '1980-02-01',
      remark: 'date_ambiguous',
    })
    assert.deepEqual(readBirthDate('13/2/1980', guessed), { date: '1980-02-13' })
    assert.deepEqual(readBirthDate('1/2/15', certain), {
      date: '2015-02-01',
      remark: 'century_guessed',
    })
  })
})
