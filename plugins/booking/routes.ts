import type { HttpContext, Router } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { middleware } from '#start/kernel'
import { embeddingOrigins } from './settings.js'

const Acceptances = () => import('./controllers/acceptances_controller.js')
const Appointments = () => import('./controllers/appointments_controller.js')
const Bookings = () => import('./controllers/bookings_controller.js')
const Cancellations = () => import('./controllers/cancellations_controller.js')
const Challenges = () => import('./controllers/challenges_controller.js')
const Confirmations = () => import('./controllers/confirmations_controller.js')
const Holds = () => import('./controllers/holds_controller.js')
const Moves = () => import('./controllers/moves_controller.js')
const Practitioners = () => import('./controllers/practitioners_controller.js')
const Refusals = () => import('./controllers/refusals_controller.js')
const Requests = () => import('./controllers/requests_controller.js')
const Restrictions = () => import('./controllers/restrictions_controller.js')
const Services = () => import('./controllers/services_controller.js')
const Setup = () => import('./controllers/setup_controller.js')
const Texts = () => import('./controllers/texts_controller.js')
const Thanks = () => import('./controllers/thanks_controller.js')
const Times = () => import('./controllers/times_controller.js')
const Offers = () => import('./controllers/offers_controller.js')
const Places = () => import('./controllers/places_controller.js')
const Waiting = () => import('./controllers/waiting_controller.js')
const WaitingList = () => import('./controllers/waiting_list_controller.js')
const WaitingThanks = () => import('./controllers/waiting_thanks_controller.js')
const Wordings = () => import('./controllers/wordings_controller.js')

/** For members. The host puts `/booking` before every path and `booking.` before every name. */
export function routes(router: Router) {
  router
    .group(() => {
      router.get('/requests', [Requests, 'index']).as('requests.index')
      router
        .post('/requests/:request_id/acceptance', [Acceptances, 'store'])
        .as('requests.acceptance.store')
      router.post('/requests/:request_id/refusal', [Refusals, 'store']).as('requests.refusal.store')
      router.get('/waiting-list', [WaitingList, 'index']).as('waiting_list.index')
      router.delete('/waiting-list/:entry_id', [WaitingList, 'destroy']).as('waiting_list.destroy')
    })
    .use(middleware.can('booking.decide'))
  router
    .group(() => {
      router.get('/setup', [Setup, 'show']).as('setup.show')
      router.put('/setup/restrictions', [Restrictions, 'update']).as('setup.restrictions.update')
      router.get('/wordings/:kind/:language', [Wordings, 'edit']).as('wordings.edit')
      router.put('/wordings/:kind/:language', [Wordings, 'update']).as('wordings.update')
    })
    .use(middleware.can('booking.manage'))
}

/** For visitors, who have no account and no session: what they hold is in the address. */
export function publicRoutes(router: Router) {
  router
    .group(() => {
      choosing(router)
      booking(router)
      changing(router)
      waiting(router)
    })
    .use(framed)
}

function choosing(router: Router) {
  router.get('/', [Services, 'index']).as('services.index')
  router.get('/services/:service_id', [Practitioners, 'index']).as('practitioners.index')
  router.get('/services/:service_id/times', [Times, 'index']).as('times.index')
  router.post('/services/:service_id/times', [Holds, 'store']).as('times.holds.store')
  router.get('/texts/:id', [Texts, 'show']).as('texts.show')
}

function booking(router: Router) {
  router.get('/hold/:token', [Bookings, 'create']).as('bookings.create')
  router.post('/hold/:token', [Bookings, 'store']).as('bookings.store')
  router.get('/hold/:token/thanks', [Thanks, 'show']).as('thanks.show')
  router.get('/challenge', [Challenges, 'show']).as('challenges.show')
  router.get('/confirm/:token', [Confirmations, 'create']).as('confirmations.create')
  router.post('/confirm/:token', [Confirmations, 'store']).as('confirmations.store')
}

function changing(router: Router) {
  router.get('/a/:token', [Appointments, 'show']).as('appointments.show')
  router.get('/a/:token/move', [Moves, 'create']).as('moves.create')
  router.post('/a/:token/move', [Moves, 'store']).as('moves.store')
  router
    .post('/a/:token/cancellation', [Cancellations, 'store'])
    .as('appointments.cancellation.store')
}

function waiting(router: Router) {
  router.get('/services/:service_id/waiting', [Waiting, 'create']).as('waiting.create')
  router.post('/services/:service_id/waiting', [Waiting, 'store']).as('waiting.store')
  router
    .get('/services/:service_id/waiting/thanks', [WaitingThanks, 'show'])
    .as('waiting.thanks.show')
  router.get('/waiting/:token', [Places, 'show']).as('places.show')
  router.post('/waiting/:token', [Places, 'destroy']).as('places.destroy')
  router.post('/waiting/:token/confirmation', [Places, 'update']).as('places.confirmation.store')
  router.get('/offers/:token', [Offers, 'create']).as('offers.create')
  router.post('/offers/:token', [Offers, 'store']).as('offers.store')
  router.post('/offers/:token/refusal', [Offers, 'destroy']).as('offers.destroy')
}

/** These pages, and no others, may be shown inside the clinic's own web site (CSP 3, frame-ancestors). */
function framed({ response }: HttpContext, next: NextFn) {
  const origins = embeddingOrigins()
  const policy = String(response.getHeader('content-security-policy') ?? '')
  if (origins.length) {
    response.removeHeader('x-frame-options')
    const ancestors = `frame-ancestors 'self' ${origins.join(' ')}`
    response.header('content-security-policy', policy.replace(/frame-ancestors [^;]*/, ancestors))
  }
  return next()
}
