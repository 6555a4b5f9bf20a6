import emitter from '@adonisjs/core/services/emitter'
import AccountChanged from '#events/account_changed'
import DecoyTouched from '#events/decoy_touched'

// Models say what happened; that a mail follows from it is said here. They wait for it, in their transaction.
emitter.on(AccountChanged, async (change) => {
  const { tellMember } = await import('#members/notices')
  await tellMember(change)
})

emitter.on(DecoyTouched, async (alarm) => {
  const { tellOwners } = await import('#clients/decoy_mails')
  await tellOwners(alarm)
})
