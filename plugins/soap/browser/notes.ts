import './soap.css'
import { application } from '#js/application'
import List from './controllers/list.ts'
import Note from './controllers/note.ts'
import Unlock from './controllers/unlock.ts'

application.register('soap-list', List)
application.register('soap-note', Note)
application.register('soap-unlock', Unlock)
