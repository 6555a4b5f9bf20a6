import type { HttpContext } from '@adonisjs/core/http'
import Service from '#models/service'
import { CHANNELS } from '../models/channel.js'
import { channelsOn } from '../models/channels_on.js'
import Rule, { type RuleValues, UNITS } from '../models/rule.js'
import { ruleValidator } from '../validators/rule.js'

export default class RulesController {
  async index({ view }: HttpContext) {
    return view.render('reminders::pages/rules/index', {
      rules: await Rule.inOrder(),
      isOn: await channelsOn(),
    })
  }

  async create({ view }: HttpContext) {
    return view.render('reminders::pages/rules/create', await choices())
  }

  async store({ request, response, session, actor, i18n }: HttpContext) {
    const rule = await Rule.make(ruleValues(await request.validateUsing(ruleValidator)), {
      by: actor,
    })
    session.flash('notice', i18n.t('reminders.rules.added'))
    return response.redirect().status(303).toRoute('reminders.texts.edit', [rule.id])
  }

  async edit({ params, view }: HttpContext) {
    const rule = await Rule.query().where('id', params.id).preload('services').firstOrFail()
    return view.render('reminders::pages/rules/edit', { rule, ...(await choices()) })
  }

  async update({ params, request, response, session, actor, i18n }: HttpContext) {
    const rule = await Rule.findOrFail(params.id)
    await rule.revise(ruleValues(await request.validateUsing(ruleValidator)), { by: actor })
    session.flash('notice', i18n.t('reminders.rules.saved'))
    return response.redirect().status(303).toRoute('reminders.rules.index')
  }

  async destroy({ params, response, session, actor, i18n }: HttpContext) {
    const rule = await Rule.findOrFail(params.id)
    await rule.remove({ by: actor })
    session.flash('notice', i18n.t('reminders.rules.removed'))
    return response.redirect().status(303).toRoute('reminders.rules.index')
  }
}

async function choices() {
  return {
    ...{ channels: CHANNELS, units: UNITS },
    services: await Service.query().whereNull('archivedAt').orderBy('name'),
    isOn: await channelsOn(),
  }
}

type Sent = Omit<RuleValues, 'clock' | 'services'> & { clock?: string | null; services?: string[] }

function ruleValues({ clock = null, services = [], ...values }: Sent): RuleValues {
  return { ...values, clock, services }
}
