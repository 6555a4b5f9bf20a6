import { test } from '@japa/runner'
import { aClient } from '#tests/clients'
import { at, people } from '#tests/people'
import { switchOn } from '#tests/plugins'
import { Visitor } from '#tests/visitor'

/** Nordlys with the plugin on and a client there, and Signe at a browser. */
async function scene() {
  const all = await people()
  await switchOn(all.nordlys, 'calendar-mask')
  const clara = await at(all.nordlys, () => aClient())
  return { ...all, clara }
}

test.group('Calendar mask: the eye', () => {
  test('one click hides every name, another shows them again', async ({ client, assert }) => {
    const { signe } = await scene()
    const visitor = Visitor.as(client, signe)
    const before = await visitor.get('/clients')
    assert.include(before.text(), 'Clara Østergaard')
    assert.include(before.text(), 'Hide names')

    const hidden = await visitor.post('/calendar-mask/mask')
    assert.equal(hidden.status(), 303)
    const masked = await visitor.get('/clients')
    assert.notMatch(masked.text(), /Clara|Østergaard|clara@example|20 12 34 56/)
    assert.include(masked.text(), '•••')
    assert.include(masked.text(), 'Show names')

    await visitor.delete('/calendar-mask/mask')
    const after = await visitor.get('/clients')
    assert.include(after.text(), 'Clara Østergaard')
  })
})
