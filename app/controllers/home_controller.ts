import type { HttpContext } from '@adonisjs/core/http'
import { FIRST_STEPS } from '#pages/first_steps'

export default class HomeController {
  show({ member, view }: HttpContext) {
    const steps = FIRST_STEPS.filter(({ permission }) => !permission || member.can(permission))
    return view.render('pages/home', { steps })
  }
}
