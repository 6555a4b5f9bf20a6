import { test } from '@japa/runner'
import { Signature } from '../../models/signature.js'
import { DRAWN } from '../setting.js'

const line = [
  [10, 10],
  [200, 100],
]
const data = (values: object) =>
  JSON.stringify({ width: 600, height: 200, strokes: [line], ...values })

test.group('Signature', () => {
  test('a drawn one becomes the paths of an SVG, a dot among them', ({ assert }) => {
    assert.deepEqual(Signature.parse(DRAWN)!.paths, [
      'M20,150L120.5,40L240,160L380,60',
      'M200,30L200,30',
    ])
  })

  test('is a picture of its own for reports', ({ assert }) => {
    const [kind, body] = Signature.parse(DRAWN)!.picture.split(',')
    assert.equal(kind, 'data:image/svg+xml;base64')
    const svg = Buffer.from(body, 'base64').toString()
    assert.match(svg, /^<svg [^<>]*viewBox="0 0 600 200"[^<>]*>(<path d="[ML\d.,]+"\/>){2}<\/svg>$/)
  })

  test('keeps nothing but the lines', ({ assert }) => {
    const signature = Signature.parse(data({ note: '<script>', pressure: [1] }))
    assert.deepEqual(signature!.data, { width: 600, height: 200, strokes: [line] })
  })

  const refused: [string, string][] = [
    ['no JSON', '{'],
    ['a picture', 'data:image/png;base64,iVBORw0KGgo='],
    ['null', 'null'],
    ['nothing drawn', data({ strokes: [] })],
    ['an empty stroke', data({ strokes: [line, []] })],
    ['a dot', data({ strokes: [[[5, 5]]] })],
    [
      'a slip of the finger',
      data({
        strokes: [
          [
            [5, 5],
            [9, 9],
          ],
        ],
      }),
    ],
    [
      'a point outside',
      data({
        strokes: [
          [
            [10, 10],
            [601, 100],
          ],
        ],
      }),
    ],
    [
      'a point below zero',
      data({
        strokes: [
          [
            [10, -1],
            [200, 100],
          ],
        ],
      }),
    ],
    [
      'words for numbers',
      data({
        strokes: [
          [
            ['10', '10'],
            ['200', '"/><script>'],
          ],
        ],
      }),
    ],
    [
      'too many coordinates',
      data({
        strokes: [
          [
            [10, 10, 3],
            [200, 100, 3],
          ],
        ],
      }),
    ],
    ['no size', JSON.stringify({ strokes: [line] })],
    ['an enormous pad', data({ width: 1e9 })],
    ['half a pixel', data({ width: 100.5 })],
    ['too many strokes', data({ strokes: Array.from({ length: 201 }, () => line) })],
    [
      'too many points',
      data({ strokes: [Array.from({ length: 8001 }, (_, n) => [n % 600, n % 200])] }),
    ],
    ['too many bytes', data({ note: 'x'.repeat(100_000) })],
  ]
  for (const [what, text] of refused)
    test(`refuses ${what}`, ({ assert }) => {
      assert.isNull(Signature.parse(text))
    })
})
