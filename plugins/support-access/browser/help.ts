import './help.css'
import { application } from '#js/application'
import Help from './controllers/help.ts'
import Trail from './controllers/trail.ts'

application.register('support-access-help', Help)
application.register('support-access-trail', Trail)
