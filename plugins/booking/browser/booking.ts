import './booking.css'
import { application } from '#js/application'
import Hold from './controllers/hold.ts'
import Proof from './controllers/proof.ts'

application.register('booking-hold', Hold)
application.register('booking-proof', Proof)
