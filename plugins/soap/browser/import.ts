import './soap.css'
import { application } from '#js/application'
import Import from './controllers/import.ts'
import Unlock from './controllers/unlock.ts'

application.register('soap-import', Import)
application.register('soap-unlock', Unlock)
