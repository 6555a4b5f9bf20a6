import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'
import router from '@adonisjs/core/services/router'

/** For strangers, and on a server that has no clinic yet. */
router.get('/health', () => ({ status: 'ok' })).as('health')
router.get('/setup', [controllers.Setup, 'create']).as('setup.create')
router.post('/setup', [controllers.Setup, 'store']).as('setup.store')

/** For strangers, at a clinic. */
router.get('/logo', [controllers.Logo, 'show']).as('logo.show')
router.get('/sign-in', [controllers.SignIn, 'create']).as('sign_in.create')
router.post('/sign-in', [controllers.SignIn, 'store']).as('sign_in.store')
router.post('/sign-out', [controllers.SignIn, 'destroy']).as('sign_in.destroy')
router.get('/sign-in/passkey', [controllers.SignIn, 'create']).as('sign_in.passkey.create')
router.post('/sign-in/passkey', [controllers.PasskeySignIn, 'store']).as('sign_in.passkey.store')
router
  .post('/sign-in/passkey/challenge', [controllers.PasskeySignIn, 'create'])
  .as('sign_in.passkey.challenge')
router
  .get('/sign-in/second-factor', [controllers.SecondFactor, 'create'])
  .as('second_factor.create')
router.post('/sign-in/second-factor', [controllers.SecondFactor, 'store']).as('second_factor.store')
router
  .group(() => {
    router.get('/', [controllers.PasswordResets, 'create']).as('create')
    router.post('/', [controllers.PasswordResets, 'store']).as('store')
    router.get('/:token', [controllers.PasswordResets, 'edit']).as('edit')
    router.put('/:token', [controllers.PasswordResets, 'update']).as('update')
  })
  .prefix('/password-reset')
  .as('password_resets')
router.get('/invitations/:token', [controllers.Joining, 'create']).as('joining.create')
router.post('/invitations/:token', [controllers.Joining, 'store']).as('joining.store')
router
  .get('/email-change/:token', [controllers.EmailConfirmations, 'create'])
  .as('email_confirmations.create')
router
  .post('/email-change/:token', [controllers.EmailConfirmations, 'store'])
  .as('email_confirmations.store')

/** For programs that know a secret address. */
router.get('/feeds/:token', [controllers.CalendarFeeds, 'show']).as('calendar_feeds.show')

router
  .group(() => {
    router.get('/', [controllers.Home, 'show']).as('home')
  })
  .use(middleware.member())

/** A member's own account. */
router
  .group(() => {
    router.get('/profile', [controllers.Profile, 'edit']).as('profile.edit')
    router.put('/profile', [controllers.Profile, 'update']).as('profile.update')
    router.put('/theme', [controllers.Theme, 'update']).as('theme.update')
    router.get('/identity', [controllers.Identity, 'create']).as('identity.create')
    router.post('/identity', [controllers.Identity, 'store']).as('identity.store')
    router.get('/session-time', [controllers.SessionTime, 'show']).as('session_time.show')
    router.post('/session-time', [controllers.SessionTime, 'store']).as('session_time.store')
    router.get('/security', [controllers.Security, 'show']).as('security.show')
    router.put('/security', [controllers.Security, 'update']).as('security.update')
  })
  .use(middleware.member())
router
  .group(() => {
    router
      .delete('/sessions', [controllers.security.OtherSessions, 'destroy'])
      .as('other_sessions.destroy')
    router
      .delete('/sessions/:id', [controllers.security.Sessions, 'destroy'])
      .as('sessions.destroy')
    router.delete('/email', [controllers.security.Email, 'destroy']).as('email.destroy')
  })
  .prefix('/security')
  .as('security')
  .use(middleware.member())
