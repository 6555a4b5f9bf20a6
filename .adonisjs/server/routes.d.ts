import '@adonisjs/core/types/http'

type ParamValue = string | number | bigint | boolean

export type ScannedRoutes = {
  ALL: {
    'health': { paramsTuple?: []; params?: {} }
    'setup.create': { paramsTuple?: []; params?: {} }
    'setup.store': { paramsTuple?: []; params?: {} }
    'logo.show': { paramsTuple?: []; params?: {} }
    'sign_in.create': { paramsTuple?: []; params?: {} }
    'sign_in.store': { paramsTuple?: []; params?: {} }
    'sign_in.destroy': { paramsTuple?: []; params?: {} }
    'sign_in.passkey.create': { paramsTuple?: []; params?: {} }
    'sign_in.passkey.store': { paramsTuple?: []; params?: {} }
    'sign_in.passkey.challenge': { paramsTuple?: []; params?: {} }
    'second_factor.create': { paramsTuple?: []; params?: {} }
    'second_factor.store': { paramsTuple?: []; params?: {} }
    'password_resets.create': { paramsTuple?: []; params?: {} }
    'password_resets.store': { paramsTuple?: []; params?: {} }
    'password_resets.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'password_resets.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'joining.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'joining.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'email_confirmations.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'email_confirmations.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'calendar_feeds.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'home': { paramsTuple?: []; params?: {} }
    'profile.edit': { paramsTuple?: []; params?: {} }
    'profile.update': { paramsTuple?: []; params?: {} }
    'theme.update': { paramsTuple?: []; params?: {} }
    'identity.create': { paramsTuple?: []; params?: {} }
    'identity.store': { paramsTuple?: []; params?: {} }
    'session_time.show': { paramsTuple?: []; params?: {} }
    'session_time.store': { paramsTuple?: []; params?: {} }
    'security.show': { paramsTuple?: []; params?: {} }
    'security.update': { paramsTuple?: []; params?: {} }
    'security.other_sessions.destroy': { paramsTuple?: []; params?: {} }
    'security.sessions.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'security.email.destroy': { paramsTuple?: []; params?: {} }
    'security.password.edit': { paramsTuple?: []; params?: {} }
    'security.password.update': { paramsTuple?: []; params?: {} }
    'security.email.create': { paramsTuple?: []; params?: {} }
    'security.email.store': { paramsTuple?: []; params?: {} }
    'security.authenticator.create': { paramsTuple?: []; params?: {} }
    'security.authenticator.store': { paramsTuple?: []; params?: {} }
    'security.authenticator.destroy': { paramsTuple?: []; params?: {} }
    'security.recovery_codes.show': { paramsTuple?: []; params?: {} }
    'security.recovery_codes.store': { paramsTuple?: []; params?: {} }
    'security.passkeys.create': { paramsTuple?: []; params?: {} }
    'security.passkeys.store': { paramsTuple?: []; params?: {} }
    'security.passkeys.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'security.passkeys.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'security.passkeys.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'security.calendar_feed.show': { paramsTuple?: []; params?: {} }
    'security.calendar_feed.store': { paramsTuple?: []; params?: {} }
    'security.calendar_feed.update': { paramsTuple?: []; params?: {} }
    'security.calendar_feed.destroy': { paramsTuple?: []; params?: {} }
    'settings.members.index': { paramsTuple?: []; params?: {} }
    'settings.invitations.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.members.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.members.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.members.deactivation.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.members.deactivation.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.members.password_reset.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.members.sessions.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.members.second_factor.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.invitations.create': { paramsTuple?: []; params?: {} }
    'settings.invitations.store': { paramsTuple?: []; params?: {} }
    'settings.invitations.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.roles.edit': { paramsTuple?: []; params?: {} }
    'settings.roles.update': { paramsTuple?: []; params?: {} }
    'settings.roles.destroy': { paramsTuple?: []; params?: {} }
    'settings.clinic.edit': { paramsTuple?: []; params?: {} }
    'settings.clinic.update': { paramsTuple?: []; params?: {} }
    'settings.tags.index': { paramsTuple?: []; params?: {} }
    'settings.tags.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.tags.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.index': { paramsTuple?: []; params?: {} }
    'settings.plugins.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.progress': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.settings.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.settings.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.destroy_data': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.security_overview.show': { paramsTuple?: []; params?: {} }
    'settings.openings.index': { paramsTuple?: []; params?: {} }
    'settings.openings.review.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.security_overview.decoys.store': { paramsTuple?: []; params?: {} }
    'settings.security_overview.decoys.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.audit.index': { paramsTuple?: []; params?: {} }
    'settings.audit.verifications.store': { paramsTuple?: []; params?: {} }
    'settings.audit.exports.show': { paramsTuple?: []; params?: {} }
    'settings.mail.edit': { paramsTuple?: []; params?: {} }
    'settings.mail.update': { paramsTuple?: []; params?: {} }
    'settings.mail.destroy': { paramsTuple?: []; params?: {} }
    'settings.mail.tests.store': { paramsTuple?: []; params?: {} }
    'settings.outbox.index': { paramsTuple?: []; params?: {} }
    'settings.outbox.dispatches.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.outbox.cancellations.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.services.index': { paramsTuple?: []; params?: {} }
    'settings.services.create': { paramsTuple?: []; params?: {} }
    'settings.services.store': { paramsTuple?: []; params?: {} }
    'settings.services.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.services.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.services.archival.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.services.archival.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.places.index': { paramsTuple?: []; params?: {} }
    'settings.places.locations.create': { paramsTuple?: []; params?: {} }
    'settings.places.locations.store': { paramsTuple?: []; params?: {} }
    'settings.places.locations.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.places.locations.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.places.locations.archival.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.places.locations.archival.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.places.rooms.create': { paramsTuple?: []; params?: {} }
    'settings.places.rooms.store': { paramsTuple?: []; params?: {} }
    'settings.places.rooms.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.places.rooms.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.places.rooms.archival.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.places.rooms.archival.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.hours.index': { paramsTuple?: []; params?: {} }
    'settings.hours.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.hours.weeks.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.hours.weeks.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.hours.weeks.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'from': ParamValue} }
    'settings.hours.weeks.update': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'from': ParamValue} }
    'settings.hours.weeks.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'from': ParamValue} }
    'settings.hours.exceptions.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.hours.exceptions.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.hours.exceptions.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'date': ParamValue} }
    'settings.hours.time_off.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.hours.time_off.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.hours.time_off.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'timeOffId': ParamValue} }
    'settings.hours.time_off.update': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'timeOffId': ParamValue} }
    'settings.hours.time_off.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'timeOffId': ParamValue} }
    'settings.holidays.index': { paramsTuple?: []; params?: {} }
    'settings.holidays.store': { paramsTuple?: []; params?: {} }
    'settings.holidays.public.create': { paramsTuple?: []; params?: {} }
    'settings.holidays.public.store': { paramsTuple?: []; params?: {} }
    'settings.holidays.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.imports.index': { paramsTuple?: []; params?: {} }
    'clients.imports.create': { paramsTuple?: []; params?: {} }
    'clients.imports.store': { paramsTuple?: []; params?: {} }
    'clients.imports.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.imports.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.imports.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.imports.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.imports.runs.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.imports.failures.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.imports.reversal.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.exports.create': { paramsTuple?: []; params?: {} }
    'clients.exports.store': { paramsTuple?: []; params?: {} }
    'clients.create': { paramsTuple?: []; params?: {} }
    'clients.store': { paramsTuple?: []; params?: {} }
    'clients.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.archival.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.archival.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.alerts.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.alerts.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'alertId': ParamValue} }
    'clients.tags.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.tags.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'tagId': ParamValue} }
    'clients.national_id_reveals.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.national_id.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.mergings.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.mergings.searches.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.mergings.create': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'otherId': ParamValue} }
    'clients.mergings.store': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'otherId': ParamValue} }
    'clients.deletion.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.deletion.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.report.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.report.file.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.readings.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.openings.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.openings.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.index': { paramsTuple?: []; params?: {} }
    'clients.searches.show': { paramsTuple?: []; params?: {} }
    'clients.searches.store': { paramsTuple?: []; params?: {} }
    'clients.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'export_requests.index': { paramsTuple?: []; params?: {} }
    'export_requests.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'export_requests.create': { paramsTuple?: []; params?: {} }
    'export_requests.store': { paramsTuple?: []; params?: {} }
    'export_requests.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'export_requests.approval.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'export_requests.refusal.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'calendar.show': { paramsTuple?: []; params?: {} }
    'calendar.appointments.index': { paramsTuple?: []; params?: {} }
    'calendar.hours.index': { paramsTuple?: []; params?: {} }
    'calendar.changes.show': { paramsTuple?: []; params?: {} }
    'calendar.days.show': { paramsTuple: [ParamValue]; params: {'date': ParamValue} }
    'calendar.imports.create': { paramsTuple?: []; params?: {} }
    'calendar.imports.store': { paramsTuple?: []; params?: {} }
    'calendar.imports.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'calendar.imports.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'calendar.imports.runs.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'appointments.create': { paramsTuple?: []; params?: {} }
    'appointments.store': { paramsTuple?: []; params?: {} }
    'appointments.client_searches.store': { paramsTuple?: []; params?: {} }
    'appointments.dates.store': { paramsTuple?: []; params?: {} }
    'appointments.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'appointments.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'appointments.dates.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'appointments.moves.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'appointments.marks.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'appointments.cancellation.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'appointments.cancellation.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'appointments.client_searches.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'appointments.clients.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'appointments.clients.update': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'clientId': ParamValue} }
    'appointments.clients.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'clientId': ParamValue} }
    'appointments.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'booking.services.index': { paramsTuple?: []; params?: {} }
    'booking.practitioners.index': { paramsTuple: [ParamValue]; params: {'service_id': ParamValue} }
    'booking.times.index': { paramsTuple: [ParamValue]; params: {'service_id': ParamValue} }
    'booking.times.holds.store': { paramsTuple: [ParamValue]; params: {'service_id': ParamValue} }
    'booking.texts.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'booking.bookings.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.bookings.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.thanks.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.challenges.show': { paramsTuple?: []; params?: {} }
    'booking.confirmations.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.confirmations.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.appointments.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.moves.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.moves.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.appointments.cancellation.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.waiting.create': { paramsTuple: [ParamValue]; params: {'service_id': ParamValue} }
    'booking.waiting.store': { paramsTuple: [ParamValue]; params: {'service_id': ParamValue} }
    'booking.waiting.thanks.show': { paramsTuple: [ParamValue]; params: {'service_id': ParamValue} }
    'booking.places.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.places.destroy': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.places.confirmation.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.offers.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.offers.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.offers.destroy': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.requests.index': { paramsTuple?: []; params?: {} }
    'booking.requests.acceptance.store': { paramsTuple: [ParamValue]; params: {'request_id': ParamValue} }
    'booking.requests.refusal.store': { paramsTuple: [ParamValue]; params: {'request_id': ParamValue} }
    'booking.waiting_list.index': { paramsTuple?: []; params?: {} }
    'booking.waiting_list.destroy': { paramsTuple: [ParamValue]; params: {'entry_id': ParamValue} }
    'booking.setup.show': { paramsTuple?: []; params?: {} }
    'booking.setup.restrictions.update': { paramsTuple?: []; params?: {} }
    'booking.wordings.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'kind': ParamValue,'language': ParamValue} }
    'booking.wordings.update': { paramsTuple: [ParamValue,ParamValue]; params: {'kind': ParamValue,'language': ParamValue} }
    'calendar-mask.mask.store': { paramsTuple?: []; params?: {} }
    'calendar-mask.mask.destroy': { paramsTuple?: []; params?: {} }
    'calendar-mask.rules.edit': { paramsTuple?: []; params?: {} }
    'calendar-mask.rules.update': { paramsTuple?: []; params?: {} }
    'consents.replies.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'consents.replies.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'consents.thanks.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'consents.receipts.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'consents.receipt_withdrawals.store': { paramsTuple: [ParamValue,ParamValue]; params: {'token': ParamValue,'answer_id': ParamValue} }
    'consents.requests.index': { paramsTuple?: []; params?: {} }
    'consents.answers.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'consents.requests.create': { paramsTuple: [ParamValue]; params: {'client_id': ParamValue} }
    'consents.requests.store': { paramsTuple: [ParamValue]; params: {'client_id': ParamValue} }
    'consents.resendings.store': { paramsTuple: [ParamValue]; params: {'request_id': ParamValue} }
    'consents.revocations.store': { paramsTuple: [ParamValue]; params: {'request_id': ParamValue} }
    'consents.withdrawals.create': { paramsTuple: [ParamValue]; params: {'answer_id': ParamValue} }
    'consents.withdrawals.store': { paramsTuple: [ParamValue]; params: {'answer_id': ParamValue} }
    'consents.batches.create': { paramsTuple?: []; params?: {} }
    'consents.batches.store': { paramsTuple?: []; params?: {} }
    'consents.batches.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'consents.starter_sets.create': { paramsTuple?: []; params?: {} }
    'consents.starter_sets.store': { paramsTuple?: []; params?: {} }
    'consents.statements.index': { paramsTuple?: []; params?: {} }
    'consents.statements.create': { paramsTuple?: []; params?: {} }
    'consents.statements.store': { paramsTuple?: []; params?: {} }
    'consents.statements.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'consents.statements.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'consents.statements.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'consents.statements.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'consents.texts.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'statement_id': ParamValue,'locale': ParamValue} }
    'consents.drafts.destroy': { paramsTuple: [ParamValue]; params: {'statement_id': ParamValue} }
    'consents.publications.create': { paramsTuple: [ParamValue]; params: {'statement_id': ParamValue} }
    'consents.publications.store': { paramsTuple: [ParamValue]; params: {'statement_id': ParamValue} }
    'consents.requirements.store': { paramsTuple: [ParamValue]; params: {'statement_id': ParamValue} }
    'consents.requirements.destroy': { paramsTuple: [ParamValue]; params: {'statement_id': ParamValue} }
    'consents.retirements.store': { paramsTuple: [ParamValue]; params: {'statement_id': ParamValue} }
    'consents.retirements.destroy': { paramsTuple: [ParamValue]; params: {'statement_id': ParamValue} }
    'consents.versions.show': { paramsTuple: [ParamValue,ParamValue]; params: {'statement_id': ParamValue,'number': ParamValue} }
    'keys.own.show': { paramsTuple?: []; params?: {} }
    'keys.setup.show': { paramsTuple?: []; params?: {} }
    'keys.own_proofs.create': { paramsTuple?: []; params?: {} }
    'keys.colleagues.index': { paramsTuple?: []; params?: {} }
    'keys.colleagues.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'keys.rotation.show': { paramsTuple?: []; params?: {} }
    'keys.recovery.show': { paramsTuple?: []; params?: {} }
    'keys.cards.index': { paramsTuple?: []; params?: {} }
    'keys.keys.store': { paramsTuple?: []; params?: {} }
    'keys.challenges.store': { paramsTuple: [ParamValue]; params: {'key_id': ParamValue} }
    'keys.proofs.store': { paramsTuple: [ParamValue]; params: {'key_id': ParamValue} }
    'keys.retirements.store': { paramsTuple: [ParamValue]; params: {'key_id': ParamValue} }
    'keys.pins.store': { paramsTuple?: []; params?: {} }
    'keys.circles.index': { paramsTuple?: []; params?: {} }
    'keys.circles.store': { paramsTuple?: []; params?: {} }
    'keys.lists.update': { paramsTuple?: []; params?: {} }
    'keys.exposed_envelopes.index': { paramsTuple?: []; params?: {} }
    'keys.exposed_envelopes.update': { paramsTuple?: []; params?: {} }
    'keys.exposed_files.index': { paramsTuple?: []; params?: {} }
    'keys.exposed_files.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'keys.exposed_files.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'keys.exposed_files.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'keys.recovery.create': { paramsTuple?: []; params?: {} }
    'keys.recovery_proofs.create': { paramsTuple?: []; params?: {} }
    'keys.handovers.create': { paramsTuple: [ParamValue]; params: {'key_id': ParamValue} }
    'keys.health.index': { paramsTuple?: []; params?: {} }
    'reminders.gatewayapi_reports.store': { paramsTuple?: []; params?: {} }
    'reminders.twilio_reports.store': { paramsTuple?: []; params?: {} }
    'reminders.messages.index': { paramsTuple?: []; params?: {} }
    'reminders.repeats.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'reminders.rules.index': { paramsTuple?: []; params?: {} }
    'reminders.rules.create': { paramsTuple?: []; params?: {} }
    'reminders.rules.store': { paramsTuple?: []; params?: {} }
    'reminders.rules.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'reminders.rules.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'reminders.rules.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'reminders.texts.edit': { paramsTuple: [ParamValue]; params: {'rule_id': ParamValue} }
    'reminders.texts.update': { paramsTuple: [ParamValue]; params: {'rule_id': ParamValue} }
    'reminders.texts.destroy': { paramsTuple: [ParamValue]; params: {'rule_id': ParamValue} }
    'reminders.previews.store': { paramsTuple: [ParamValue]; params: {'rule_id': ParamValue} }
    'reminders.gateway.edit': { paramsTuple?: []; params?: {} }
    'reminders.gateway.update': { paramsTuple?: []; params?: {} }
    'reminders.gateway.destroy': { paramsTuple?: []; params?: {} }
    'reminders.gateway.tests.store': { paramsTuple?: []; params?: {} }
    'strict-mode.disownments.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'strict-mode.disownments.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'strict-mode.rules.index': { paramsTuple?: []; params?: {} }
    'strict-mode.evidence.show': { paramsTuple?: []; params?: {} }
    'strict-mode.certificates.show': { paramsTuple?: []; params?: {} }
    'strict-mode.signed_evidence.show': { paramsTuple?: []; params?: {} }
    'strict-mode.reports.show': { paramsTuple?: []; params?: {} }
    'strict-mode.everything.create': { paramsTuple?: []; params?: {} }
    'strict-mode.everything.store': { paramsTuple?: []; params?: {} }
    'strict-mode.rules.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'strict-mode.rules.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'strict-mode.rules.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'support-access.doors.create': { paramsTuple?: []; params?: {} }
    'support-access.doors.store': { paramsTuple?: []; params?: {} }
    'support-access.changes.show': { paramsTuple?: []; params?: {} }
    'support-access.grants.create': { paramsTuple?: []; params?: {} }
    'support-access.grants.store': { paramsTuple?: []; params?: {} }
    'support-access.grants.index': { paramsTuple?: []; params?: {} }
    'support-access.grants.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'support-access.endings.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'soap.searches.show': { paramsTuple?: []; params?: {} }
    'soap.envelopes.index': { paramsTuple?: []; params?: {} }
    'soap.notes.index': { paramsTuple: [ParamValue]; params: {'client_id': ParamValue} }
    'soap.notes.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'soap.contents.show': { paramsTuple: [ParamValue]; params: {'note_id': ParamValue} }
    'soap.versions.index': { paramsTuple: [ParamValue]; params: {'note_id': ParamValue} }
    'soap.attachments.show': { paramsTuple: [ParamValue,ParamValue]; params: {'note_id': ParamValue,'id': ParamValue} }
    'soap.template_envelopes.index': { paramsTuple?: []; params?: {} }
    'soap.taken_along.create': { paramsTuple: [ParamValue]; params: {'client_id': ParamValue} }
    'soap.taken_along.index': { paramsTuple?: []; params?: {} }
    'soap.taken_along.store': { paramsTuple?: []; params?: {} }
    'soap.notes.create': { paramsTuple: [ParamValue]; params: {'client_id': ParamValue} }
    'soap.notes.store': { paramsTuple: [ParamValue]; params: {'client_id': ParamValue} }
    'soap.notes.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'soap.notes.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'soap.finalisations.store': { paramsTuple: [ParamValue]; params: {'note_id': ParamValue} }
    'soap.addenda.store': { paramsTuple: [ParamValue]; params: {'note_id': ParamValue} }
    'soap.versions.update': { paramsTuple: [ParamValue,ParamValue]; params: {'note_id': ParamValue,'version': ParamValue} }
    'soap.attachments.store': { paramsTuple: [ParamValue]; params: {'note_id': ParamValue} }
    'soap.attachments.update': { paramsTuple: [ParamValue,ParamValue]; params: {'note_id': ParamValue,'id': ParamValue} }
    'soap.attachments.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'note_id': ParamValue,'id': ParamValue} }
    'soap.templates.index': { paramsTuple?: []; params?: {} }
    'soap.template_envelopes.store': { paramsTuple?: []; params?: {} }
    'soap.template_envelopes.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'soap.template_envelopes.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'soap.imports.create': { paramsTuple?: []; params?: {} }
    'soap.imports.index': { paramsTuple?: []; params?: {} }
    'soap.unsigned.index': { paramsTuple?: []; params?: {} }
    'fallback': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
  }
  GET: {
    'health': { paramsTuple?: []; params?: {} }
    'setup.create': { paramsTuple?: []; params?: {} }
    'logo.show': { paramsTuple?: []; params?: {} }
    'sign_in.create': { paramsTuple?: []; params?: {} }
    'sign_in.passkey.create': { paramsTuple?: []; params?: {} }
    'second_factor.create': { paramsTuple?: []; params?: {} }
    'password_resets.create': { paramsTuple?: []; params?: {} }
    'password_resets.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'joining.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'email_confirmations.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'calendar_feeds.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'home': { paramsTuple?: []; params?: {} }
    'profile.edit': { paramsTuple?: []; params?: {} }
    'identity.create': { paramsTuple?: []; params?: {} }
    'session_time.show': { paramsTuple?: []; params?: {} }
    'security.show': { paramsTuple?: []; params?: {} }
    'security.password.edit': { paramsTuple?: []; params?: {} }
    'security.email.create': { paramsTuple?: []; params?: {} }
    'security.authenticator.create': { paramsTuple?: []; params?: {} }
    'security.recovery_codes.show': { paramsTuple?: []; params?: {} }
    'security.passkeys.create': { paramsTuple?: []; params?: {} }
    'security.passkeys.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'security.calendar_feed.show': { paramsTuple?: []; params?: {} }
    'settings.members.index': { paramsTuple?: []; params?: {} }
    'settings.members.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.invitations.create': { paramsTuple?: []; params?: {} }
    'settings.roles.edit': { paramsTuple?: []; params?: {} }
    'settings.clinic.edit': { paramsTuple?: []; params?: {} }
    'settings.tags.index': { paramsTuple?: []; params?: {} }
    'settings.plugins.index': { paramsTuple?: []; params?: {} }
    'settings.plugins.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.progress': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.settings.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.security_overview.show': { paramsTuple?: []; params?: {} }
    'settings.openings.index': { paramsTuple?: []; params?: {} }
    'settings.audit.index': { paramsTuple?: []; params?: {} }
    'settings.audit.exports.show': { paramsTuple?: []; params?: {} }
    'settings.mail.edit': { paramsTuple?: []; params?: {} }
    'settings.outbox.index': { paramsTuple?: []; params?: {} }
    'settings.services.index': { paramsTuple?: []; params?: {} }
    'settings.services.create': { paramsTuple?: []; params?: {} }
    'settings.services.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.places.index': { paramsTuple?: []; params?: {} }
    'settings.places.locations.create': { paramsTuple?: []; params?: {} }
    'settings.places.locations.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.places.rooms.create': { paramsTuple?: []; params?: {} }
    'settings.places.rooms.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.hours.index': { paramsTuple?: []; params?: {} }
    'settings.hours.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.hours.weeks.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.hours.weeks.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'from': ParamValue} }
    'settings.hours.exceptions.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.hours.time_off.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.hours.time_off.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'timeOffId': ParamValue} }
    'settings.holidays.index': { paramsTuple?: []; params?: {} }
    'settings.holidays.public.create': { paramsTuple?: []; params?: {} }
    'clients.imports.index': { paramsTuple?: []; params?: {} }
    'clients.imports.create': { paramsTuple?: []; params?: {} }
    'clients.imports.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.imports.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.imports.failures.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.exports.create': { paramsTuple?: []; params?: {} }
    'clients.create': { paramsTuple?: []; params?: {} }
    'clients.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.mergings.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.mergings.create': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'otherId': ParamValue} }
    'clients.deletion.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.report.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.report.file.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.readings.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.openings.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.index': { paramsTuple?: []; params?: {} }
    'clients.searches.show': { paramsTuple?: []; params?: {} }
    'clients.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'export_requests.index': { paramsTuple?: []; params?: {} }
    'export_requests.create': { paramsTuple?: []; params?: {} }
    'export_requests.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'calendar.show': { paramsTuple?: []; params?: {} }
    'calendar.appointments.index': { paramsTuple?: []; params?: {} }
    'calendar.hours.index': { paramsTuple?: []; params?: {} }
    'calendar.changes.show': { paramsTuple?: []; params?: {} }
    'calendar.days.show': { paramsTuple: [ParamValue]; params: {'date': ParamValue} }
    'calendar.imports.create': { paramsTuple?: []; params?: {} }
    'calendar.imports.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'appointments.create': { paramsTuple?: []; params?: {} }
    'appointments.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'appointments.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'booking.services.index': { paramsTuple?: []; params?: {} }
    'booking.practitioners.index': { paramsTuple: [ParamValue]; params: {'service_id': ParamValue} }
    'booking.times.index': { paramsTuple: [ParamValue]; params: {'service_id': ParamValue} }
    'booking.texts.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'booking.bookings.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.thanks.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.challenges.show': { paramsTuple?: []; params?: {} }
    'booking.confirmations.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.appointments.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.moves.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.waiting.create': { paramsTuple: [ParamValue]; params: {'service_id': ParamValue} }
    'booking.waiting.thanks.show': { paramsTuple: [ParamValue]; params: {'service_id': ParamValue} }
    'booking.places.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.offers.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.requests.index': { paramsTuple?: []; params?: {} }
    'booking.waiting_list.index': { paramsTuple?: []; params?: {} }
    'booking.setup.show': { paramsTuple?: []; params?: {} }
    'booking.wordings.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'kind': ParamValue,'language': ParamValue} }
    'calendar-mask.rules.edit': { paramsTuple?: []; params?: {} }
    'consents.replies.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'consents.thanks.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'consents.receipts.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'consents.requests.index': { paramsTuple?: []; params?: {} }
    'consents.answers.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'consents.requests.create': { paramsTuple: [ParamValue]; params: {'client_id': ParamValue} }
    'consents.withdrawals.create': { paramsTuple: [ParamValue]; params: {'answer_id': ParamValue} }
    'consents.batches.create': { paramsTuple?: []; params?: {} }
    'consents.batches.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'consents.starter_sets.create': { paramsTuple?: []; params?: {} }
    'consents.statements.index': { paramsTuple?: []; params?: {} }
    'consents.statements.create': { paramsTuple?: []; params?: {} }
    'consents.statements.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'consents.statements.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'consents.publications.create': { paramsTuple: [ParamValue]; params: {'statement_id': ParamValue} }
    'consents.versions.show': { paramsTuple: [ParamValue,ParamValue]; params: {'statement_id': ParamValue,'number': ParamValue} }
    'keys.own.show': { paramsTuple?: []; params?: {} }
    'keys.setup.show': { paramsTuple?: []; params?: {} }
    'keys.own_proofs.create': { paramsTuple?: []; params?: {} }
    'keys.colleagues.index': { paramsTuple?: []; params?: {} }
    'keys.colleagues.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'keys.rotation.show': { paramsTuple?: []; params?: {} }
    'keys.recovery.show': { paramsTuple?: []; params?: {} }
    'keys.cards.index': { paramsTuple?: []; params?: {} }
    'keys.circles.index': { paramsTuple?: []; params?: {} }
    'keys.exposed_envelopes.index': { paramsTuple?: []; params?: {} }
    'keys.exposed_files.index': { paramsTuple?: []; params?: {} }
    'keys.exposed_files.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'keys.recovery.create': { paramsTuple?: []; params?: {} }
    'keys.recovery_proofs.create': { paramsTuple?: []; params?: {} }
    'keys.handovers.create': { paramsTuple: [ParamValue]; params: {'key_id': ParamValue} }
    'keys.health.index': { paramsTuple?: []; params?: {} }
    'reminders.messages.index': { paramsTuple?: []; params?: {} }
    'reminders.rules.index': { paramsTuple?: []; params?: {} }
    'reminders.rules.create': { paramsTuple?: []; params?: {} }
    'reminders.rules.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'reminders.texts.edit': { paramsTuple: [ParamValue]; params: {'rule_id': ParamValue} }
    'reminders.gateway.edit': { paramsTuple?: []; params?: {} }
    'strict-mode.disownments.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'strict-mode.rules.index': { paramsTuple?: []; params?: {} }
    'strict-mode.evidence.show': { paramsTuple?: []; params?: {} }
    'strict-mode.certificates.show': { paramsTuple?: []; params?: {} }
    'strict-mode.signed_evidence.show': { paramsTuple?: []; params?: {} }
    'strict-mode.reports.show': { paramsTuple?: []; params?: {} }
    'strict-mode.everything.create': { paramsTuple?: []; params?: {} }
    'strict-mode.rules.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'support-access.doors.create': { paramsTuple?: []; params?: {} }
    'support-access.changes.show': { paramsTuple?: []; params?: {} }
    'support-access.grants.create': { paramsTuple?: []; params?: {} }
    'support-access.grants.index': { paramsTuple?: []; params?: {} }
    'support-access.grants.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'soap.searches.show': { paramsTuple?: []; params?: {} }
    'soap.envelopes.index': { paramsTuple?: []; params?: {} }
    'soap.notes.index': { paramsTuple: [ParamValue]; params: {'client_id': ParamValue} }
    'soap.notes.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'soap.contents.show': { paramsTuple: [ParamValue]; params: {'note_id': ParamValue} }
    'soap.versions.index': { paramsTuple: [ParamValue]; params: {'note_id': ParamValue} }
    'soap.attachments.show': { paramsTuple: [ParamValue,ParamValue]; params: {'note_id': ParamValue,'id': ParamValue} }
    'soap.template_envelopes.index': { paramsTuple?: []; params?: {} }
    'soap.taken_along.create': { paramsTuple: [ParamValue]; params: {'client_id': ParamValue} }
    'soap.taken_along.index': { paramsTuple?: []; params?: {} }
    'soap.notes.create': { paramsTuple: [ParamValue]; params: {'client_id': ParamValue} }
    'soap.templates.index': { paramsTuple?: []; params?: {} }
    'soap.imports.create': { paramsTuple?: []; params?: {} }
    'soap.imports.index': { paramsTuple?: []; params?: {} }
    'soap.unsigned.index': { paramsTuple?: []; params?: {} }
    'fallback': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
  }
  HEAD: {
    'health': { paramsTuple?: []; params?: {} }
    'setup.create': { paramsTuple?: []; params?: {} }
    'logo.show': { paramsTuple?: []; params?: {} }
    'sign_in.create': { paramsTuple?: []; params?: {} }
    'sign_in.passkey.create': { paramsTuple?: []; params?: {} }
    'second_factor.create': { paramsTuple?: []; params?: {} }
    'password_resets.create': { paramsTuple?: []; params?: {} }
    'password_resets.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'joining.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'email_confirmations.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'calendar_feeds.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'home': { paramsTuple?: []; params?: {} }
    'profile.edit': { paramsTuple?: []; params?: {} }
    'identity.create': { paramsTuple?: []; params?: {} }
    'session_time.show': { paramsTuple?: []; params?: {} }
    'security.show': { paramsTuple?: []; params?: {} }
    'security.password.edit': { paramsTuple?: []; params?: {} }
    'security.email.create': { paramsTuple?: []; params?: {} }
    'security.authenticator.create': { paramsTuple?: []; params?: {} }
    'security.recovery_codes.show': { paramsTuple?: []; params?: {} }
    'security.passkeys.create': { paramsTuple?: []; params?: {} }
    'security.passkeys.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'security.calendar_feed.show': { paramsTuple?: []; params?: {} }
    'settings.members.index': { paramsTuple?: []; params?: {} }
    'settings.members.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.invitations.create': { paramsTuple?: []; params?: {} }
    'settings.roles.edit': { paramsTuple?: []; params?: {} }
    'settings.clinic.edit': { paramsTuple?: []; params?: {} }
    'settings.tags.index': { paramsTuple?: []; params?: {} }
    'settings.plugins.index': { paramsTuple?: []; params?: {} }
    'settings.plugins.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.progress': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.settings.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.security_overview.show': { paramsTuple?: []; params?: {} }
    'settings.openings.index': { paramsTuple?: []; params?: {} }
    'settings.audit.index': { paramsTuple?: []; params?: {} }
    'settings.audit.exports.show': { paramsTuple?: []; params?: {} }
    'settings.mail.edit': { paramsTuple?: []; params?: {} }
    'settings.outbox.index': { paramsTuple?: []; params?: {} }
    'settings.services.index': { paramsTuple?: []; params?: {} }
    'settings.services.create': { paramsTuple?: []; params?: {} }
    'settings.services.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.places.index': { paramsTuple?: []; params?: {} }
    'settings.places.locations.create': { paramsTuple?: []; params?: {} }
    'settings.places.locations.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.places.rooms.create': { paramsTuple?: []; params?: {} }
    'settings.places.rooms.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.hours.index': { paramsTuple?: []; params?: {} }
    'settings.hours.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.hours.weeks.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.hours.weeks.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'from': ParamValue} }
    'settings.hours.exceptions.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.hours.time_off.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.hours.time_off.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'timeOffId': ParamValue} }
    'settings.holidays.index': { paramsTuple?: []; params?: {} }
    'settings.holidays.public.create': { paramsTuple?: []; params?: {} }
    'clients.imports.index': { paramsTuple?: []; params?: {} }
    'clients.imports.create': { paramsTuple?: []; params?: {} }
    'clients.imports.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.imports.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.imports.failures.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.exports.create': { paramsTuple?: []; params?: {} }
    'clients.create': { paramsTuple?: []; params?: {} }
    'clients.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.mergings.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.mergings.create': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'otherId': ParamValue} }
    'clients.deletion.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.report.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.report.file.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.readings.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.openings.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.index': { paramsTuple?: []; params?: {} }
    'clients.searches.show': { paramsTuple?: []; params?: {} }
    'clients.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'export_requests.index': { paramsTuple?: []; params?: {} }
    'export_requests.create': { paramsTuple?: []; params?: {} }
    'export_requests.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'calendar.show': { paramsTuple?: []; params?: {} }
    'calendar.appointments.index': { paramsTuple?: []; params?: {} }
    'calendar.hours.index': { paramsTuple?: []; params?: {} }
    'calendar.changes.show': { paramsTuple?: []; params?: {} }
    'calendar.days.show': { paramsTuple: [ParamValue]; params: {'date': ParamValue} }
    'calendar.imports.create': { paramsTuple?: []; params?: {} }
    'calendar.imports.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'appointments.create': { paramsTuple?: []; params?: {} }
    'appointments.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'appointments.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'booking.services.index': { paramsTuple?: []; params?: {} }
    'booking.practitioners.index': { paramsTuple: [ParamValue]; params: {'service_id': ParamValue} }
    'booking.times.index': { paramsTuple: [ParamValue]; params: {'service_id': ParamValue} }
    'booking.texts.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'booking.bookings.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.thanks.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.challenges.show': { paramsTuple?: []; params?: {} }
    'booking.confirmations.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.appointments.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.moves.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.waiting.create': { paramsTuple: [ParamValue]; params: {'service_id': ParamValue} }
    'booking.waiting.thanks.show': { paramsTuple: [ParamValue]; params: {'service_id': ParamValue} }
    'booking.places.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.offers.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.requests.index': { paramsTuple?: []; params?: {} }
    'booking.waiting_list.index': { paramsTuple?: []; params?: {} }
    'booking.setup.show': { paramsTuple?: []; params?: {} }
    'booking.wordings.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'kind': ParamValue,'language': ParamValue} }
    'calendar-mask.rules.edit': { paramsTuple?: []; params?: {} }
    'consents.replies.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'consents.thanks.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'consents.receipts.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'consents.requests.index': { paramsTuple?: []; params?: {} }
    'consents.answers.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'consents.requests.create': { paramsTuple: [ParamValue]; params: {'client_id': ParamValue} }
    'consents.withdrawals.create': { paramsTuple: [ParamValue]; params: {'answer_id': ParamValue} }
    'consents.batches.create': { paramsTuple?: []; params?: {} }
    'consents.batches.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'consents.starter_sets.create': { paramsTuple?: []; params?: {} }
    'consents.statements.index': { paramsTuple?: []; params?: {} }
    'consents.statements.create': { paramsTuple?: []; params?: {} }
    'consents.statements.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'consents.statements.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'consents.publications.create': { paramsTuple: [ParamValue]; params: {'statement_id': ParamValue} }
    'consents.versions.show': { paramsTuple: [ParamValue,ParamValue]; params: {'statement_id': ParamValue,'number': ParamValue} }
    'keys.own.show': { paramsTuple?: []; params?: {} }
    'keys.setup.show': { paramsTuple?: []; params?: {} }
    'keys.own_proofs.create': { paramsTuple?: []; params?: {} }
    'keys.colleagues.index': { paramsTuple?: []; params?: {} }
    'keys.colleagues.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'keys.rotation.show': { paramsTuple?: []; params?: {} }
    'keys.recovery.show': { paramsTuple?: []; params?: {} }
    'keys.cards.index': { paramsTuple?: []; params?: {} }
    'keys.circles.index': { paramsTuple?: []; params?: {} }
    'keys.exposed_envelopes.index': { paramsTuple?: []; params?: {} }
    'keys.exposed_files.index': { paramsTuple?: []; params?: {} }
    'keys.exposed_files.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'keys.recovery.create': { paramsTuple?: []; params?: {} }
    'keys.recovery_proofs.create': { paramsTuple?: []; params?: {} }
    'keys.handovers.create': { paramsTuple: [ParamValue]; params: {'key_id': ParamValue} }
    'keys.health.index': { paramsTuple?: []; params?: {} }
    'reminders.messages.index': { paramsTuple?: []; params?: {} }
    'reminders.rules.index': { paramsTuple?: []; params?: {} }
    'reminders.rules.create': { paramsTuple?: []; params?: {} }
    'reminders.rules.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'reminders.texts.edit': { paramsTuple: [ParamValue]; params: {'rule_id': ParamValue} }
    'reminders.gateway.edit': { paramsTuple?: []; params?: {} }
    'strict-mode.disownments.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'strict-mode.rules.index': { paramsTuple?: []; params?: {} }
    'strict-mode.evidence.show': { paramsTuple?: []; params?: {} }
    'strict-mode.certificates.show': { paramsTuple?: []; params?: {} }
    'strict-mode.signed_evidence.show': { paramsTuple?: []; params?: {} }
    'strict-mode.reports.show': { paramsTuple?: []; params?: {} }
    'strict-mode.everything.create': { paramsTuple?: []; params?: {} }
    'strict-mode.rules.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'support-access.doors.create': { paramsTuple?: []; params?: {} }
    'support-access.changes.show': { paramsTuple?: []; params?: {} }
    'support-access.grants.create': { paramsTuple?: []; params?: {} }
    'support-access.grants.index': { paramsTuple?: []; params?: {} }
    'support-access.grants.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'soap.searches.show': { paramsTuple?: []; params?: {} }
    'soap.envelopes.index': { paramsTuple?: []; params?: {} }
    'soap.notes.index': { paramsTuple: [ParamValue]; params: {'client_id': ParamValue} }
    'soap.notes.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'soap.contents.show': { paramsTuple: [ParamValue]; params: {'note_id': ParamValue} }
    'soap.versions.index': { paramsTuple: [ParamValue]; params: {'note_id': ParamValue} }
    'soap.attachments.show': { paramsTuple: [ParamValue,ParamValue]; params: {'note_id': ParamValue,'id': ParamValue} }
    'soap.template_envelopes.index': { paramsTuple?: []; params?: {} }
    'soap.taken_along.create': { paramsTuple: [ParamValue]; params: {'client_id': ParamValue} }
    'soap.taken_along.index': { paramsTuple?: []; params?: {} }
    'soap.notes.create': { paramsTuple: [ParamValue]; params: {'client_id': ParamValue} }
    'soap.templates.index': { paramsTuple?: []; params?: {} }
    'soap.imports.create': { paramsTuple?: []; params?: {} }
    'soap.imports.index': { paramsTuple?: []; params?: {} }
    'soap.unsigned.index': { paramsTuple?: []; params?: {} }
    'fallback': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
  }
  POST: {
    'setup.store': { paramsTuple?: []; params?: {} }
    'sign_in.store': { paramsTuple?: []; params?: {} }
    'sign_in.destroy': { paramsTuple?: []; params?: {} }
    'sign_in.passkey.store': { paramsTuple?: []; params?: {} }
    'sign_in.passkey.challenge': { paramsTuple?: []; params?: {} }
    'second_factor.store': { paramsTuple?: []; params?: {} }
    'password_resets.store': { paramsTuple?: []; params?: {} }
    'joining.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'email_confirmations.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'identity.store': { paramsTuple?: []; params?: {} }
    'session_time.store': { paramsTuple?: []; params?: {} }
    'security.email.store': { paramsTuple?: []; params?: {} }
    'security.authenticator.store': { paramsTuple?: []; params?: {} }
    'security.recovery_codes.store': { paramsTuple?: []; params?: {} }
    'security.passkeys.store': { paramsTuple?: []; params?: {} }
    'security.calendar_feed.store': { paramsTuple?: []; params?: {} }
    'settings.members.deactivation.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.members.password_reset.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.invitations.store': { paramsTuple?: []; params?: {} }
    'settings.plugins.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.openings.review.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.security_overview.decoys.store': { paramsTuple?: []; params?: {} }
    'settings.audit.verifications.store': { paramsTuple?: []; params?: {} }
    'settings.mail.tests.store': { paramsTuple?: []; params?: {} }
    'settings.outbox.dispatches.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.outbox.cancellations.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.services.store': { paramsTuple?: []; params?: {} }
    'settings.services.archival.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.places.locations.store': { paramsTuple?: []; params?: {} }
    'settings.places.locations.archival.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.places.rooms.store': { paramsTuple?: []; params?: {} }
    'settings.places.rooms.archival.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.hours.weeks.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.hours.exceptions.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.hours.time_off.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.holidays.store': { paramsTuple?: []; params?: {} }
    'settings.holidays.public.store': { paramsTuple?: []; params?: {} }
    'clients.imports.store': { paramsTuple?: []; params?: {} }
    'clients.imports.runs.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.imports.reversal.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.exports.store': { paramsTuple?: []; params?: {} }
    'clients.store': { paramsTuple?: []; params?: {} }
    'clients.archival.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.alerts.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.tags.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.national_id_reveals.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.mergings.searches.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.mergings.store': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'otherId': ParamValue} }
    'clients.deletion.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.openings.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.searches.store': { paramsTuple?: []; params?: {} }
    'export_requests.store': { paramsTuple?: []; params?: {} }
    'export_requests.approval.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'export_requests.refusal.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'calendar.imports.store': { paramsTuple?: []; params?: {} }
    'calendar.imports.runs.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'appointments.store': { paramsTuple?: []; params?: {} }
    'appointments.client_searches.store': { paramsTuple?: []; params?: {} }
    'appointments.dates.store': { paramsTuple?: []; params?: {} }
    'appointments.dates.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'appointments.moves.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'appointments.marks.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'appointments.cancellation.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'appointments.client_searches.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'appointments.clients.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'booking.times.holds.store': { paramsTuple: [ParamValue]; params: {'service_id': ParamValue} }
    'booking.bookings.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.confirmations.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.moves.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.appointments.cancellation.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.waiting.store': { paramsTuple: [ParamValue]; params: {'service_id': ParamValue} }
    'booking.places.destroy': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.places.confirmation.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.offers.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.offers.destroy': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'booking.requests.acceptance.store': { paramsTuple: [ParamValue]; params: {'request_id': ParamValue} }
    'booking.requests.refusal.store': { paramsTuple: [ParamValue]; params: {'request_id': ParamValue} }
    'calendar-mask.mask.store': { paramsTuple?: []; params?: {} }
    'consents.replies.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'consents.receipt_withdrawals.store': { paramsTuple: [ParamValue,ParamValue]; params: {'token': ParamValue,'answer_id': ParamValue} }
    'consents.requests.store': { paramsTuple: [ParamValue]; params: {'client_id': ParamValue} }
    'consents.resendings.store': { paramsTuple: [ParamValue]; params: {'request_id': ParamValue} }
    'consents.revocations.store': { paramsTuple: [ParamValue]; params: {'request_id': ParamValue} }
    'consents.withdrawals.store': { paramsTuple: [ParamValue]; params: {'answer_id': ParamValue} }
    'consents.batches.store': { paramsTuple?: []; params?: {} }
    'consents.starter_sets.store': { paramsTuple?: []; params?: {} }
    'consents.statements.store': { paramsTuple?: []; params?: {} }
    'consents.publications.store': { paramsTuple: [ParamValue]; params: {'statement_id': ParamValue} }
    'consents.requirements.store': { paramsTuple: [ParamValue]; params: {'statement_id': ParamValue} }
    'consents.retirements.store': { paramsTuple: [ParamValue]; params: {'statement_id': ParamValue} }
    'keys.keys.store': { paramsTuple?: []; params?: {} }
    'keys.challenges.store': { paramsTuple: [ParamValue]; params: {'key_id': ParamValue} }
    'keys.proofs.store': { paramsTuple: [ParamValue]; params: {'key_id': ParamValue} }
    'keys.retirements.store': { paramsTuple: [ParamValue]; params: {'key_id': ParamValue} }
    'keys.pins.store': { paramsTuple?: []; params?: {} }
    'keys.circles.store': { paramsTuple?: []; params?: {} }
    'reminders.gatewayapi_reports.store': { paramsTuple?: []; params?: {} }
    'reminders.twilio_reports.store': { paramsTuple?: []; params?: {} }
    'reminders.repeats.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'reminders.rules.store': { paramsTuple?: []; params?: {} }
    'reminders.previews.store': { paramsTuple: [ParamValue]; params: {'rule_id': ParamValue} }
    'reminders.gateway.tests.store': { paramsTuple?: []; params?: {} }
    'strict-mode.disownments.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'strict-mode.everything.store': { paramsTuple?: []; params?: {} }
    'support-access.doors.store': { paramsTuple?: []; params?: {} }
    'support-access.grants.store': { paramsTuple?: []; params?: {} }
    'support-access.endings.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'soap.taken_along.store': { paramsTuple?: []; params?: {} }
    'soap.notes.store': { paramsTuple: [ParamValue]; params: {'client_id': ParamValue} }
    'soap.finalisations.store': { paramsTuple: [ParamValue]; params: {'note_id': ParamValue} }
    'soap.addenda.store': { paramsTuple: [ParamValue]; params: {'note_id': ParamValue} }
    'soap.attachments.store': { paramsTuple: [ParamValue]; params: {'note_id': ParamValue} }
    'soap.template_envelopes.store': { paramsTuple?: []; params?: {} }
    'fallback': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
  }
  PUT: {
    'password_resets.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'profile.update': { paramsTuple?: []; params?: {} }
    'theme.update': { paramsTuple?: []; params?: {} }
    'security.update': { paramsTuple?: []; params?: {} }
    'security.password.update': { paramsTuple?: []; params?: {} }
    'security.passkeys.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'security.calendar_feed.update': { paramsTuple?: []; params?: {} }
    'settings.members.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.invitations.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.roles.update': { paramsTuple?: []; params?: {} }
    'settings.clinic.update': { paramsTuple?: []; params?: {} }
    'settings.tags.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.settings.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.mail.update': { paramsTuple?: []; params?: {} }
    'settings.services.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.places.locations.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.places.rooms.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.hours.weeks.update': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'from': ParamValue} }
    'settings.hours.time_off.update': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'timeOffId': ParamValue} }
    'clients.imports.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'appointments.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'appointments.clients.update': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'clientId': ParamValue} }
    'booking.setup.restrictions.update': { paramsTuple?: []; params?: {} }
    'booking.wordings.update': { paramsTuple: [ParamValue,ParamValue]; params: {'kind': ParamValue,'language': ParamValue} }
    'calendar-mask.rules.update': { paramsTuple?: []; params?: {} }
    'consents.statements.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'keys.lists.update': { paramsTuple?: []; params?: {} }
    'keys.exposed_envelopes.update': { paramsTuple?: []; params?: {} }
    'keys.exposed_files.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'reminders.rules.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'reminders.texts.update': { paramsTuple: [ParamValue]; params: {'rule_id': ParamValue} }
    'reminders.gateway.update': { paramsTuple?: []; params?: {} }
    'strict-mode.rules.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'soap.notes.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'soap.versions.update': { paramsTuple: [ParamValue,ParamValue]; params: {'note_id': ParamValue,'version': ParamValue} }
    'soap.attachments.update': { paramsTuple: [ParamValue,ParamValue]; params: {'note_id': ParamValue,'id': ParamValue} }
    'soap.template_envelopes.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'fallback': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
  }
  DELETE: {
    'security.other_sessions.destroy': { paramsTuple?: []; params?: {} }
    'security.sessions.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'security.email.destroy': { paramsTuple?: []; params?: {} }
    'security.authenticator.destroy': { paramsTuple?: []; params?: {} }
    'security.passkeys.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'security.calendar_feed.destroy': { paramsTuple?: []; params?: {} }
    'settings.invitations.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.members.deactivation.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.members.sessions.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.members.second_factor.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.roles.destroy': { paramsTuple?: []; params?: {} }
    'settings.tags.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.destroy_data': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.security_overview.decoys.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.mail.destroy': { paramsTuple?: []; params?: {} }
    'settings.services.archival.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.places.locations.archival.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.places.rooms.archival.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.hours.weeks.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'from': ParamValue} }
    'settings.hours.exceptions.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'date': ParamValue} }
    'settings.hours.time_off.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'timeOffId': ParamValue} }
    'settings.holidays.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.imports.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.archival.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.alerts.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'alertId': ParamValue} }
    'clients.tags.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'tagId': ParamValue} }
    'clients.national_id.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'export_requests.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'calendar.imports.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'appointments.cancellation.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'appointments.clients.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'clientId': ParamValue} }
    'booking.waiting_list.destroy': { paramsTuple: [ParamValue]; params: {'entry_id': ParamValue} }
    'calendar-mask.mask.destroy': { paramsTuple?: []; params?: {} }
    'consents.statements.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'consents.texts.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'statement_id': ParamValue,'locale': ParamValue} }
    'consents.drafts.destroy': { paramsTuple: [ParamValue]; params: {'statement_id': ParamValue} }
    'consents.requirements.destroy': { paramsTuple: [ParamValue]; params: {'statement_id': ParamValue} }
    'consents.retirements.destroy': { paramsTuple: [ParamValue]; params: {'statement_id': ParamValue} }
    'keys.exposed_files.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'reminders.rules.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'reminders.texts.destroy': { paramsTuple: [ParamValue]; params: {'rule_id': ParamValue} }
    'reminders.gateway.destroy': { paramsTuple?: []; params?: {} }
    'strict-mode.rules.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'soap.notes.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'soap.attachments.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'note_id': ParamValue,'id': ParamValue} }
    'soap.template_envelopes.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'fallback': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
  }
  OPTIONS: {
    'fallback': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
  }
  PATCH: {
    'fallback': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
  }
}
declare module '@adonisjs/core/types/http' {
  export interface RoutesList extends ScannedRoutes {}
}