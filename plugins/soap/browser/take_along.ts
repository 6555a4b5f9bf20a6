import './soap.css'
import { application } from '#js/application'
import TakeAlong from './controllers/take_along.ts'
import Unlock from './controllers/unlock.ts'

application.register('soap-take-along', TakeAlong)
application.register('soap-unlock', Unlock)
