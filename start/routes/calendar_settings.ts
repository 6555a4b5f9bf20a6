import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'
import router from '@adonisjs/core/services/router'

/** What the clinic offers. */
router
  .group(() => {
    router.get('/', [controllers.settings.Services, 'index']).as('index')
    router.get('/new', [controllers.settings.Services, 'create']).as('create')
    router.post('/', [controllers.settings.Services, 'store']).as('store')
    router.get('/:id/edit', [controllers.settings.Services, 'edit']).as('edit')
    router.put('/:id', [controllers.settings.Services, 'update']).as('update')
    router
      .post('/:id/archival', [controllers.settings.ServiceArchivals, 'store'])
      .as('archival.store')
    router
      .delete('/:id/archival', [controllers.settings.ServiceArchivals, 'destroy'])
      .as('archival.destroy')
  })
  .prefix('/settings/services')
  .as('settings.services')
  .use([middleware.member(), middleware.can('calendar.manage')])

/** Where the clinic works: locations, and the rooms in them. */
router
  .group(() => {
    router.get('/', [controllers.settings.Places, 'index']).as('index')
    router.get('/locations/new', [controllers.settings.Locations, 'create']).as('locations.create')
    router.post('/locations', [controllers.settings.Locations, 'store']).as('locations.store')
    router.get('/locations/:id/edit', [controllers.settings.Locations, 'edit']).as('locations.edit')
    router.put('/locations/:id', [controllers.settings.Locations, 'update']).as('locations.update')
    router
      .post('/locations/:id/archival', [controllers.settings.LocationArchivals, 'store'])
      .as('locations.archival.store')
    router
      .delete('/locations/:id/archival', [controllers.settings.LocationArchivals, 'destroy'])
      .as('locations.archival.destroy')
    router.get('/rooms/new', [controllers.settings.Rooms, 'create']).as('rooms.create')
    router.post('/rooms', [controllers.settings.Rooms, 'store']).as('rooms.store')
    router.get('/rooms/:id/edit', [controllers.settings.Rooms, 'edit']).as('rooms.edit')
    router.put('/rooms/:id', [controllers.settings.Rooms, 'update']).as('rooms.update')
    router
      .post('/rooms/:id/archival', [controllers.settings.RoomArchivals, 'store'])
      .as('rooms.archival.store')
    router
      .delete('/rooms/:id/archival', [controllers.settings.RoomArchivals, 'destroy'])
      .as('rooms.archival.destroy')
  })
  .prefix('/settings/places')
  .as('settings.places')
  .use([middleware.member(), middleware.can('calendar.manage')])

/** When members work and when they are away: of everybody for who manages the calendar, of oneself for every member. */
router
  .group(() => {
    router.get('/', [controllers.settings.Hours, 'index']).as('index')
    router.get('/:id', [controllers.settings.Hours, 'show']).as('show')
    router.get('/:id/weeks/new', [controllers.settings.WorkingWeeks, 'create']).as('weeks.create')
    router.post('/:id/weeks', [controllers.settings.WorkingWeeks, 'store']).as('weeks.store')
    router
      .get('/:id/weeks/:from/edit', [controllers.settings.WorkingWeeks, 'edit'])
      .as('weeks.edit')
    router.put('/:id/weeks/:from', [controllers.settings.WorkingWeeks, 'update']).as('weeks.update')
    router
      .delete('/:id/weeks/:from', [controllers.settings.WorkingWeeks, 'destroy'])
      .as('weeks.destroy')
    router
      .get('/:id/exceptions/new', [controllers.settings.HourExceptions, 'create'])
      .as('exceptions.create')
    router
      .post('/:id/exceptions', [controllers.settings.HourExceptions, 'store'])
      .as('exceptions.store')
    router
      .delete('/:id/exceptions/:date', [controllers.settings.HourExceptions, 'destroy'])
      .as('exceptions.destroy')
  })
  .prefix('/settings/hours')
  .as('settings.hours')
  .use([middleware.member()])

router
  .group(() => {
    router.get('/new', [controllers.settings.TimeOff, 'create']).as('create')
    router.post('/', [controllers.settings.TimeOff, 'store']).as('store')
    router.get('/:timeOffId/edit', [controllers.settings.TimeOff, 'edit']).as('edit')
    router.put('/:timeOffId', [controllers.settings.TimeOff, 'update']).as('update')
    router.delete('/:timeOffId', [controllers.settings.TimeOff, 'destroy']).as('destroy')
  })
  .prefix('/settings/hours/:id/time-off')
  .as('settings.hours.time_off')
  .use([middleware.member()])

/** When the whole clinic is closed. */
router
  .group(() => {
    router.get('/', [controllers.settings.Holidays, 'index']).as('index')
    router.post('/', [controllers.settings.Holidays, 'store']).as('store')
    router.get('/public', [controllers.settings.PublicHolidays, 'create']).as('public.create')
    router.post('/public', [controllers.settings.PublicHolidays, 'store']).as('public.store')
    router.delete('/:id', [controllers.settings.Holidays, 'destroy']).as('destroy')
  })
  .prefix('/settings/holidays')
  .as('settings.holidays')
  .use([middleware.member(), middleware.can('calendar.manage')])
