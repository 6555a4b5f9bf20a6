import type { HttpContext } from '@adonisjs/core/http'
import { openLocations } from '#calendar/locations'
import Room from '#models/room'
import { roomValidator } from '#validators/places'

export default class RoomsController {
  async create({ view, request }: HttpContext) {
    return view.render('pages/places/rooms/create', {
      locations: await openLocations(),
      locationId: request.input('location', null),
    })
  }

  async store({ request, response, session, i18n, actor }: HttpContext) {
    const values = await request.validateUsing(roomValidator, { meta: await open() })
    const room = await Room.open(values, { by: actor })
    session.flash('notice', i18n.t('places.created', { name: room.name }))
    return response.redirect().status(303).toRoute('settings.places.index')
  }

  async edit({ params, view }: HttpContext) {
    const room = await Room.findOrFail(params.id)
    return view.render('pages/places/rooms/edit', {
      room,
      locations: await openLocations([room.locationId]),
    })
  }

  async update({ params, request, response, session, i18n, actor }: HttpContext) {
    const room = await Room.findOrFail(params.id)
    const values = await request.validateUsing(roomValidator, {
      meta: await open([room.locationId]),
    })
    await room.revise(values, { by: actor })
    session.flash('notice', i18n.t('places.saved', { name: room.name }))
    return response.redirect().status(303).toRoute('settings.places.index')
  }
}

async function open(also: (string | null)[] = []) {
  const locations = await openLocations(also)
  return { locationIds: locations.map(({ id }) => id) }
}
