import type Clinic from '#models/clinic'

type Listener = (clinic: Clinic) => void

let listener: Listener = () => {}

/** Who sends mail listens here; a command or a test without a sender leaves the mails to the server. */
export function onWake(wake: Listener) {
  listener = wake
}

/** Says that a clinic's outbox has something to send now. */
export function wakeOutbox(clinic: Clinic) {
  listener(clinic)
}
