import { test } from '@japa/runner'
import { guardedForms, harmlessForms } from '#tests/leaks/guarded'
import { switchOn } from '#tests/plugins'
import { DAY_BEFORE, reminding } from '../../plugins/reminders/tests/setting.js'
import { rulesOn } from '../../plugins/strict-mode/tests/setting.js'

test.group('What a clinic writes for its messages', () => {
  test('is refused where it would tell, beside the field and with the words', async (context) => {
    const { client, assert } = context
    const { nordlys, ida } = await reminding(context, DAY_BEFORE)
    await switchOn(nordlys, 'strict-mode')
    await rulesOn(nordlys, { no_personal_data: {} })
    const forms = await guardedForms(nordlys)
    for (const [column, { path, form }] of Object.entries(forms)) {
      const refused = await client.post(path).form(form).as(ida)
      assert.equal(refused.status(), 422, column)
      assert.match(refused.text(), /or what for: Massage\. Strict mode/, column)
    }
    for (const { path, form } of await harmlessForms(nordlys)) {
      const saved = await client.post(path).form(form).as(ida)
      assert.include([302, 303], saved.status(), path)
    }
  })

  test('is saved as it is where nobody asks for silence', async (context) => {
    const { client, assert } = context
    const { nordlys, ida } = await reminding(context, DAY_BEFORE)
    const forms = await guardedForms(nordlys)
    for (const [column, { path, form }] of Object.entries(forms)) {
      const saved = await client.post(path).form(form).as(ida)
      assert.include([302, 303], saved.status(), column)
    }
  })
})
