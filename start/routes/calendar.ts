import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'
import router from '@adonisjs/core/services/router'

/** The calendar. */
router
  .group(() => {
    router.get('/', [controllers.Calendar, 'show']).as('show')
    router
      .get('/appointments', [controllers.CalendarAppointments, 'index'])
      .as('appointments.index')
    router.get('/hours', [controllers.CalendarHours, 'index']).as('hours.index')
    router.get('/changes', [controllers.CalendarChanges, 'show']).as('changes.show')
    router.get('/days/:date', [controllers.CalendarDays, 'show']).as('days.show')
  })
  .prefix('/calendar')
  .as('calendar')
  .use([middleware.member(), middleware.can('calendar.read')])

/** Appointments that come out of a calendar file. */
router
  .group(() => {
    router.get('/new', [controllers.CalendarImports, 'create']).as('create')
    router.post('/', [controllers.CalendarImports, 'store']).as('store')
    router.get('/:id', [controllers.CalendarImports, 'show']).as('show')
    router.delete('/:id', [controllers.CalendarImports, 'destroy']).as('destroy')
    router.post('/:id/runs', [controllers.CalendarImportRuns, 'store']).as('runs.store')
  })
  .prefix('/calendar/imports')
  .as('calendar.imports')
  .where('id', router.matchers.uuid())
  .use([middleware.member(), middleware.can('calendar.write')])

/** Who may change appointments. Before who may read one, because `/appointments/new` would be taken for an id. */
router
  .group(() => {
    router.get('/new', [controllers.Appointments, 'create']).as('create')
    router.post('/', [controllers.Appointments, 'store']).as('store')
    router
      .post('/client-searches', [controllers.AppointmentClientSearches, 'store'])
      .as('client_searches.store')
    router.post('/dates', [controllers.AppointmentDates, 'store']).as('dates.store')
    router.get('/:id/edit', [controllers.Appointments, 'edit']).as('edit')
    router.put('/:id', [controllers.Appointments, 'update']).as('update')
    router.post('/:id/dates', [controllers.AppointmentDates, 'update']).as('dates.update')
    router.post('/:id/moves', [controllers.AppointmentMoves, 'store']).as('moves.store')
    router.post('/:id/marks', [controllers.AppointmentMarks, 'store']).as('marks.store')
    router
      .post('/:id/cancellation', [controllers.AppointmentCancellations, 'store'])
      .as('cancellation.store')
    router
      .delete('/:id/cancellation', [controllers.AppointmentCancellations, 'destroy'])
      .as('cancellation.destroy')
    router
      .post('/:id/client-searches', [controllers.AppointmentClientSearches, 'update'])
      .as('client_searches.update')
    router.post('/:id/clients', [controllers.AppointmentClients, 'store']).as('clients.store')
    router
      .put('/:id/clients/:clientId', [controllers.AppointmentClients, 'update'])
      .as('clients.update')
    router
      .delete('/:id/clients/:clientId', [controllers.AppointmentClients, 'destroy'])
      .as('clients.destroy')
  })
  .prefix('/appointments')
  .as('appointments')
  .use([middleware.member(), middleware.can('calendar.write')])

router
  .get('/appointments/:id', [controllers.Appointments, 'show'])
  .as('appointments.show')
  .use([middleware.member(), middleware.can('calendar.read')])