router
  .group(() => {
    router.get('/password', [controllers.security.Password, 'edit']).as('password.edit')
    router.put('/password', [controllers.security.Password, 'update']).as('password.update')
    router.get('/email', [controllers.security.Email, 'create']).as('email.create')
    router.post('/email', [controllers.security.Email, 'store']).as('email.store')
    router
      .get('/authenticator', [controllers.security.Authenticator, 'create'])
      .as('authenticator.create')
    router
      .post('/authenticator', [controllers.security.Authenticator, 'store'])
      .as('authenticator.store')
    router
      .delete('/authenticator', [controllers.security.Authenticator, 'destroy'])
      .as('authenticator.destroy')
    router
      .get('/recovery-codes', [controllers.security.RecoveryCodes, 'show'])
      .as('recovery_codes.show')
    router
      .post('/recovery-codes', [controllers.security.RecoveryCodes, 'store'])
      .as('recovery_codes.store')
    router.get('/passkeys/new', [controllers.security.Passkeys, 'create']).as('passkeys.create')
    router.post('/passkeys', [controllers.security.Passkeys, 'store']).as('passkeys.store')
    router.get('/passkeys/:id/edit', [controllers.security.Passkeys, 'edit']).as('passkeys.edit')
    router.put('/passkeys/:id', [controllers.security.Passkeys, 'update']).as('passkeys.update')
    router
      .delete('/passkeys/:id', [controllers.security.Passkeys, 'destroy'])
      .as('passkeys.destroy')
  })
  .prefix('/security')
  .as('security')
  .use([middleware.member(), middleware.fresh()])

router
  .group(() => {
    router.get('/', [controllers.security.CalendarFeed, 'show']).as('show')
    router.post('/', [controllers.security.CalendarFeed, 'store']).as('store')
  })
  .prefix('/security/calendar-feed')
  .as('security.calendar_feed')
  .use([middleware.member(), middleware.can('calendar.read'), middleware.fresh()])
// Whoever fears that somebody else reads along need not show first who they are.
router
  .delete('/security/calendar-feed', [controllers.security.CalendarFeed, 'destroy'])
  .as('security.calendar_feed.destroy')
  .use([middleware.member(), middleware.can('calendar.read')])

/** Members of the clinic, and what they may do. */
router
  .group(() => {
    router.get('/members', [controllers.settings.Members, 'index']).as('members.index')
    router
      .delete('/invitations/:id', [controllers.settings.Invitations, 'destroy'])
      .as('invitations.destroy')
  })
  .prefix('/settings')
  .as('settings')
  .where('id', router.matchers.uuid())
  .use([middleware.member(), middleware.can('members.manage')])
router
  .group(() => {
    router.get('/members/:id', [controllers.settings.Members, 'edit']).as('members.edit')
    router.put('/members/:id', [controllers.settings.Members, 'update']).as('members.update')
    router
      .post('/members/:id/deactivation', [controllers.settings.Deactivations, 'store'])
      .as('members.deactivation.store')
    router
      .delete('/members/:id/deactivation', [controllers.settings.Deactivations, 'destroy'])
      .as('members.deactivation.destroy')
    router
      .post('/members/:id/password-reset', [controllers.settings.MemberPasswordResets, 'store'])
      .as('members.password_reset.store')
    router
      .delete('/members/:id/second-factor', [controllers.settings.MemberSecondFactors, 'destroy'])
      .as('members.second_factor.destroy')
    router
      .get('/invitations/new', [controllers.settings.Invitations, 'create'])
      .as('invitations.create')
    router.post('/invitations', [controllers.settings.Invitations, 'store']).as('invitations.store')
    router
      .put('/invitations/:id', [controllers.settings.Invitations, 'update'])
      .as('invitations.update')
  })
  .prefix('/settings')
  .as('settings')
  .where('id', router.matchers.uuid())
  .use([middleware.member(), middleware.can('members.manage'), middleware.fresh()])
router
  .group(() => {
    router.get('/', [controllers.settings.Roles, 'edit']).as('edit')
    router.put('/', [controllers.settings.Roles, 'update']).as('update')
    router.delete('/', [controllers.settings.Roles, 'destroy']).as('destroy')
  })
  .prefix('/settings/roles')
  .as('settings.roles')
  .use([middleware.member(), middleware.can('roles.manage'), middleware.fresh()])

/** Settings of the clinic. */
router
  .group(() => {
    router.get('/clinic', [controllers.settings.Clinic, 'edit']).as('clinic.edit')
    router.put('/clinic', [controllers.settings.Clinic, 'update']).as('clinic.update')
  })
  .prefix('/settings')
  .as('settings')
  .use([middleware.member(), middleware.can('settings.manage')])

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

