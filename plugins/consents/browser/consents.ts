import './consents.css'
import { application } from '#js/application'
import Print from './controllers/print.ts'
import Signing from './controllers/signing.ts'

application.register('consents-print', Print)
application.register('consents-signature', Signing)
