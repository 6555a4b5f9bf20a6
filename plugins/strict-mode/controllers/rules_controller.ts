import type { HttpContext } from '@adonisjs/core/http'
import { ValidationMessages } from '#words/validation_messages'
import { refuse } from '#validators/refuse'
import { change, ChangedMeanwhile, isWeaker, type Wish } from '../models/change.js'
import { chosenFor, proposedFor, reasonValidator } from '../models/choice.js'
import { ruleList, ruleOrFail, shown } from '../models/rule_list.js'
import { reloadRules, standingOf } from '../models/standing.js'

/** The rules of strict mode: which are on, how strict, and what would come of a change. */
export default class RulesController {
  async index({ view, i18n }: HttpContext) {
    return view.render('strict-mode::pages/rules/index', { list: await ruleList(i18n) })
  }

  async edit(ctx: HttpContext) {
    const { params, view, i18n } = ctx
    const rule = ruleOrFail(params.id)
    const known = await shown(rule, i18n)
    return view.render('strict-mode::pages/rules/edit', {
      rule: known,
      measured: await known.measured(),
      proposal: await known.proposal(await proposedFor(rule, ctx)),
    })
  }

  /** Switches the rule on, or makes it as strict as was chosen. */
  async update(ctx: HttpContext) {
    const rule = ruleOrFail(ctx.params.id)
    return save(ctx, { rule, values: await chosenFor(rule, ctx) })
  }

  async destroy(ctx: HttpContext) {
    return save(ctx, { rule: ruleOrFail(ctx.params.id), values: null })
  }
}

async function save(ctx: HttpContext, wish: Wish) {
  const { response, session, actor, i18n } = ctx
  const reason = await reasonFor(ctx, wish)
  await change([wish], { by: actor, reason }).catch((error) => lookAgain(error, ctx))
  const name = i18n.t(`strict-mode.rules.${wish.rule.id}.name`)
  session.flash('notice', i18n.t(`strict-mode.${wish.values ? 'saved' : 'switched_off'}`, { name }))
  return response.redirect().status(303).toRoute('strict-mode.rules.index')
}

/** The form comes back with what is so by now; an owner is asked for a reason there. */
async function lookAgain(error: unknown, { i18n }: HttpContext) {
  if (!(error instanceof ChangedMeanwhile)) throw error
  await reloadRules()
  refuse('form', i18n.t('strict-mode.changed_meanwhile'))
}

/** Only an owner makes the clinic weaker, and says why. */
async function reasonFor(ctx: HttpContext, wish: Wish) {
  const { request, member, i18n } = ctx
  if (!isWeaker(wish, standingOf(wish.rule)?.values ?? null)) return undefined
  if (member.role !== 'owner') refuse('form', i18n.t('strict-mode.owners_only'))
  const messagesProvider = new ValidationMessages(ctx, ['strict-mode'])
  const { reason } = await request.validateUsing(reasonValidator, { messagesProvider })
  return reason
}
