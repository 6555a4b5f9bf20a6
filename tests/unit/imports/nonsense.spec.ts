import fc from 'fast-check'
import { test } from '@japa/runner'
import { guessColumns } from '#imports/column_guess'
import { guessDialect, openTable } from '#imports/dialect'
import { FIELDS, type Mapping } from '#imports/fields'
import { isFailure } from '#imports/problem'
import { RowReader } from '#imports/row_reader'
import { clientValidator } from '#validators/client'

const mark = fc.constantFrom(
  ...['"', '""', ';', ',', '\t', '\n', '\r\n', '\r', "'", '=', '+', '\\', '\u0000', '\ufeff', '😀']
)
const word = fc.constantFrom(
  ...[
    'Navn',
    'E-mail',
    'Fødselsdato',
    'CPR',
    'BEGIN:VCARD\n',
    'END:VCARD\n',
    'N:a;b',
    'sep=;\n',
    '1/2/80',
  ]
)
const text = fc
  .array(fc.oneof(mark, word, fc.string({ unit: 'grapheme' })), { maxLength: 60 })
  .map((parts) => parts.join(''))
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  text.map((written) => Buffer.from(written, 'utf8')),
  text.map((written) => Buffer.from(written, 'latin1')),
  text.map((written) => Buffer.from(written, 'utf16le'))
)
const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.emailAddress(),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.integer().map(String),
  fc.constantFrom(
    ...[
      '+45 12 34 56 78',
      '31/12/1980',
      '2. maj 80',
      'ja',
      'NO',
      'Hansen, Hans',
      "'=1",
      'a ::: b',
      '\n\n',
      ' ',
    ]
  )
)

test.group('Nonsense', () => {
  test('whatever the bytes are: refused, or rows that are each read or explained', ({ assert }) => {
    fc.assert(
      fc.property(bytes, (file) => {
        const dialect = guessDialect(file)
        if (typeof dialect === 'string') return
        const table = openTable(file, dialect)
        const rows = [...table.rows()]
        const reader = new RowReader({
          mapping:
            table.fields ??
            guessColumns(
              table.headings,
              rows.map(({ cells }) => cells)
            ),
          country: 'DK',
          dates: { order: 'day', isCertain: false },
          today: '2026-01-15',
        })
        for (const { client, problems } of rows.map((row) => reader.read(row)))
          assert.equal(client === null, problems.some(isFailure))
      }),
      { numRuns: 2000 }
    )
  })

  test('what a row is read as can be edited in the form afterwards', async ({ assert }) => {
    const mapping = [...FIELDS] as Mapping
    const reader = new RowReader({
      mapping,
      country: 'DK',
      dates: { order: 'day', isCertain: true },
      today: '2026-01-15',
    })
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { maxLength: mapping.length }), async (cells) => {
        const { client } = reader.read({ line: 2, cells })
        if (!client) return
        // A number that nobody can call is kept; the form asks about it when it is next saved.
        const { phone, emergencyPhone, ...rest } = client
        assert.deepInclude(await clientValidator.validate(rest), { firstName: client.firstName })
      }),
      { numRuns: 1000 }
    )
  })
})
