import './reminders.css'
import { application } from '#js/application'
import Preview from './controllers/preview.ts'

application.register('reminders-preview', Preview)
