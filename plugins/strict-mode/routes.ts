import type { Router } from '@adonisjs/core/http'
import { middleware } from '#start/kernel'

const Certificates = () => import('./controllers/certificates_controller.js')
const Disownments = () => import('./controllers/disownments_controller.js')
const Evidence = () => import('./controllers/evidence_controller.js')
const Everything = () => import('./controllers/everything_controller.js')
const Reports = () => import('./controllers/reports_controller.js')
const Rules = () => import('./controllers/rules_controller.js')
const SignedEvidence = () => import('./controllers/signed_evidence_controller.js')

/** For strangers: the links in notices of sign-ins. */
export function publicRoutes(router: Router) {
  router.get('/not-me/:token', [Disownments, 'create']).as('disownments.create')
  router.post('/not-me/:token', [Disownments, 'store']).as('disownments.store')
}

/** For members. The host puts `/strict-mode` before every path and `strict-mode.` before every name. */
export function routes(router: Router) {
  router
    .group(() => {
      router.get('/', [Rules, 'index']).as('rules.index')
      router.get('/evidence', [Evidence, 'show']).as('evidence.show')
      router.get('/evidence/clinic.pem', [Certificates, 'show']).as('certificates.show')
    })
    .use(middleware.can('strict-mode.read'))
  router
    .group(() => {
      router.get('/evidence/evidence.p7m', [SignedEvidence, 'show']).as('signed_evidence.show')
      router.get('/evidence/evidence.pdf', [Reports, 'show']).as('reports.show')
    })
    .use([middleware.can('strict-mode.read'), middleware.fresh()])
  router
    .group(() => {
      router.get('/everything', [Everything, 'create']).as('everything.create')
      router.post('/everything', [Everything, 'store']).as('everything.store')
      router.get('/rules/:id', [Rules, 'edit']).as('rules.edit')
      router.put('/rules/:id', [Rules, 'update']).as('rules.update')
      router.delete('/rules/:id', [Rules, 'destroy']).as('rules.destroy')
    })
    .use([middleware.can('strict-mode.manage'), middleware.fresh()])
}
