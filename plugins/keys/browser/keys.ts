import './keys.css'
import { application } from '#js/application'
import File from './controllers/file.ts'
import Lock from './controllers/lock.ts'
import Unlock from './controllers/unlock.ts'

/** What every page of a member needs who has a key: the lock in the frame, and behind it the one vault of the tab. */
application.register('keys-file', File)
application.register('keys-lock', Lock)
application.register('keys-unlock', Unlock)
