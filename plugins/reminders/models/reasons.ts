/** Why a message was not planned, not sent, or did not arrive. Each has its sentence under `reminders.reasons`. */
export const REASONS = [
  // The appointment.
  'cancelled',
  'requested',
  'arrived',
  'client_cancelled',
  'client_removed',
  'service',
  // The client.
  'archived',
  'email_only',
  'prefers_email',
  'prefers_sms',
  'prefers_phone',
  'prefers_post',
  'no_email',
  'no_phone',
  'not_mobile',
  // The time.
  'booked_late',
  'rule_later',
  'quiet',
  'overdue',
  // The ways out of the house.
  'email_off',
  'sms_off',
  'credentials',
  'no_credit',
  'sender_refused',
  'number_refused',
  'blocked',
  'refused',
  'busy',
  'unreachable',
  'unclear',
  'interrupted',
  'would_leak',
  // The network, as the gateway tells.
  'not_delivered',
  'expired',
  'rejected',
] as const
export type Reason = (typeof REASONS)[number]

/** What was so when its time came stays the answer, also when it has changed since: it explains why nobody was reminded. */
export const STAYING: ReadonlySet<Reason | null> = new Set<Reason>([
  'archived',
  'email_only',
  'prefers_email',
  'prefers_sms',
  'prefers_phone',
  'prefers_post',
  'no_email',
  'no_phone',
  'not_mobile',
  'email_off',
  'sms_off',
  'service',
  'booked_late',
  'rule_later',
  'quiet',
])
