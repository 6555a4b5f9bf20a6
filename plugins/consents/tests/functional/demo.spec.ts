import { test } from '@japa/runner'
import { at } from '#tests/people'
import { manyClients } from '#tests/clients'
import { demo } from '../../demo.js'
import Answer from '../../models/answer.js'
import { badgeStates } from '../../models/overview.js'
import Statement from '../../models/statement.js'
import { consenting } from '../setting.js'

test.group('The demo clinic', () => {
  test('has consents in every state, and a draft to look at', async ({ assert }) => {
    const { nordlys, ida } = await consenting()
    await at(nordlys, async () => {
      const ids = await manyClients(40)
      await demo({ by: { member: ida.member, address: null } })

      const states = await badgeStates(ids)
      assert.containsSubset([...new Set(states.values())], ['given', 'refused', 'missing'])
      const answers = await Answer.all()
      assert.sameMembers(
        [...new Set(answers.map(({ answer }) => answer))],
        ['given', 'refused', 'withdrawn']
      )
      assert.isTrue(answers.every((answer) => answer.isIntact))
      assert.isTrue(answers.every(({ document }) => !document.includes('[[')))
      const drafts = await Statement.query().whereNull('currentVersionId')
      assert.deepEqual(
        drafts.map(({ key }) => key),
        ['marketing']
      )
    })
  })
})
