import { test } from '@japa/runner'
import { LOCALES } from '#config/i18n'
import { csvLine, defused, delimiterFor } from '#exports/csv'
import { guessColumns } from '#imports/column_guess'
import { FIELDS } from '#imports/fields'
import i18nManager from '@adonisjs/i18n/services/main'

test.group('What is exported', () => {
  test('a cell that could be a formula is defused')
    .with([
      ['=1+1', "'=1+1"],
      ['+1+1', "'+1+1"],
      ['-2+3', "'-2+3"],
      ['@SUM(A1)', "'@SUM(A1)"],
      ['\t=1', "'\t=1"],
      ['\r=1', "'\r=1"],
      ['＝1', "'＝1"],
      ["'=1", "''=1"],
      ['+45 20 30 40 50', '+45 20 30 40 50'],
      ['+1 213 373 4253', '+1 213 373 4253'],
      ['+45 20=1', "'+45 20=1"],
      ['Anne-Marie', 'Anne-Marie'],
      ["O'Neill", "O'Neill"],
      ['', ''],
    ])
    .run(({ assert }, [cell, expected]) => {
      assert.equal(defused(cell), expected)
    })

  test('quotes, delimiters and line breaks stand in quotation marks', ({ assert }) => {
    assert.equal(csvLine(['a;b', 'c"d', 'e\nf', '=x;y'], ';'), '"a;b";"c""d";"e\nf";"\'=x;y"\r\n')
    assert.deepEqual(LOCALES.map(delimiterFor), [',', ';', ';'])
  })

  test('the headings of every language are understood by the import', ({ assert }) => {
    for (const locale of LOCALES) {
      const i18n = i18nManager.locale(locale)
      for (const field of FIELDS)
        assert.deepEqual(
          guessColumns(['?', i18n.t(`imports.fields.${field}`)], []),
          [null, field],
          `${locale} ${field}`
        )
    }
  })
})
