import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { clientOf, dayOf, guess, rowsOf } from '../../browser/importing/rows.ts'
import { hitIn, NoteIndex } from '../../browser/search/index.ts'
import type { Template } from '../../browser/notes/body.ts'

function starters(locale: string): Template[] {
  const path = app.makePath(`plugins/soap/browser/starters/${locale}.json`)
  return JSON.parse(readFileSync(path, 'utf8'))
}

test.group('Templates that everybody has', () => {
  test('ask the same in every language', ({ assert }) => {
    const shape = (locale: string) =>
      starters(locale).map(({ id, sections }) => [
        id,
        sections.map((section) => [
          section.id,
          section.kind,
          'options' in section ? section.options.length : 0,
        ]),
      ])
    const english = shape('en')
    assert.deepEqual(
      english.map(([id]) => id),
      ['soap', 'physiotherapy', 'psychotherapy', 'chiropractic', 'acupuncture', 'massage']
    )
    for (const locale of ['da', 'nb']) assert.deepEqual(shape(locale), english, locale)
  })
})

test.group('Searching opened notes', () => {
  test('finds all words in any order and case, and shows them where they stand', ({ assert }) => {
    const index = new NoteIndex<string>()
    index.add('a', 'first', 'Smerter i HØJRE knæ efter løb')
    index.add('b', 'second', 'Smerter i venstre knæ')
    const found = (query: string) => [...index.search(query)].flat()

    assert.deepEqual(
      found('knæ smerter').map(({ entry }) => entry),
      ['first', 'second']
    )
    assert.deepEqual(
      found('højre knæ').map((text) => hitIn(text, 'højre knæ')),
      [{ before: 'Smerter i ', match: 'HØJRE', after: ' knæ efter løb' }]
    )
    assert.isEmpty(found('højre venstre'))
    assert.isEmpty(found('  '))
    index.clear()
    assert.isEmpty(found('knæ'))
  })
})

test.group('Old notes from a file', () => {
  const bo = { id: 'bo', number: 7, name: 'Bo Berg', born: '1980-02-03' }
  const other = { id: 'other', number: 8, name: 'Bo Berg', born: '1991-01-01' }

  test('reads CSV with any separator, and JSON', ({ assert }) => {
    const wanted = [{ Navn: 'Bo Berg', Dato: '3.2.2019', Tekst: 'Stiv; øm' }]
    assert.deepEqual(rowsOf('\uFEFFNavn;Dato;Tekst\r\nBo Berg;3.2.2019;"Stiv; øm"\r\n'), wanted)
    assert.deepEqual(rowsOf('Navn\tDato\tTekst\nBo Berg\t3.2.2019\tStiv; øm\n'), wanted)
    assert.deepEqual(rowsOf(JSON.stringify({ notes: wanted })), wanted)
    assert.throws(() => rowsOf('{"notes": 3}'))
    assert.deepEqual(guess(['Navn', 'Dato', 'Tekst']), { name: 'Navn', date: 'Dato' })
  })

  test('names a client only where nobody else can be meant', ({ assert }) => {
    const columns = { number: 'Nr', name: 'Navn', born: 'Født' }
    const of = (row: Record<string, string>) => clientOf(row, columns, [bo, other])?.id ?? null
    assert.equal(of({ Nr: '#8', Navn: 'Nobody' }), 'other')
    assert.isNull(of({ Nr: '9', Navn: 'Bo Berg' }))
    assert.equal(of({ Nr: '', Navn: 'bo berg', Født: '03-02-1980' }), 'bo')
    assert.isNull(of({ Nr: '', Navn: 'Bo Berg', Født: '' }))
  })

  test('takes days as they are written here, and none that do not exist', ({ assert }) => {
    assert.deepEqual(
      ['2019-02-03', '3.2.2019', '03/02-2019', '31.2.2019', 'yesterday', ''].map(dayOf),
      ['2019-02-03', '2019-02-03', '2019-02-03', null, null, null]
    )
  })
})
