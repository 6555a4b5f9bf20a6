import type { HttpContext } from '@adonisjs/core/http'
import { secondsLeft } from '#members/idle_time'

/** How long this session lasts if nobody does anything. Pages ask, and say when somebody does. */
export default class SessionTimeController {
  show({ member, sessionRow, response }: HttpContext) {
    return response.json({ seconds: secondsLeft(sessionRow!, member) })
  }

  /** A sign of life. That the request came is all there is to do: the session store notes it. */
  store({ response }: HttpContext) {
    return response.status(204)
  }
}
