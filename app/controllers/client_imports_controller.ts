import type { HttpContext } from '@adonisjs/core/http'
import { detailsOn } from '#clients/display_name'
import { mappingPage } from '#imports/mapping_page'
import { takeMapping } from '#imports/mapping_form'
import { progressPage } from '#imports/progress_page'
import { previewPage } from '#imports/preview_page'
import { MOST_ROWS, receiveTable } from '#imports/received_table'
import { LARGEST_MB, receiveUpload } from '#imports/upload'
import ClientImport from '#models/client_import'
import { mappingValidator } from '#validators/client_import'
import { refuse } from '#validators/refuse'

export default class ClientImportsController {
  async index({ view, member }: HttpContext) {
    return view.render('pages/imports/index', {
      imports: await ClientImport.latest(),
      naming: detailsOn('screen', member).naming,
    })
  }

  create({ view }: HttpContext) {
    return view.render('pages/imports/create', { megabytes: LARGEST_MB, rows: MOST_ROWS })
  }

  async store({ request, response, actor, member, i18n }: HttpContext) {
    const upload = await receiveUpload(request)
    const mayHoldIds = member.can('clients.national_id')
    const table = typeof upload === 'string' ? upload : receiveTable(upload, { mayHoldIds })
    if (typeof table === 'string') {
      const limits = { megabytes: LARGEST_MB, rows: MOST_ROWS }
      refuse('file', i18n.t(`imports.refused.${table}`, limits))
    }
    const { id } = await ClientImport.open(table, { by: actor })
    return response.redirect().status(303).toRoute('clients.imports.edit', { id })
  }

  async edit({ params, response, view, member }: HttpContext) {
    const clientImport = await ClientImport.findOrFail(params.id)
    if (!clientImport.isOpen)
      return response.redirect().toRoute('clients.imports.show', { id: params.id })
    return view.render('pages/imports/edit', await mappingPage(clientImport, member))
  }

  async update({ params, request, response, session, member, i18n }: HttpContext) {
    const clientImport = await ClientImport.findOrFail(params.id)
    if (!clientImport.isOpen)
      return response.redirect().toRoute('clients.imports.show', { id: params.id })
    const input = await request.validateUsing(mappingValidator)
    const isMapped = await takeMapping(clientImport, input, { member, i18n })
    if (!isMapped) session.flash('notice', i18n.t('imports.read_again'))
    const next = isMapped ? 'clients.imports.show' : 'clients.imports.edit'
    return response.redirect().status(303).toRoute(next, { id: params.id })
  }

  async show(ctx: HttpContext) {
    const clientImport = await ClientImport.findOrFail(ctx.params.id)
    const page = clientImport.isOpen
      ? await previewPage(clientImport, ctx.request.qs(), ctx)
      : await progressPage(clientImport, ctx.member)
    return ctx.view.render('pages/imports/show', { clientImport, ...page })
  }

  async destroy({ params, response, session, actor, i18n }: HttpContext) {
    const clientImport = await ClientImport.findOrFail(params.id)
    await clientImport.discard({ by: actor })
    session.flash('notice', i18n.t('imports.discarded'))
    return response.redirect().status(303).toRoute('clients.imports.index')
  }
}
