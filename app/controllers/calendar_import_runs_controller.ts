import type { HttpContext } from '@adonisjs/core/http'
import type { I18n } from '@adonisjs/i18n'
import { CalendarImport, type Tally } from '#calendar/files/calendar_import'
import { targetMember } from '#calendar/files/import_page'

/** Brings what a calendar file has. */
export default class CalendarImportRunsController {
  async store({ params, request, response, session, member, actor, i18n }: HttpContext) {
    const opened = await CalendarImport.find(params.id, member)
    const target = await targetMember(request.input('member'), member)
    const { date, ...tally } = await opened.run(target, { by: actor })
    session.flash('notice', told(tally, i18n))
    const shown = { view: 'agenda', ...(date && { date }), members: target.id }
    return response.redirect().status(303).withQs(shown).toRoute('calendar.show')
  }
}

function told(tally: Tally, i18n: I18n) {
  const { imported, taken, away } = tally
  const sentences = [
    ...(imported || taken || !away ? ['calendar_imports.done'] : []),
    ...(away ? ['calendar_imports.done_away'] : []),
  ]
  return sentences.map((key) => i18n.t(key, tally)).join(' ')
}
