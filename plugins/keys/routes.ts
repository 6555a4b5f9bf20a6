import type { Router } from '@adonisjs/core/http'
import { middleware } from '#start/kernel'

const Cards = () => import('./controllers/cards_controller.js')
const Challenges = () => import('./controllers/challenges_controller.js')
const Circles = () => import('./controllers/circles_controller.js')
const Colleagues = () => import('./controllers/colleagues_controller.js')
const ExposedEnvelopes = () => import('./controllers/exposed_envelopes_controller.js')
const ExposedFiles = () => import('./controllers/exposed_files_controller.js')
const Handovers = () => import('./controllers/handovers_controller.js')
const Health = () => import('./controllers/health_controller.js')
const Keys = () => import('./controllers/keys_controller.js')
const Lists = () => import('./controllers/lists_controller.js')
const Own = () => import('./controllers/own_controller.js')
const OwnProofs = () => import('./controllers/own_proofs_controller.js')
const Pins = () => import('./controllers/pins_controller.js')
const Proofs = () => import('./controllers/proofs_controller.js')
const Recovery = () => import('./controllers/recovery_controller.js')
const RecoveryProofs = () => import('./controllers/recovery_proofs_controller.js')
const Retirements = () => import('./controllers/retirements_controller.js')
const Rotation = () => import('./controllers/rotation_controller.js')
const Setup = () => import('./controllers/setup_controller.js')

/** For members. The host puts `/keys` before every path and `keys.` before every name. */
export function routes(router: Router) {
  router.group(() => own(router)).use(middleware.can('keys.own'))
  router.group(() => ring(router)).use(middleware.can('keys.own'))
  router.group(() => managing(router)).use(middleware.can('keys.manage'))
}

/** The pages of a member with a key, or soon with one. */
function own(router: Router) {
  router.get('/', [Own, 'show']).as('own.show')
  router.get('/setup', [Setup, 'show']).as('setup.show')
  router.get('/proof', [OwnProofs, 'create']).as('own_proofs.create')
  router.get('/colleagues', [Colleagues, 'index']).as('colleagues.index')
  router.get('/colleagues/:id', [Colleagues, 'show']).as('colleagues.show')
  router.get('/rotation', [Rotation, 'show']).as('rotation.show')
  router.get('/recovery', [Recovery, 'show']).as('recovery.show')
}

/** What scripts ask for and send, as JSON: public halves and signatures, and never more. */
function ring(router: Router) {
  router.get('/cards', [Cards, 'index']).as('cards.index')
  router.post('/keys', [Keys, 'store']).as('keys.store')
  router.post('/keys/:key_id/challenges', [Challenges, 'store']).as('challenges.store')
  router.post('/keys/:key_id/proofs', [Proofs, 'store']).as('proofs.store')
  router.post('/keys/:key_id/retirement', [Retirements, 'store']).as('retirements.store')
  router.post('/pins', [Pins, 'store']).as('pins.store')
  router.get('/circles', [Circles, 'index']).as('circles.index')
  router.post('/circles', [Circles, 'store']).as('circles.store')
  router.put('/circles', [Lists, 'update']).as('lists.update')
  router.get('/envelopes', [ExposedEnvelopes, 'index']).as('exposed_envelopes.index')
  router.put('/envelopes', [ExposedEnvelopes, 'update']).as('exposed_envelopes.update')
  router.get('/files', [ExposedFiles, 'index']).as('exposed_files.index')
  router.get('/files/:id', [ExposedFiles, 'show']).as('exposed_files.show')
  router.put('/files/:id', [ExposedFiles, 'update']).as('exposed_files.update')
  router
    .delete('/files/:id', [ExposedFiles, 'destroy'])
    .as('exposed_files.destroy')
    .use(middleware.fresh())
}

function managing(router: Router) {
  router.get('/recovery/create', [Recovery, 'create']).as('recovery.create')
  router.get('/recovery/proof', [RecoveryProofs, 'create']).as('recovery_proofs.create')
  router.get('/handovers/:key_id', [Handovers, 'create']).as('handovers.create')
  router.get('/health', [Health, 'index']).as('health.index')
}
