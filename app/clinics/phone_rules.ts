import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** What is known of the telephone numbers of all countries. Few pages need it, so it is loaded by the first that does. */
export function phoneRules() {
  return require('libphonenumber-js') as typeof import('libphonenumber-js')
}

/** The same, which can also tell a mobile phone from another. */
export function phoneKinds() {
  return require('libphonenumber-js/max') as typeof import('libphonenumber-js/max')
}
