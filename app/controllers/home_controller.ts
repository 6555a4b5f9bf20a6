import type { HttpContext } from '@adonisjs/core/http'
import { today } from '#clients/age'
import { nextUp } from '#calendar/pages/next_up'
import ExportRequest from '#models/export_request'
import { firstSteps } from '#pages/first_steps'

export default class HomeController {
  async show({ member, view }: HttpContext) {
    return view.render('pages/home', {
      today: today(),
      steps: await firstSteps(member),
      next: await nextUp(member),
      toApprove: await ExportRequest.countToAnswer(member),
    })
  }
}
