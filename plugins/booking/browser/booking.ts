import './booking.css'
import { application } from '#js/application'
import Proof from './controllers/proof.ts'

application.register('booking-proof', Proof)
