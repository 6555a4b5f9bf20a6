import type { HttpContext } from '@adonisjs/core/http'
import { firstSteps } from '#pages/first_steps'

export default class HomeController {
  async show({ member, view }: HttpContext) {
    const steps = await firstSteps(member)
    return view.render('pages/home', { steps, isNew: steps.some(({ isDone }) => !isDone) })
  }
}
