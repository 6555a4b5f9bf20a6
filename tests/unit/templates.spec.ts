import { globSync, readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import edge from 'edge.js'
import app from '@adonisjs/core/services/app'

const TAGS = ['if', 'elseif', 'else', 'unless', 'each', 'end', 'let', 'slot', 'inject', 'include']
const FORBIDDEN = {
  'an inline style, which the CSP refuses': /\sstyle="/,
  'an inline script, which the CSP refuses':
    // A block of data is no script.
    /<script(?![^>]*\s(?:src=|type="application\/json"))|\son(click|change|submit|input|load)="/,
  '@include, which Edge compiles anew on every page': /^\s*@include/,
}

/** Mail programs know no style sheets, and no CSP. */
const MAILS = /(^|\/)mails?\//

/** Each line of each page's template, of the core and of the plugins. */
function lines() {
  return globSync(['resources/views/**/*.edge', 'plugins/*/views/**/*.edge'], {
    cwd: app.makePath(),
  })
    .filter((file) => !MAILS.test(file))
    .flatMap((file) =>
      readFileSync(app.makePath(file), 'utf8')
        .split('\n')
        .map((line, index) => ({ at: `${file}:${index + 1}`, line }))
    )
}

function componentTags() {
  return edge.loader
    .listComponents()
    .flatMap(({ components }) => components.map(({ tagName }) => tagName))
}

test.group('Templates', () => {
  test('a tag stands alone on its line: Edge prints any other', ({ assert }) => {
    const names = [...TAGS, ...componentTags()].map((name) => name.replaceAll('.', '\\.')).join('|')
    const misplaced = new RegExp(`^\\s*[^\\s@].*@!?(?:${names})(?![\\w.])`)

    assert.deepEqual(
      lines().filter(({ line }) => misplaced.test(line)),
      []
    )
  })

  for (const [what, pattern] of Object.entries(FORBIDDEN))
    test(`none has ${what}`, ({ assert }) => {
      assert.deepEqual(
        lines().filter(({ line }) => pattern.test(line)),
        []
      )
    })
})
