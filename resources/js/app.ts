import './trusted_types.ts'
import { registerControllers } from '#js/application'
import { startTurbo } from './turbo.ts'

startTurbo()
registerControllers(import.meta.glob('./controllers/*.ts', { eager: true }))
