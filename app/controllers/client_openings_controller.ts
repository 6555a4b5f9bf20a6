import type { HttpContext } from '@adonisjs/core/http'
import { alarmIfDecoy } from '#clients/decoys'
import { entryOf, neededFrom, readingDemand } from '#clients/entry'
import { openingPage } from '#clients/opening_page'
import { returnPath } from '#members/return_path'
import Client from '#models/client'
import Opening, { EMERGENCY } from '#models/opening'
import { openingValidator } from '#validators/opening'
import { refuse } from '#validators/refuse'

const FEWEST_LETTERS = { other: 3, emergency: 10 }

/** Why a member wants to see a client, where the clinic asks for a reason. */
export default class ClientOpeningsController {
  async create(ctx: HttpContext) {
    const { params, request, response, member, view, actor } = ctx
    const client = await Client.findOrFail(params.id)
    const next = placeAfter(client, request.input('openingNext'))
    const demand = readingDemand(member)
    const isOpen = !demand || (await entryOf({ clientId: client.id, member }, demand))
    if (isOpen && request.method() === 'GET') return response.redirect().toPath(next)
    await alarmIfDecoy(client, 'client.opening_asked', actor)
    const isAgain = Boolean(request.input('openingAgain'))
    const page = await openingPage(client, ctx, { next, isAgain })
    return view.render('pages/clients/openings/create', page)
  }

  async store(ctx: HttpContext) {
    const { params, request, response, member, actor } = ctx
    const client = await Client.findOrFail(params.id)
    const given = await request.validateUsing(openingValidator)
    const demand = readingDemand(member)
    if (demand) {
      const [because, words] = [given.openingBecause, given.openingWords ?? null]
      await allowedOrRefuse({ client, because, words, demand }, ctx)
      const { hours } = demand
      await Opening.give({ client, because, words, hours }, { member, by: actor })
    }
    // 307 lets the browser send the form that waited once more, as it was (RFC 9110, 15.4.8).
    const status = given.openingAgain ? 307 : 303
    return response.redirect().status(status).toPath(placeAfter(client, given.openingNext))
  }
}

type Said = Omit<Parameters<typeof Opening.give>[0], 'hours'> & {
  demand: NonNullable<ReturnType<typeof readingDemand>>
}

/** An emergency is claimed only where nothing less would do, and a reason in words is one. */
async function allowedOrRefuse({ client, because, words, demand }: Said, ctx: HttpContext) {
  const { member, i18n } = ctx
  const needed = await neededFrom({ clientId: client.id, member }, demand)
  if ((needed === 'emergency') !== (because === EMERGENCY))
    refuse('form', i18n.t(`openings.only_${needed}`))
  const least = because in FEWEST_LETTERS ? FEWEST_LETTERS[because as 'other' | 'emergency'] : 0
  if ((words?.length ?? 0) < least) refuse('openingWords', i18n.t(`openings.say_${because}`))
}

/** The page that was wanted; the client's own instead of the one that asks, which would lead in circles. */
function placeAfter({ id }: Client, wanted: unknown) {
  const own = `/clients/${id}`
  const path = returnPath(wanted, own)
  return path.startsWith(`${own}/openings`) ? own : path
}
