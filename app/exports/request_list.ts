import type { I18n } from '@adonisjs/i18n'
import ExportRequest from '#models/export_request'
import type Member from '#models/member'
import { kindOf } from './export_kinds.js'

const SHOWN = 20

/** What waits for this member's answer, what the member asked, and what became of the others'. */
export async function requestList(member: Member) {
  const canAnswer = member.can('exports.approve')
  const toAnswer = canAnswer ? await ExportRequest.toAnswer(member).preload('member') : []
  const waiting = new Set(toAnswer.map(({ id }) => id))
  const latest = await ExportRequest.visibleTo(member).orderBy('createdAt', 'desc').limit(SHOWN)
  return {
    ...{ canAnswer, toAnswer },
    own: latest.filter(({ memberId }) => memberId === member.id),
    others: latest.filter(({ id, memberId }) => memberId !== member.id && !waiting.has(id)),
  }
}

/** What was asked for, in the reader's words, and where it is taken out; of a plugin that is off by now only that it was. */
export function requestWords(i18n: I18n) {
  return ({ kind: id, choice }: Pick<ExportRequest, 'kind' | 'choice'>) => {
    const kind = kindOf(id)
    return {
      what: i18n.t(`export_requests.kinds.${kind ? id.split('.')[0] : 'gone'}`),
      which: kind?.words(choice, i18n) ?? '',
      path: kind?.path(choice) ?? null,
    }
  }
}
