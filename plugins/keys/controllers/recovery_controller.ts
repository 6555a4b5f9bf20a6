import type { HttpContext } from '@adonisjs/core/http'
import Member from '#models/member'
import { wordSentences } from '../models/sentences.js'
import { Standing } from '../models/standing.js'

/** The clinic's way back: a key that lies on paper and opens what every other key opens. */
export default class RecoveryController {
  async show({ view, member }: HttpContext) {
    const members = await Member.query().whereNull('deactivatedAt').orderBy('name')
    return view.render('keys::pages/recovery/show', {
      standing: await Standing.of(member),
      managers: members.filter((each) => each.can('keys.manage')).map(({ name }) => name),
    })
  }

  async create({ view, member, i18n }: HttpContext) {
    return view.render('keys::pages/recovery/create', {
      standing: await Standing.of(member),
      sentences: wordSentences(i18n),
    })
  }
}
