import type { Rule } from './models/rule.js'
import automaticSignOut from './rules/automatic_sign_out.js'
import keysOnDevice from './rules/keys_on_device.js'
import names from './rules/names.js'
import notifications from './rules/notifications.js'
import secondFactor from './rules/second_factor.js'

/** Every rule, in the order in which the page lists them. */
export const RULES: readonly Rule[] = [
  secondFactor,
  automaticSignOut,
  names,
  notifications,
  keysOnDevice,
]
