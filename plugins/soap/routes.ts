import type { Router } from '@adonisjs/core/http'
import { middleware } from '#start/kernel'

const Addenda = () => import('./controllers/addenda_controller.js')
const Attachments = () => import('./controllers/attachments_controller.js')
const Contents = () => import('./controllers/contents_controller.js')
const Envelopes = () => import('./controllers/envelopes_controller.js')
const Finalisations = () => import('./controllers/finalisations_controller.js')
const Imports = () => import('./controllers/imports_controller.js')
const Notes = () => import('./controllers/notes_controller.js')
const Searches = () => import('./controllers/searches_controller.js')
const TakenAlong = () => import('./controllers/taken_along_controller.js')
const TemplateEnvelopes = () => import('./controllers/template_envelopes_controller.js')
const Templates = () => import('./controllers/templates_controller.js')
const Unsigned = () => import('./controllers/unsigned_controller.js')
const Versions = () => import('./controllers/versions_controller.js')

/** A note shows as much as its client's page: who has no reason to see that is asked. */
const ofNote = middleware.client(async (params) => {
  const { clientOfNote } = await import('./controllers/client_of_note.js')
  return clientOfNote(params)
})

/** What is sent shows nothing of the client. It is taken without a reason, so that no note is lost, and old ones come in. */
const ofNobody = middleware.client(() => [])

/** The host puts `/soap` before every path and `soap.` before every name. Pages are HTML; the rest takes and gives envelopes. */
export function routes(router: Router) {
  router.group(() => reading(router)).use(middleware.can('soap.read'))
  router
    .group(() => takingAlong(router))
    .use([middleware.can('soap.read'), middleware.fresh('download')])
  router.group(() => writing(router)).use(middleware.can('soap.write'))
  router
    .get('/unsigned', [Unsigned, 'index'])
    .as('unsigned.index')
    .use(middleware.can('soap.unsigned'))
}

function reading(router: Router) {
  router.get('/search', [Searches, 'show']).as('searches.show')
  router.get('/envelopes', [Envelopes, 'index']).as('envelopes.index')
  router.get('/clients/:client_id/notes', [Notes, 'index']).as('notes.index')
  router.group(() => readingNote(router)).use(ofNote)
  router.get('/templates/envelopes', [TemplateEnvelopes, 'index']).as('template_envelopes.index')
}

function readingNote(router: Router) {
  router.get('/notes/:id', [Notes, 'show']).as('notes.show')
  router.get('/notes/:note_id/content', [Contents, 'show']).as('contents.show')
  router.get('/notes/:note_id/versions', [Versions, 'index']).as('versions.index')
  router.get('/notes/:note_id/attachments/:id', [Attachments, 'show']).as('attachments.show')
}

function takingAlong(router: Router) {
  router.get('/clients/:client_id/export', [TakenAlong, 'create']).as('taken_along.create')
  router.get('/export', [TakenAlong, 'index']).as('taken_along.index')
  router.post('/export', [TakenAlong, 'store']).as('taken_along.store')
}

function writing(router: Router) {
  router.get('/clients/:client_id/notes/create', [Notes, 'create']).as('notes.create')
  router.post('/clients/:client_id/notes', [Notes, 'store']).as('notes.store').use(ofNobody)
  router.put('/notes/:id', [Notes, 'update']).as('notes.update')
  router.delete('/notes/:id', [Notes, 'destroy']).as('notes.destroy')
  router.group(() => partsOfNote(router)).prefix('/notes/:note_id')
  router.get('/templates', [Templates, 'index']).as('templates.index')
  router.post('/templates/envelopes', [TemplateEnvelopes, 'store']).as('template_envelopes.store')
  router
    .put('/templates/envelopes/:id', [TemplateEnvelopes, 'update'])
    .as('template_envelopes.update')
  router
    .delete('/templates/envelopes/:id', [TemplateEnvelopes, 'destroy'])
    .as('template_envelopes.destroy')
  router.get('/import', [Imports, 'create']).as('imports.create')
  router.get('/import/clients', [Imports, 'index']).as('imports.index')
}

function partsOfNote(router: Router) {
  router.post('/finalisation', [Finalisations, 'store']).as('finalisations.store')
  router.post('/addenda', [Addenda, 'store']).as('addenda.store')
  router.put('/envelopes/:version', [Versions, 'update']).as('versions.update')
  router.post('/attachments', [Attachments, 'store']).as('attachments.store')
  router.put('/attachments/:id', [Attachments, 'update']).as('attachments.update')
  router.delete('/attachments/:id', [Attachments, 'destroy']).as('attachments.destroy')
}
