import { createHash } from 'node:crypto'
import { test } from '@japa/runner'
import { compose, hasGaps, sha256 } from '../../models/document.js'
import { render } from '../../models/markdown.js'
import { RECORDS } from '../setting.js'

test.group('Document', () => {
  test('says everything in a fixed order, with the words of the law that are not the clinic’s to leave out', ({
    assert,
  }) => {
    const text = compose('da', RECORDS, 'Nordlys, Strandvejen 1')

    assert.deepEqual(text.match(/^#.*$/gm), [
      '# Keeping a record',
      '## Hvad det skal bruges til',
      '## Hvad du bør vide',
      '## Hvad vi registrerer',
      '## Hvor længe vi gemmer det',
      '## Dine rettigheder',
      '## Du vælger selv',
      '## Hvem der er ansvarlig',
    ])
    assert.include(text, 'trække tilbage når som helst')
    assert.include(text, 'Nordlys, Strandvejen 1')
  })

  test('a clinic’s own headings stand below the sections', ({ assert }) => {
    const text = compose('en', { ...RECORDS, body: '# Big\r\n\n## Also big\n#tag' }, 'Nordlys')

    assert.include(text, '### Big\n\n### Also big\n#tag')
    assert.include(render(text), '<h2>Keeping a record</h2>')
    assert.include(render(text), '<h4>Big</h4>')
  })

  test('the hash is the one that sha256sum prints', ({ assert }) => {
    const text = 'Rødgrød med fløde\n'
    assert.equal(sha256(text), createHash('sha256').update(Buffer.from(text, 'utf8')).digest('hex'))
  })

  test('knows the gaps that a clinic must fill in', ({ assert }) => {
    assert.isTrue(hasGaps('Until [[for instance 5 years]] after'))
    assert.isFalse(hasGaps('See [us](https://nordlys.test), [ok]'))
  })
})

test.group('Markdown', () => {
  test('shows what a clinic needs', ({ assert }) => {
    const html = render(
      '**bold** *italic*\n\n- one\n- two\n\n[us](https://a.test) [mail](mailto:a@b.test)'
    )

    assert.include(html, '<strong>bold</strong> <em>italic</em>')
    assert.include(html, '<li>one</li>')
    assert.include(
      html,
      '<a href="https://a.test" rel="noopener noreferrer" target="_blank">us</a>'
    )
    assert.include(html, 'href="mailto:a@b.test"')
  })

  const attacks = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '![x](https://evil.test/pixel.png)',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java\nscript:alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:x)',
    '[x](//evil.test)',
    '[x](/settings)',
    '[x](file:///etc/passwd)',
    '[x](ftp://a.test)',
    '<javascript:alert(1)>',
    '[x](https://a.test"onmouseover="alert(1))',
    '[x]: javascript:alert(1)\n\n[x]',
    '`<b onclick=alert(1)>`',
  ]
  for (const attack of attacks)
    test(`makes nothing of ${JSON.stringify(attack)}`, ({ assert }) => {
      const html = render(attack)
      const tags = html.match(/<(?!\/?(p|a|code|em|strong|br)\b)/g)
      assert.isNull(tags, html)
      assert.notMatch(html, /<[^>]*\son\w+=/i)
      for (const [, href] of html.matchAll(/href="([^"]*)"/g))
        assert.match(href, /^(https?:\/\/|mailto:)/)
    })
})
