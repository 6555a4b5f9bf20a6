import type { HttpContext } from '@adonisjs/core/http'
import { publicHolidays } from '#calendar/hours/public_holidays'
import { today } from '#clients/age'
import { clinicCountry } from '#clinics/country'
import { clinicSettings } from '#clinics/settings'
import Holiday from '#models/holiday'
import { holidayQuestionValidator, publicHolidaysValidator } from '#validators/holidays'
import { refuse } from '#validators/refuse'

/** The holidays of the clinic's country, offered to be closed on. */
export default class PublicHolidaysController {
  async create(ctx: HttpContext) {
    const question = await asked(ctx)
    const { regions, holidays } = await publicHolidays(question)
    const closed = await Holiday.query().whereLike('date', `${question.year}-%`)
    return ctx.view.render('pages/holidays/public', {
      question,
      regions: Object.entries(regions).map(([value, label]) => ({ value, label })),
      holidays,
      closed: new Set(closed.map(({ date }) => date)),
      years: yearsAhead(),
    })
  }

  async store(ctx: HttpContext) {
    const { request, response, session, i18n, actor } = ctx
    const { holidays } = await publicHolidays(await asked(ctx))
    const { all, dates } = await request.validateUsing(publicHolidaysValidator)
    const chosen = holidays.filter(({ date, isPublic }) => (all ? isPublic : dates.includes(date)))
    if (!chosen.length) refuse('dates', i18n.t('holidays.problems.none_chosen'))
    const added = await Holiday.close(chosen, { by: actor })
    session.flash('notice', i18n.t('holidays.added', { count: added.length }))
    return response.redirect().status(303).toRoute('settings.holidays.index')
  }
}

async function asked({ request }: HttpContext) {
  const { year, region } = await holidayQuestionValidator.validate({
    year: request.input('year') ?? yearsAhead()[0],
    region: request.input('region') ?? undefined,
  })
  const { locale } = clinicSettings.read()
  return { country: clinicCountry(), region: region ?? '', year: year!, locale }
}

function yearsAhead() {
  const year = Number(today().slice(0, 4))
  return [0, 1, 2, 3].map((more) => year + more)
}
