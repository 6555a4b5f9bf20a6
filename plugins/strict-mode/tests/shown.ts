const SIGNING_IN = 'plugins/strict-mode/tests/browser/signing_in.spec.ts'
const REASONS = 'plugins/strict-mode/tests/browser/reasons.spec.ts'
const CONFIDENCE = 'plugins/strict-mode/tests/browser/confidence.spec.ts'
const EXPORTS = 'plugins/strict-mode/tests/browser/export_approval.spec.ts'

const NOTE = 'a note half-written when the session ends is not lost'
const ANEW = 'who signs in anew sets up a second step and a longer password, and then works'

/**
 * Where Chromium shows each rule biting, and ordinary work going on beside it: the file, and the
 * titles of its tests. A rule that is not here is not done.
 */
export const SHOWN: Record<string, readonly [file: string, ...titles: string[]]> = {
  second_factor: [SIGNING_IN, ANEW],
  passwords: [SIGNING_IN, ANEW],
  sign_in_notices: [
    SIGNING_IN,
    'who gets a notice of a sign-in that was somebody else ends it with one click',
  ],
  automatic_sign_out: [SIGNING_IN, NOTE],
  keys_lock: [SIGNING_IN, NOTE],
  keys_on_device: [SIGNING_IN, NOTE],
  names: [
    CONFIDENCE,
    'names go no further than the rule lets them, and the day at the desk goes on',
  ],
  feeds: [
    CONFIDENCE,
    'names go no further than the rule lets them, and the day at the desk goes on',
  ],
  reading_reasons: [
    REASONS,
    'who has none is asked once, by the keyboard too, and a form that came without one is not lost',
    'ordinary work meets no question: an appointment near, the next client, and one just added',
  ],
  notifications: [CONFIDENCE, 'a mail tells of a time and no more, and its link of all the rest'],
  no_personal_data: [
    CONFIDENCE,
    'a text that would tell is not saved, and a mail that would stays in the outbox',
  ],
  downloads: [
    CONFIDENCE,
    'a file leaves once it is shown who takes it, and what is on the page needs no proof',
  ],
  export_approval: [
    EXPORTS,
    'a small one goes as ever, a large one is asked for, approved by a colleague and taken out',
  ],
  tokens_expire: [
    CONFIDENCE,
    'an address for other programs ends by itself, and reads on when its member keeps it',
  ],
}
