import type { Router } from '@adonisjs/core/http'
import { middleware } from '#start/kernel'

const Answers = () => import('./controllers/answers_controller.js')
const Batches = () => import('./controllers/batches_controller.js')
const Drafts = () => import('./controllers/drafts_controller.js')
const Publications = () => import('./controllers/publications_controller.js')
const ReceiptWithdrawals = () => import('./controllers/receipt_withdrawals_controller.js')
const Receipts = () => import('./controllers/receipts_controller.js')
const Replies = () => import('./controllers/replies_controller.js')
const Requests = () => import('./controllers/requests_controller.js')
const Requirements = () => import('./controllers/requirements_controller.js')
const Resendings = () => import('./controllers/resendings_controller.js')
const Retirements = () => import('./controllers/retirements_controller.js')
const Revocations = () => import('./controllers/revocations_controller.js')
const StarterSets = () => import('./controllers/starter_sets_controller.js')
const StatementTexts = () => import('./controllers/statement_texts_controller.js')
const Statements = () => import('./controllers/statements_controller.js')
const Thanks = () => import('./controllers/thanks_controller.js')
const Versions = () => import('./controllers/versions_controller.js')
const Withdrawals = () => import('./controllers/withdrawals_controller.js')

/** An answer is as much as its client's page: who has no reason to see that is asked. */
const ofAnswer = middleware.client(async (params) => {
  const { clientOfAnswer } = await import('./controllers/client_of_answer.js')
  return clientOfAnswer(params)
})

/** For members. The host puts `/consents` before every path and `consents.` before every name. */
export function routes(router: Router) {
  router.group(() => reading(router)).use(middleware.can('consents.read'))
  router.group(() => asking(router)).use(middleware.can('consents.collect'))
  router.group(() => writing(router)).use(middleware.can('consents.manage'))
}

/** For clients, who have no account: what they hold is the link. */
export function publicRoutes(router: Router) {
  router.get('/a/:token', [Replies, 'create']).as('replies.create')
  router.post('/a/:token', [Replies, 'store']).as('replies.store')
  router.get('/a/:token/thanks', [Thanks, 'show']).as('thanks.show')
  router.get('/r/:token', [Receipts, 'show']).as('receipts.show')
  router
    .post('/r/:token/answers/:answer_id/withdrawal', [ReceiptWithdrawals, 'store'])
    .as('receipt_withdrawals.store')
}

function reading(router: Router) {
  router.get('/', [Requests, 'index']).as('requests.index')
  router.get('/answers/:id', [Answers, 'show']).as('answers.show').use(ofAnswer)
}

function asking(router: Router) {
  router.get('/clients/:client_id/requests/create', [Requests, 'create']).as('requests.create')
  router.post('/clients/:client_id/requests', [Requests, 'store']).as('requests.store')
  router.post('/requests/:request_id/resendings', [Resendings, 'store']).as('resendings.store')
  router.post('/requests/:request_id/revocation', [Revocations, 'store']).as('revocations.store')
  router
    .group(() => {
      router.get('/', [Withdrawals, 'create']).as('withdrawals.create')
      router.post('/', [Withdrawals, 'store']).as('withdrawals.store')
    })
    .prefix('/answers/:answer_id/withdrawal')
    .use(ofAnswer)
  router.get('/batches/create', [Batches, 'create']).as('batches.create')
  router.post('/batches', [Batches, 'store']).as('batches.store')
  router.get('/batches/:id', [Batches, 'show']).as('batches.show')
}

function writing(router: Router) {
  router.get('/starter-sets/create', [StarterSets, 'create']).as('starter_sets.create')
  router.post('/starter-sets', [StarterSets, 'store']).as('starter_sets.store')
  router.get('/statements', [Statements, 'index']).as('statements.index')
  router.get('/statements/create', [Statements, 'create']).as('statements.create')
  router.post('/statements', [Statements, 'store']).as('statements.store')
  router.get('/statements/:id', [Statements, 'show']).as('statements.show')
  router.get('/statements/:id/edit', [Statements, 'edit']).as('statements.edit')
  router.put('/statements/:id', [Statements, 'update']).as('statements.update')
  router.delete('/statements/:id', [Statements, 'destroy']).as('statements.destroy')
  router.group(() => partsOfStatement(router)).prefix('/statements/:statement_id')
}

function partsOfStatement(router: Router) {
  router.delete('/texts/:locale', [StatementTexts, 'destroy']).as('texts.destroy')
  router.delete('/draft', [Drafts, 'destroy']).as('drafts.destroy')
  router.get('/publication', [Publications, 'create']).as('publications.create')
  router.post('/publication', [Publications, 'store']).as('publications.store')
  router.post('/requirement', [Requirements, 'store']).as('requirements.store')
  router.delete('/requirement', [Requirements, 'destroy']).as('requirements.destroy')
  router.post('/retirement', [Retirements, 'store']).as('retirements.store')
  router.delete('/retirement', [Retirements, 'destroy']).as('retirements.destroy')
  router.get('/versions/:number', [Versions, 'show']).as('versions.show')
}
