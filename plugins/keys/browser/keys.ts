import './keys.css'
import { application } from '#js/application'
import Able from './controllers/able.ts'
import File from './controllers/file.ts'
import Lock from './controllers/lock.ts'
import Unlock from './controllers/unlock.ts'
import { vault } from './vault/vault.ts'

/** What every page of a member needs who has a key: the lock in the frame, and behind it the one vault of the tab. */
application.register('keys-able', Able)
application.register('keys-file', File)
application.register('keys-lock', Lock)
application.register('keys-unlock', Unlock)

// A page without the lock is nobody's who may read: they were signed out, left, or have another role now. The key stays
// in this tab's memory for as long as Turbo keeps it alive, so it must go here.
document.addEventListener('turbo:load', () => {
  if (!document.querySelector('[data-controller~="keys-lock"]')) vault.lock()
})
