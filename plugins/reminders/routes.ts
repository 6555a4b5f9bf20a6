import type { Router } from '@adonisjs/core/http'
import { middleware } from '#start/kernel'

const GatewayApiReports = () => import('./controllers/gatewayapi_reports_controller.js')
const GatewayTests = () => import('./controllers/gateway_tests_controller.js')
const Gateways = () => import('./controllers/gateways_controller.js')
const Messages = () => import('./controllers/messages_controller.js')
const Previews = () => import('./controllers/previews_controller.js')
const Repeats = () => import('./controllers/repeats_controller.js')
const Rules = () => import('./controllers/rules_controller.js')
const Texts = () => import('./controllers/texts_controller.js')
const TwilioReports = () => import('./controllers/twilio_reports_controller.js')

/** For members. The host puts `/reminders` before every path and `reminders.` before every name. */
export function routes(router: Router) {
  router.group(() => reading(router)).use(middleware.can('reminders.read'))
  router.group(() => managing(router)).use(middleware.can('reminders.manage'))
}

/** For the gateways, which prove by a signature who they are. */
export function publicRoutes(router: Router) {
  router.post('/reports/gatewayapi', [GatewayApiReports, 'store']).as('gatewayapi_reports.store')
  router.post('/reports/twilio', [TwilioReports, 'store']).as('twilio_reports.store')
}

function reading(router: Router) {
  router.get('/', [Messages, 'index']).as('messages.index')
  router.post('/messages/:id/repeat', [Repeats, 'store']).as('repeats.store')
}

function managing(router: Router) {
  router.get('/rules', [Rules, 'index']).as('rules.index')
  router.get('/rules/create', [Rules, 'create']).as('rules.create')
  router.post('/rules', [Rules, 'store']).as('rules.store')
  router.get('/rules/:id/edit', [Rules, 'edit']).as('rules.edit')
  router.put('/rules/:id', [Rules, 'update']).as('rules.update')
  router.delete('/rules/:id', [Rules, 'destroy']).as('rules.destroy')
  router.get('/rules/:rule_id/text', [Texts, 'edit']).as('texts.edit')
  router.put('/rules/:rule_id/text', [Texts, 'update']).as('texts.update')
  router.delete('/rules/:rule_id/text', [Texts, 'destroy']).as('texts.destroy')
  router.post('/rules/:rule_id/preview', [Previews, 'store']).as('previews.store')
  router.get('/gateway', [Gateways, 'edit']).as('gateway.edit')
  router.put('/gateway', [Gateways, 'update']).as('gateway.update')
  router.delete('/gateway', [Gateways, 'destroy']).as('gateway.destroy')
  router.post('/gateway/tests', [GatewayTests, 'store']).as('gateway.tests.store')
}
