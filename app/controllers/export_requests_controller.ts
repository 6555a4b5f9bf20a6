import type { HttpContext } from '@adonisjs/core/http'
import { detailsOn } from '#clients/display_name'
import { requestList, requestWords } from '#exports/request_list'
import { takingAsked } from '#exports/taking_asked'
import { needsApproval, othersWhoApprove } from '#exports/second_person'
import ExportRequest from '#models/export_request'
import { ask } from '#plugins/precautions'
import { exportRequestValidator } from '#validators/export_request'

/** What is too much for one person to take out: asked for, and answered by a second one. */
export default class ExportRequestsController {
  async index({ view, member, i18n }: HttpContext) {
    const { naming } = detailsOn('screen', member)
    return view.render('pages/export_requests/index', {
      ...(await requestList(member)),
      ...{ naming, wordsOf: requestWords(i18n) },
    })
  }

  async create({ request, response, view, member, i18n }: HttpContext) {
    const { kind, taking } = await takingAsked(request.all(), member)
    if (!needsApproval(taking.clients)) return response.redirect(kind.path(taking.choice))
    return view.render('pages/export_requests/create', {
      ...{ taking, words: requestWords(i18n)(taking) },
      above: ask('exportApprovalAbove'),
      others: await othersWhoApprove(member),
      back: kind.path(taking.choice),
    })
  }

  async store({ request, response, session, member, actor, i18n }: HttpContext) {
    const { kind, taking } = await takingAsked(request.all(), member)
    const { reason } = await request.validateUsing(exportRequestValidator)
    const asked = await ExportRequest.ask(taking, { member, reason, by: actor })
    const isAlone = asked.state === 'approved'
    session.flash('notice', i18n.t(`export_requests.${isAlone ? 'alone_done' : 'asked'}`))
    const path = isAlone ? kind.path(taking.choice) : '/exports'
    return response.redirect().status(303).toPath(path)
  }

  async show({ params, view, member, i18n }: HttpContext) {
    const asked = await ExportRequest.visibleTo(member).where('id', params.id).firstOrFail()
    const { naming } = detailsOn('screen', member)
    return view.render('pages/export_requests/show', {
      ...{ asked, naming, wordsOf: requestWords(i18n) },
      isOwn: asked.memberId === member.id,
    })
  }

  async destroy({ params, response, session, member, actor, i18n }: HttpContext) {
    const asked = await ExportRequest.query()
      .where({ id: params.id, memberId: member.id })
      .firstOrFail()
    const isDone = await asked.withdraw(actor)
    session.flash(
      isDone ? 'notice' : 'problem',
      i18n.t(`export_requests.${isDone ? 'withdrawn' : 'too_late'}`)
    )
    return response.redirect().status(303).toRoute('export_requests.index')
  }
}
