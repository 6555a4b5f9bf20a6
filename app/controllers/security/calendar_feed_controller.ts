import type { HttpContext } from '@adonisjs/core/http'
import { originOf } from '#members/origin'
import CalendarFeed, { mayHaveFeed } from '#models/calendar_feed'
import type Member from '#models/member'
import { ask, NAME_DISPLAYS } from '#plugins/precautions'
import { calendarFeedValidator } from '#validators/calendar_feed'
import { refuse } from '#validators/refuse'

/** The address at which the member's own other programs read the calendar. */
export default class CalendarFeedController {
  /** The address, on the one page view after it was made; later only that there is one. */
  async show({ request, view, session, member }: HttpContext) {
    const token = session.flashMessages.get('calendar_feed', null)
    return view.render('pages/security/calendar_feed', {
      address: token && `${originOf(request)}/feeds/${token}.ics`,
      feed: await feedOf(member),
      isAllowed: mayHaveFeed(member),
      displays: NAME_DISPLAYS,
      strictest: ask('nameDisplay', { surface: 'feed', member }),
    })
  }

  async store({ request, response, session, i18n, member, actor }: HttpContext) {
    const { names } = await request.validateUsing(calendarFeedValidator)
    if (!mayHaveFeed(member)) refuse('form', i18n.t('feeds.barred'))
    session.flash('calendar_feed', await CalendarFeed.open(member, names, actor))
    return response.redirect().status(303).toRoute('security.calendar_feed.show')
  }

  /** The member wants the address for longer. */
  async update({ response, session, i18n, member, actor }: HttpContext) {
    const feed = await feedOf(member)
    if (!feed || !mayHaveFeed(member)) refuse('form', i18n.t('feeds.barred'))
    await feed.renew(actor)
    session.flash('notice', i18n.t('feeds.prolonged'))
    return response.redirect().status(303).toRoute('security.calendar_feed.show')
  }

  async destroy({ response, session, i18n, member, actor }: HttpContext) {
    await CalendarFeed.close(member, actor)
    session.flash('notice', i18n.t('feeds.closed'))
    return response.redirect().status(303).toRoute('security.show')
  }
}

function feedOf({ id }: Member) {
  return CalendarFeed.query().where('memberId', id).preload('member').first()
}
