import '@event-calendar/core/index.css'
import { application } from '#js/application'
import Calendar from './calendar/controller.ts'

/** What the calendar page alone needs: the grid of days is larger than all our other scripts together. */
application.register('calendar', Calendar)
