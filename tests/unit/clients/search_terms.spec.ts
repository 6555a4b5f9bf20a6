import { test } from '@japa/runner'
import { dateInNationalId, type SearchTerm, searchTerms } from '#clients/search_terms'

const text = (value: string) => ({ kind: 'text', text: value })
const digits = (value: string) => ({ kind: 'digits', digits: value })
const date = (value: string, typed: string) => ({ kind: 'date', date: value, digits: typed })

test.group('Search terms', () => {
  test('"{typed}"')
    .with([
      { typed: '', terms: [] },
      { typed: '   ', terms: [] },
      { typed: 'Hansen, Anna', terms: [text('Hansen'), text('Anna')] },
      { typed: 'anna@example.test', terms: [text('anna@example.test')] },
      { typed: "O'Brien", terms: [text("O'Brien")] },
      { typed: '1980-02-03', terms: [date('1980-02-03', '19800203')] },
      { typed: '03.02.1980', terms: [date('1980-02-03', '03021980')] },
      { typed: '3/2-1980', terms: [date('1980-02-03', '321980')] },
      { typed: '3. 2. 1980', terms: [date('1980-02-03', '321980')] },
      { typed: '3.2.80', terms: [date('80-02-03', '3280')] },
      { typed: '3/2', terms: [date('-02-03', '32')] },
      { typed: 'Hansen 3/2-1980', terms: [text('Hansen'), date('1980-02-03', '321980')] },
      { typed: '+45 12 34 56 78', terms: [digits('4512345678')] },
      { typed: '(12) 34-56-78', terms: [digits('12345678')] },
      { typed: '12 34', terms: [digits('1234')] },
      { typed: '#42', terms: [digits('42')] },
      { typed: '32.13.1980', terms: [digits('32131980')] },
      { typed: '😀', terms: [text('😀')] },
      { typed: 'a\0b', terms: [text('a'), text('b')] },
      { typed: 'NEAR( OR "*', terms: [text('NEAR('), text('OR'), text('"*')] },
    ])
    .run(({ assert }, { typed, terms }) => {
      assert.deepEqual(searchTerms(typed), terms as SearchTerm[])
    })

  test('the date in a national id is recognised, other six digits are not', ({ assert }) => {
    assert.equal(dateInNationalId('030280'), '80-02-03')
    assert.isNull(dateInNationalId('993380'))
    assert.isNull(dateInNationalId('0302801234'))
  })
})
