import './soap.css'
import { application } from '#js/application'
import Search from './controllers/search.ts'
import Unlock from './controllers/unlock.ts'

application.register('soap-search', Search)
application.register('soap-unlock', Unlock)
