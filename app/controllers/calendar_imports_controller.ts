import type { HttpContext } from '@adonisjs/core/http'
import { CalendarImport } from '#calendar/files/calendar_import'
import { importPage, targetMember } from '#calendar/files/import_page'
import { MOST_ENTRIES } from '#calendar/files/calendar_entries'
import { LARGEST_MB, receiveUpload } from '#imports/upload'
import { refuse } from '#validators/refuse'

export default class CalendarImportsController {
  create({ view }: HttpContext) {
    return view.render('pages/calendar_imports/create', { megabytes: LARGEST_MB })
  }

  async store({ request, response, member, i18n }: HttpContext) {
    const upload = await receiveUpload(request)
    const opened =
      typeof upload === 'string' ? upload : await CalendarImport.open(upload.bytes, member)
    if (typeof opened === 'string') {
      const limits = { megabytes: LARGEST_MB, entries: MOST_ENTRIES }
      refuse('file', i18n.t(`calendar_imports.refused.${opened}`, limits))
    }
    return response.redirect().status(303).toRoute('calendar.imports.show', { id: opened.id })
  }

  /** What will happen, before it does. */
  async show(ctx: HttpContext) {
    const { params, request, view, member } = ctx
    const opened = await CalendarImport.find(params.id, member)
    const target = await targetMember(request.input('member'), member)
    return view.render(
      'pages/calendar_imports/show',
      await importPage(opened, target, ctx, request.input('page'))
    )
  }

  async destroy({ params, response, session, member, i18n }: HttpContext) {
    const opened = await CalendarImport.find(params.id, member)
    await opened.discard()
    session.flash('notice', i18n.t('calendar_imports.discarded'))
    return response.redirect().status(303).toRoute('calendar.imports.create')
  }
}
