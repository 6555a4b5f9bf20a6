import type { HttpContext } from '@adonisjs/core/http'
import { detailsOn, namesOn } from '#clients/display_name'
import { momentAt } from '../models/rules.js'
import Waiting from '../models/waiting.js'
import { serve } from '../models/waiting_list.js'
import { bookingSettings } from '../settings.js'

/** Who waits for what, in the order in which freed times are offered. */
export default class WaitingListController {
  async index({ view, member }: HttpContext) {
    const entries = await Waiting.open().preload('service').preload('member')
    return view.render('booking::pages/waiting_list/index', {
      services: [...Map.groupBy(entries, ({ service }) => service.name)],
      isOn: bookingSettings.read().waitingList,
      ...{ momentAt, nameOf: namesOn('screen', member), ...detailsOn('screen', member) },
    })
  }

  async destroy({ params, response, session, actor, i18n }: HttpContext) {
    const entry = await Waiting.query().where('id', params.entry_id).preload('offers').firstOrFail()
    await entry.remove(actor)
    await serve()
    session.flash('notice', i18n.t('booking.waiting_list.removed'))
    return response.redirect().status(303).toRoute('booking.waiting_list.index')
  }
}
