import './soap.css'
import { application } from '#js/application'
import Templates from './controllers/templates.ts'
import Unlock from './controllers/unlock.ts'

application.register('soap-templates', Templates)
application.register('soap-unlock', Unlock)
