/**
 * The public faces of the core: what a plugin may import, and so what stays as it is within a major
 * version. Everything else may change without notice. docs/plugins.md teaches them.
 */
export const PUBLIC_FACES = [
  '#plugins/*', // the contract, slots, listeners, precautions, outgoing calls
  '#models/*', // members, clients and the columns that models are made of
  '#events/*', // what has happened
  '#audit/*', // recording what a verb does
  '#schedule/*', // recurring work
  '#mails/queue_mail', // mail through the clinic's outbox
  '#mails/message',
  '#mails/leak_check', // whether what is said to a client tells too much
  '#mails/held_back', // and how often it did
  '#mails/linter', // and what a clinic writes for its messages
  '#mails/sent_text',
  '#members/origin', // where links in mails lead
  '#members/owners', // those who answer for the clinic
  '#members/one_use_token', // links that work once
  '#exceptions/link_over', // and the page behind one that is over
  '#members/idle_time', // after how many minutes a member is signed out
  '#members/doorway', // signing a member out, before a device changes hands
  '#members/return_path', // where a form leads back to
  '#members/helper_gate', // ending the sessions of a helper
  '#members/device', // what somebody uses, in one line
  '#members/attempts', // counting what failed
  '#members/waiting', // and saying how long to wait
  '#members/visit', // what the session of a member is marked with
  '#clients/*', // names, ages and numbers as the clinic shows them
  '#calendar/*', // appointments, free times and wall times
  '#pages/*', // lists, choices and other parts of pages
  '#words/*', // sentences, dates and money in the reader's language
  '#validators/*', // rules for forms
  '#imports/*', // reading the files of other programs
  '#exports/*', // writing files for other programs
  '#clinics/clinic_in_hand', // currentClinic, inClinic
  '#clinics/database', // clinicClient, clinicFolder
  '#clinics/held_files', // how a file is called that is not whole yet
  '#clinics/kept', // what is computed once, until somebody writes
  '#clinics/transaction', // transaction, afterCommit
  '#clinics/permissions', // roles, and what they may do
  '#clinics/stored_settings', // a page of settings
  '#clinics/settings', // the clinic's language, zone and currency
  '#clinics/phone_rules', // what is known of telephone numbers
  '#clinics/network', // what a visitor is counted by
  '#start/kernel', // middleware.member(), middleware.can()
  '#config/i18n', // the languages
  '#generated/*', // lazily loaded controllers, names of routes
  '#js/*', // scripts for the browser
]

/** What only tests may import besides. */
export const TEST_FACES = ['#tests/*', '#clinics/*', '#personal_data/*', '#database/*']
