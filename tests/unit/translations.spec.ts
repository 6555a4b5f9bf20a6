import { test } from '@japa/runner'
import { LOCALES } from '#config/i18n'
import { navigation } from '#pages/navigation'
import { neededWords } from '#plugins/inspection/words'
import { registry } from '#plugins/registry'
import { askedFor, domains, parametersOf } from '#tests/words'

/** Keys that no line of code spells out, and who puts them together. */
const BUILT_ELSEWHERE = [
  /^common\./, // for the pages of any plugin, docs/pages.md
  /^permissions\./, // app/members/permission_table.ts, by the name of the permission
  /^validation\./, // app/words/validation_messages.ts, by the name of the refused rule
  /^[\w-]+\.fields\./, // the same, and pages
  /^[\w-]+\.errors\./, // the same
  /^[\w-]+\.report\.fields\./, // app/personal_data/readable_report.ts, by the key in a part of a report
  /^audit\.actions\./, // app/words/audit_sentence.ts, by what was recorded
  /^[\w-]+\.audit\./, // the same, of plugins
]

test.group('Translations', () => {
  test('every sentence is there in every language, with the same parameters', ({ assert }) => {
    const problems: string[] = []
    for (const { name, words } of domains()) {
      const keys = new Set(LOCALES.flatMap((locale) => [...words[locale].keys()]))
      assert.isNotEmpty([...keys], `${name} has words`)
      for (const key of keys)
        for (const locale of LOCALES) {
          const sentence = words[locale].get(key)
          if (!sentence?.trim()) problems.push(`${locale} ${key}: missing`)
          else if (words.en.has(key)) {
            const [own, english] = [
              parametersOf(sentence, locale),
              parametersOf(words.en.get(key)!, 'en'),
            ]
            if (own.join() !== english.join())
              problems.push(`${locale} ${key}: has {${own}}, English has {${english}}`)
          }
        }
    }
    assert.deepEqual(problems, [])
  })

  test('every key that is asked for is there', ({ assert }) => {
    const known = knownKeys()
    const { keys, shapes } = askedFor()
    const missing = [...keys]
      .filter(([key]) => !known.has(key))
      .map(([key, file]) => `${file}: ${key}`)
    // A shape that begins with a gap, such as a plugin's id, may have no plugin yet.
    const shapeless = [...shapes].filter(
      ([, shape]) => !shape.source.startsWith('^.+') && ![...known].some((key) => shape.test(key))
    )

    assert.deepEqual(missing, [])
    assert.deepEqual(
      shapeless.map(([where]) => where),
      []
    )
    assert.deepEqual(
      navigation.all().filter(({ label }) => label.startsWith('layout.') && !known.has(label)),
      []
    )
  })

  test('every key that is there is asked for', ({ assert }) => {
    const { keys, shapes, quoted } = askedFor()
    const shownByTheHost = new Set(registry.all().flatMap((plugin) => neededWords(plugin)))
    const patterns = [...shapes.values(), ...BUILT_ELSEWHERE]
    const unused = [...knownKeys()].filter(
      (key) =>
        !keys.has(key) &&
        !quoted.has(key) &&
        !shownByTheHost.has(key) &&
        !patterns.some((pattern) => pattern.test(key))
    )

    assert.deepEqual(unused, [])
  })
})

function knownKeys() {
  return new Set(domains().flatMap(({ words }) => [...words.en.keys()]))
}
