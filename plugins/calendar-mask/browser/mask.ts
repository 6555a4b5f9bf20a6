import { application } from '#js/application'
import Mask from './controllers/mask.ts'

application.register('calendar-mask', Mask)
