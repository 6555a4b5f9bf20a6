import type { HttpContext } from '@adonisjs/core/http'
import { fileSentences } from '../models/sentences.js'
import { leaversBeside } from '../models/leavers.js'
import { rotationOf } from '../models/rotation.js'

/** How far a member's new key, and the clinic's new recovery key, have got. */
export default class RotationController {
  async show({ view, member, i18n }: HttpContext) {
    return view.render('keys::pages/rotation/show', {
      rotation: await rotationOf(member),
      leavers: await leaversBeside(member),
      sentences: fileSentences(i18n),
    })
  }
}