/** Plugins: what is installed, the switch, the settings of each. */
router
  .group(() => {
    router.get('/', [controllers.settings.Plugins, 'index']).as('index')
    router.get('/:id', [controllers.settings.Plugins, 'show']).as('show')
    router.get('/:id/activation', [controllers.settings.PluginActivations, 'create']).as('create')
    router.post('/:id/activation', [controllers.settings.PluginActivations, 'store']).as('store')
    router
      .delete('/:id/activation', [controllers.settings.PluginActivations, 'destroy'])
      .as('destroy')
    router.get('/:id/progress', [controllers.settings.PluginProgress, 'show']).as('progress')
    router.get('/:id/settings', [controllers.settings.PluginSettings, 'edit']).as('settings.edit')
    router
      .put('/:id/settings', [controllers.settings.PluginSettings, 'update'])
      .as('settings.update')
    router.delete('/:id/data', [controllers.settings.PluginData, 'destroy']).as('destroy_data')
  })
  .prefix('/settings/plugins')
  .as('settings.plugins')
  .use([middleware.member(), middleware.can('plugins.manage')])

/** The clinic's audit log. */
router
  .group(() => {
    router.get('/', [controllers.settings.Audit, 'index']).as('index')
    router
      .post('/verifications', [controllers.settings.AuditVerifications, 'store'])
      .as('verifications.store')
  })
  .prefix('/settings/audit')
  .as('settings.audit')
  .use([middleware.member(), middleware.can('audit.read')])
router
  .get('/settings/audit/exports', [controllers.settings.AuditExports, 'show'])
  .as('settings.audit.exports.show')
  .use([middleware.member(), middleware.can('audit.read'), middleware.fresh()])

/** The clinic's mail server. Whoever could change it would read the next password link. */
router
  .group(() => {
    router.get('/mail', [controllers.settings.Mail, 'edit']).as('mail.edit')
    router.put('/mail', [controllers.settings.Mail, 'update']).as('mail.update')
    router.delete('/mail', [controllers.settings.Mail, 'destroy']).as('mail.destroy')
    router.post('/mail/tests', [controllers.settings.MailTests, 'store']).as('mail.tests.store')
  })
  .prefix('/settings')
  .as('settings')
  .use([middleware.member(), middleware.can('settings.manage'), middleware.fresh()])

/** The clinic's outbox. */
router
  .group(() => {
    router.get('/', [controllers.settings.Outbox, 'index']).as('index')
    router
      .post('/:id/dispatches', [controllers.settings.MailDispatches, 'store'])
      .as('dispatches.store')
    router
      .post('/:id/cancellations', [controllers.settings.MailCancellations, 'store'])
      .as('cancellations.store')
  })
  .prefix('/settings/outbox')
  .as('settings.outbox')
  .use([middleware.member(), middleware.can('mail.read')])

/** Clients that come out of a file, and go into one. Before the clients, for the same reason. */
router
  .group(() => {
    router.get('/', [controllers.ClientImports, 'index']).as('index')
    router.get('/new', [controllers.ClientImports, 'create']).as('create')
    router.post('/', [controllers.ClientImports, 'store']).as('store')
    router.get('/:id', [controllers.ClientImports, 'show']).as('show')
    router.get('/:id/edit', [controllers.ClientImports, 'edit']).as('edit')
    router.put('/:id', [controllers.ClientImports, 'update']).as('update')
    router.delete('/:id', [controllers.ClientImports, 'destroy']).as('destroy')
    router.post('/:id/runs', [controllers.ClientImportRuns, 'store']).as('runs.store')
    router.get('/:id/failures', [controllers.ClientImportFailures, 'show']).as('failures.show')
    router.post('/:id/reversal', [controllers.ClientImportReversals, 'store']).as('reversal.store')
  })
  .prefix('/clients/imports')
  .as('clients.imports')
  .use([middleware.member(), middleware.can('clients.import')])
