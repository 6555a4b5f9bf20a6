import type { HttpContext } from '@adonisjs/core/http'
import Room from '#models/room'

/** Nothing new takes place in an archived room. */
export default class RoomArchivalsController {
  async store({ params, response, session, actor, i18n }: HttpContext) {
    const room = await Room.findOrFail(params.id)
    await room.archive({ by: actor })
    session.flash('notice', i18n.t('places.was_archived', { name: room.name }))
    return response.redirect().status(303).toRoute('settings.places.index')
  }

  async destroy({ params, response, session, actor, i18n }: HttpContext) {
    const room = await Room.findOrFail(params.id)
    await room.restore({ by: actor })
    session.flash('notice', i18n.t('places.was_restored', { name: room.name }))
    return response.redirect().status(303).toRoute('settings.places.index')
  }
}
