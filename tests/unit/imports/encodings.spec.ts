import { test } from '@japa/runner'
import { guessDialect } from '#imports/dialect'
import { fixture } from '#tests/imports'
import { readFile, said } from './files.js'

/** The same list, saved by different programs. */
const SAVED_AS = [
  ['excel-da.csv', 'windows-1252', ';'],
  ['utf-8.csv', 'utf-8', ';'],
  ['utf-8-bom.csv', 'utf-8', ';'],
  ['utf-16le-bom.csv', 'utf-16le', ';'],
  ['utf-16be-bom.csv', 'utf-16be', ';'],
  ['utf-16le.csv', 'utf-16le', ';'],
  ['utf-16be.csv', 'utf-16be', ';'],
  ['excel-unicode-text.txt', 'utf-16le', '\t'],
  ['macintosh.csv', 'macintosh', ';'],
] as const

test.group('Encodings and delimiters', () => {
  test('{0} is read as {1}')
    .with([...SAVED_AS])
    .run(({ assert }, [name, encoding, delimiter]) => {
      const { dialect, readings } = readFile(fixture(name))

      assert.deepEqual(dialect, { kind: 'csv', encoding, delimiter, hasHeadings: true })
      assert.deepEqual(said(readings[0]), {
        firstName: 'Søren',
        lastName: 'Ærø',
        email: 'soeren@example.dk',
        phone: '20 30 40 50',
        birthDate: '1980-12-24',
        nationalId: '241280-1235',
        street: 'Nørregade 12, 2. tv',
        postalCode: '1165',
        city: 'København K',
        tags: ['ryg', 'knæ'],
        problems: [],
      })
      assert.deepEqual(said(readings[1]), { problems: ['email_wrong'] })
      assert.equal(readings[2].client?.street, 'Vestergade 1, Baghuset')
    })

  test('the line in which Excel names the delimiter is no row', ({ assert }) => {
    const { dialect, readings } = readFile(fixture('excel-sep.csv'))

    assert.deepInclude(dialect, { delimiter: ',' })
    assert.deepEqual(readings.map(said), [
      { firstName: 'Ida', lastName: 'Lund', email: 'ida@example.com', problems: [] },
    ])
  })

  test('a table without headings says so', ({ assert }) => {
    const { dialect, table } = readFile(Buffer.from('Ida,ida@example.dk\nBo,bo@example.dk\n'))

    assert.deepInclude(dialect, { hasHeadings: false })
    assert.deepEqual(table.headings, ['1', '2'])
    assert.lengthOf([...table.rows()], 2)
  })

  test('what is no table is refused with the reason', ({ assert }) => {
    assert.equal(guessDialect(Buffer.alloc(0)), 'empty')
    assert.equal(guessDialect(Buffer.from('\ufeff \r\n\r\n')), 'empty')
    assert.equal(guessDialect(Buffer.from('PK\x03\x04\x14\x00\x06\x00')), 'workbook')
    assert.equal(guessDialect(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])), 'workbook')
    assert.equal(guessDialect(Buffer.from('%PDF-1.7\n%\x01\x02\x03\n1 0 obj')), 'binary')
    assert.equal(guessDialect(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70])), 'binary')
  })
})
