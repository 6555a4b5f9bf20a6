import type { HttpContext } from '@adonisjs/core/http'
import { CalendarImport } from '#calendar/calendar_import'
import { targetMember } from '#calendar/import_page'

/** Books what a calendar file has. */
export default class CalendarImportRunsController {
  async store({ params, request, response, session, member, actor, i18n }: HttpContext) {
    const opened = await CalendarImport.find(params.id, member)
    const target = await targetMember(request.input('member'), member)
    const { date, ...tally } = await opened.run(target, { by: actor })
    session.flash('notice', i18n.t('calendar_imports.done', tally))
    const shown = { view: 'agenda', ...(date && { date }), members: target.id }
    return response.redirect().status(303).withQs(shown).toRoute('calendar.show')
  }
}
