import type { HttpContext } from '@adonisjs/core/http'
import { COLOURS } from '#calendar/colours'
import { countServices, serviceCategories, serviceGroups } from '#calendar/service_list'
import Member from '#models/member'
import Service from '#models/service'
import { serviceValidator } from '#validators/service'

/** Settings → Services: what the clinic offers. */
export default class ServicesController {
  async index({ view, request, i18n }: HttpContext) {
    const archived = request.input('show') === 'archived'
    return view.render('pages/services/index', {
      archived,
      counts: await countServices(),
      groups: await serviceGroups(i18n.locale, { archived }),
    })
  }

  async create({ view }: HttpContext) {
    return view.render('pages/services/create', await choices())
  }

  async store({ request, response, session, i18n, actor }: HttpContext) {
    const values = await request.validateUsing(serviceValidator, { meta: await members() })
    const service = await Service.offer(values, { by: actor })
    session.flash('notice', i18n.t('services.created', { name: service.name }))
    return response.redirect().status(303).toRoute('settings.services.index')
  }

  async edit({ params, view }: HttpContext) {
    const service = await Service.findOrFail(params.id)
    await service.load('members')
    return view.render('pages/services/edit', { service, ...(await choices()) })
  }

  async update({ params, request, response, session, i18n, actor }: HttpContext) {
    const service = await Service.findOrFail(params.id)
    const values = await request.validateUsing(serviceValidator, { meta: await members() })
    await service.revise(values, { by: actor })
    session.flash('notice', i18n.t('services.saved', { name: service.name }))
    return response.redirect().status(303).toRoute('settings.services.index')
  }
}

async function choices() {
  return {
    colours: COLOURS,
    categories: await serviceCategories(),
    members: await Member.query().whereNull('deactivatedAt').orderBy('name'),
  }
}

async function members() {
  const active = await Member.query().whereNull('deactivatedAt').select('id')
  return { memberIds: active.map(({ id }) => id) }
}
