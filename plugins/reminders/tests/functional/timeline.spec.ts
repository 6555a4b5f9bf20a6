import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import { reloadClinicState } from '#clinics/state'
import { aClient, textOf } from '#tests/clients'
import { book, planOf } from '#tests/calendar'
import { at } from '#tests/people'
import Rule from '../../models/rule.js'
import { clarasAppointment, DAY_BEFORE, queriesOf, reminding, SMS_BEFORE } from '../setting.js'

test.group('The timeline on an appointment', () => {
  test('tells of each reminder when it goes out, or why not', async (context) => {
    const { assert, client } = context
    const all = await reminding(context, { ...DAY_BEFORE, amount: 50 }, SMS_BEFORE)
    const { appointment } = await clarasAppointment(all, {}, '09:00')
    const page = await textOf(client.get(`/appointments/${appointment.id}`).as(all.jonas))
    assert.include(page, 'E-mail, 50 hours before')
    assert.match(page, /Planned for Jun 13, 2027, 8:00 AM · instead of Jun 13, 2027, 7:00 AM/)
    assert.include(page, 'SMS, 24 hours before')
    assert.include(page, 'SMS is not set up.')
    assert.include(page, 'Would have been sent Jun 14, 2027, 9:00 AM')
  })

  test('says so where there is no rule, and nobody to remind', async (context) => {
    const { assert, client } = context
    const all = await reminding(context)
    const { appointment } = await clarasAppointment(all)
    const path = `/appointments/${appointment.id}`
    assert.include(await textOf(client.get(path).as(all.jonas)), 'no rule for reminders yet')
    assert.notInclude(await textOf(client.get(path).as(all.jonas)), '/reminders/rules/create')
    assert.include(await textOf(client.get(path).as(all.ida)), '/reminders/rules/create')

    const meeting = await at(all.nordlys, async () => {
      await Rule.make(DAY_BEFORE, { by: SERVER })
      return book(planOf(all.signe, '15:00'))
    })
    const page = await textOf(client.get(`/appointments/${meeting.id}`).as(all.jonas))
    assert.include(page, 'None is sent: nobody attends.')
  })

  test('costs as much for three clients as for one, and nothing on other pages', async (context) => {
    const { assert, client } = context
    const all = await reminding(context, DAY_BEFORE)
    const [one, three] = await at(all.nordlys, async () => {
      const clients = [await aClient(), await aClient(), await aClient()]
      return [
        await book(planOf(all.signe, '10:00', { capacity: 4 }), clients[0]),
        await book(planOf(all.signe, '11:00', { capacity: 4 }), ...clients),
      ]
    })
    const queries = (path: string) =>
      queriesOf(all.nordlys, () => client.get(path).as(all.jonas).then())
    assert.equal(
      await queries(`/appointments/${three.id}`),
      await queries(`/appointments/${one.id}`)
    )
    const withPlugin = await queries('/clients')
    await at(all.nordlys, async () => {
      await clinicClient().from('plugin_activations').where('plugin_id', 'reminders').delete()
      await reloadClinicState()
    })
    assert.equal(await queries('/clients'), withPlugin)
  })
})
