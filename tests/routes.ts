import router from '@adonisjs/core/services/router'

/** One way to call a route: each method that it answers to is one. `permissions` are those that its guards ask for. */
export type Call = { name: string; method: string; pattern: string; permissions: string[] }

/** Every route with every method that it answers to, plugins' included. */
export function everyCall(): Call[] {
  return Object.values(router.toJSON())
    .flat()
    .flatMap(({ name, pattern, methods, middleware }) => {
      const permissions = permissionsOf([...middleware.all()])
      return methods
        .filter((method) => method !== 'HEAD')
        .map((method) => ({ name: name ?? pattern, method, pattern, permissions }))
    })
}

function permissionsOf(guards: readonly object[]) {
  return guards.flatMap((guard) =>
    'name' in guard && guard.name === 'can' && 'args' in guard ? [String(guard.args)] : []
  )
}

const PARAMETER = /:\w+\??|\*/g

/** What an address leaves open, in the order of the address. */
export function parametersOf(pattern: string): string[] {
  return pattern.match(PARAMETER) ?? []
}

/** The address with these values; the last one stands for all that are left. */
export function pathOf(pattern: string, ...values: string[]) {
  const left = [...values]
  return pattern.replaceAll(PARAMETER, () => {
    const value = left.length > 1 ? left.shift()! : (left[0] ?? '')
    return encodeURIComponent(value)
  })
}

/**
 * What strangers may reach. A route that is not here must send them to the sign-in; a new one here is a
 * decision that somebody takes on purpose.
 */
export const OPEN_TO_STRANGERS = new Set([
  'health',
  'setup.create',
  'setup.store',
  'logo.show',
  // A calendar behind a secret address.
  'calendar_feeds.show',
  'sign_in.create',
  'sign_in.store',
  'sign_in.destroy',
  // Online booking, which visitors come for.
  'booking.services.index',
  'booking.practitioners.index',
  'booking.times.index',
  'booking.times.holds.store',
  'booking.texts.show',
  'booking.bookings.create',
  'booking.bookings.store',
  'booking.thanks.show',
  'booking.challenges.show',
  'booking.confirmations.create',
  'booking.confirmations.store',
  'booking.appointments.show',
  'booking.moves.create',
  'booking.moves.store',
  'booking.appointments.cancellation.store',
  'booking.waiting.create',
  'booking.waiting.store',
  'booking.waiting.thanks.show',
  'booking.places.show',
  'booking.places.destroy',
  'booking.places.confirmation.store',
  'booking.offers.create',
  'booking.offers.store',
  'booking.offers.destroy',
  'consents.replies.create',
  'consents.replies.store',
  'consents.thanks.show',
  'consents.receipts.show',
  'consents.receipt_withdrawals.store',
  // “This was not me”, in the notice of a sign-in.
  'strict-mode.disownments.create',
  'strict-mode.disownments.store',
  // Where a helper types the code, and what their pages listen to.
  'support-access.doors.create',
  'support-access.doors.store',
  'support-access.changes.show',
  // The SMS gateways, which sign what they report.
  'reminders.gatewayapi_reports.store',
  'reminders.twilio_reports.store',
  'sign_in.passkey.create',
  'sign_in.passkey.store',
  'sign_in.passkey.challenge',
  'second_factor.store',
  // What is behind a link that works once, for whoever has it.
  'password_resets.create',
  'password_resets.store',
  'password_resets.edit',
  'password_resets.update',
  'joining.create',
  'joining.store',
  'email_confirmations.create',
  'email_confirmations.store',
  'guestbook.welcome',
  // A page of the portal, which does not exist yet: it is a 404 for everybody.
  'guestbook.mine',
  // Every address that is not there.
  'fallback',
])
