import type { Rule } from './models/rule.js'
import automaticSignOut from './rules/automatic_sign_out.js'
import downloads from './rules/downloads.js'
import exportApproval from './rules/export_approval.js'
import feeds from './rules/feeds.js'
import keysLock from './rules/keys_lock.js'
import keysOnDevice from './rules/keys_on_device.js'
import names from './rules/names.js'
import noPersonalData from './rules/no_personal_data.js'
import notifications from './rules/notifications.js'
import passwords from './rules/passwords.js'
import readingReasons from './rules/reading_reasons.js'
import secondFactor from './rules/second_factor.js'
import signInNotices from './rules/sign_in_notices.js'
import tokensExpire from './rules/tokens_expire.js'

/** Every rule, in the order in which the page lists them. */
export const RULES: readonly Rule[] = [
  secondFactor,
  passwords,
  signInNotices,
  automaticSignOut,
  keysLock,
  keysOnDevice,
  names,
  readingReasons,
  notifications,
  noPersonalData,
  downloads,
  exportApproval,
  feeds,
  tokensExpire,
]