router
  .group(() => {
    router.get('/new', [controllers.ClientExports, 'create']).as('create')
    router.post('/', [controllers.ClientExports, 'store']).as('store')
  })
  .prefix('/clients/exports')
  .as('clients.exports')
  .use([middleware.member(), middleware.can('clients.export'), middleware.fresh()])

/** Clients. What is written comes first, because `/clients/new` would be taken for an id. */
router
  .group(() => {
    router.get('/new', [controllers.Clients, 'create']).as('create')
    router.post('/', [controllers.Clients, 'store']).as('store')
    router.get('/:id/edit', [controllers.Clients, 'edit']).as('edit')
    router.put('/:id', [controllers.Clients, 'update']).as('update')
    router.post('/:id/archival', [controllers.ClientArchivals, 'store']).as('archival.store')
    router.delete('/:id/archival', [controllers.ClientArchivals, 'destroy']).as('archival.destroy')
    router.post('/:id/alerts', [controllers.ClientAlerts, 'store']).as('alerts.store')
    router
      .delete('/:id/alerts/:alertId', [controllers.ClientAlerts, 'destroy'])
      .as('alerts.destroy')
    router.post('/:id/tags', [controllers.ClientTags, 'store']).as('tags.store')
    router.delete('/:id/tags/:tagId', [controllers.ClientTags, 'destroy']).as('tags.destroy')
  })
  .prefix('/clients')
  .as('clients')
  .use([middleware.member(), middleware.can('clients.write')])
router
  .group(() => {
    router
      .post('/:id/national-id', [controllers.NationalIdReveals, 'store'])
      .as('national_id_reveals.store')
    router
      .delete('/:id/national-id', [controllers.NationalIds, 'destroy'])
      .as('national_id.destroy')
  })
  .prefix('/clients')
  .as('clients')
  .use([middleware.member(), middleware.can('clients.national_id')])
router
  .group(() => {
    router.get('/:id/mergings', [controllers.ClientMergings, 'index']).as('mergings.index')
    router
      .post('/:id/mergings/searches', [controllers.MergingSearches, 'store'])
      .as('mergings.searches.store')
    router
      .get('/:id/mergings/:otherId', [controllers.ClientMergings, 'create'])
      .as('mergings.create')
    router
      .post('/:id/mergings/:otherId', [controllers.ClientMergings, 'store'])
      .as('mergings.store')
  })
  .prefix('/clients')
  .as('clients')
  .use([middleware.member(), middleware.can('clients.merge')])
router
  .group(() => {
    router.get('/:id/deletion', [controllers.ClientDeletions, 'create']).as('deletion.create')
    router.post('/:id/deletion', [controllers.ClientDeletions, 'store']).as('deletion.store')
  })
  .prefix('/clients')
  .as('clients')
  .use([middleware.member(), middleware.can('clients.delete'), middleware.fresh()])
router
  .group(() => {
    router.get('/:id/report', [controllers.ClientReports, 'show']).as('report.show')
    router.get('/:id/report/file', [controllers.ClientReportFiles, 'show']).as('report.file.show')
  })
  .prefix('/clients')
  .as('clients')
  .use([middleware.member(), middleware.can('clients.export'), middleware.fresh()])
router
  .group(() => {
    router.get('/', [controllers.Clients, 'index']).as('index')
    router.get('/searches', [controllers.ClientSearches, 'show']).as('searches.show')
    router.post('/searches', [controllers.ClientSearches, 'store']).as('searches.store')
    router.get('/:id', [controllers.Clients, 'show']).as('show')
  })
  .prefix('/clients')
  .as('clients')
  .use([middleware.member(), middleware.can('clients.read')])

/** The words by which clients are sorted. */
router
  .group(() => {
    router.get('/', [controllers.settings.Tags, 'index']).as('index')
    router.put('/:id', [controllers.settings.Tags, 'update']).as('update')
    router.delete('/:id', [controllers.settings.Tags, 'destroy']).as('destroy')
  })
  .prefix('/settings/tags')
  .as('settings.tags')
  .use([middleware.member(), middleware.can('settings.manage')])

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

/** Appointments. What is written comes first, because `/appointments/new` would be taken for an id. */
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
