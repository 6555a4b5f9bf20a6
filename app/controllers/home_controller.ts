import type { HttpContext } from '@adonisjs/core/http'
import { nextUp } from '#calendar/next_up'
import { firstSteps } from '#pages/first_steps'

export default class HomeController {
  async show({ member, view }: HttpContext) {
    const steps = await firstSteps(member)
    const isNew = steps.some(({ isDone }) => !isDone)
    return view.render('pages/home', { steps, isNew, next: await nextUp(member) })
  }
}
