import { countClients } from '#exports/exported_client'
import { exportPermissions } from '#exports/export_kinds'
import { othersWhoApprove } from '#exports/second_person'
import type Member from '#models/member'
import { ask } from '#plugins/precautions'
import { asvs, gdpr, hipaa } from '../models/articles.js'
import { atMost } from '../models/fields.js'
import { defineRule, type Fact } from '../models/rule.js'

/** What many clients leave with, two people decide. */
export default defineRule({
  id: 'export_approval',
  icon: 'users',
  articles: [hipaa('164.308(a)(4)(ii)(B)'), gdpr('5(1)(f), 32(1)(b)'), asvs('2.3.5')],
  fields: {
    clients: atMost(50, { min: 1, max: 10_000 }),
    approvalHours: atMost(24, { min: 1, max: 72 }),
  },
  answers: {
    exportApprovalAbove: ({ values }) => values.clients,
    exportApprovalHours: ({ values }) => values.approvalHours,
  },

  async preview({ members, values }) {
    const clients = await countClients({ status: 'all', nationalIds: false })
    const alone = await thoseAlone(members)
    const facts: Fact[] = [
      { word: 'effects.asked', params: { most: values.clients, clients } },
      { word: 'effects.waits', params: { hours: values.approvalHours } },
    ]
    if (alone.length) facts.push({ word: 'effects.alone', params: { names: alone.join(', ') } })
    return facts
  },

  async measure({ members, values }) {
    const most = ask('exportApprovalAbove')
    const exceptions = await thoseAlone(members)
    const holds = most <= values.clients && !exceptions.length
    return { word: 'measured', params: { most }, holds, exceptions }
  },
})

/** The names of those who may take data out, and whose exports nobody else could approve. */
async function thoseAlone(members: Member[]) {
  const permissions = exportPermissions()
  const taking = members.filter((member) => permissions.some((each) => member.can(each)))
  const found = await Promise.all(
    taking.map(async (member) => {
      const others = await othersWhoApprove(member)
      return others.length ? [] : [member.name]
    })
  )
  return found.flat()
}
