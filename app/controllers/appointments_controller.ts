import type { HttpContext } from '@adonisjs/core/http'
import { appointmentPage } from '#calendar/pages/appointment_page'
import { bookClient } from '#calendar/changing/book_client'
import { bookingPage } from '#calendar/pages/booking_page'
import { changeAppointment } from '#calendar/changing/change_appointment'
import { changePage } from '#calendar/pages/change_page'
import { asPlanned } from '#calendar/changing/moving'
import { planned } from '#calendar/repeating/planned'
import { ruleFrom } from '#calendar/repeating/repeat_form'
import Appointment from '#models/appointment'
import { appointmentValidator, bookingValidator } from '#validators/calendar'
import { refuse } from '#validators/refuse'
import { orAskBack } from '#validators/refuse_client'
import {
  allowedWhenTaken,
  refuseAllClosed,
  refuseBadChange,
  refuseBadRule,
} from '#validators/refuse_rule'
import { orRefuse } from '#validators/refuse_taken'

export default class AppointmentsController {
  async create({ request, view, member, i18n }: HttpContext) {
    const begun = request.method() === 'GET' ? request.qs() : request.all()
    return view.render('pages/appointments/create', await bookingPage(begun, member, i18n))
  }

  async store(ctx: HttpContext) {
    const values = await ctx.request.validateUsing(bookingValidator, { data: asked(ctx) })
    if (values.client === 'none' && !values.serviceId && !values.title)
      refuse('title', ctx.i18n.t('appointments.about_nothing'))
    const plan = await planned(values, ctx.member.can('calendar.overbook'))
    const rule = refuseBadRule(ctx, plan.wall, ruleFrom(values.repeat))
    const onTaken = allowedWhenTaken(ctx, values.onTaken)
    const walls = rule && values.onlyOpen ? await refuseAllClosed(ctx, plan, rule) : undefined
    const despite = values.despite && ctx.member.can('calendar.overbook')
    const work = () =>
      bookClient(plan, { ...values, onTaken, despite, walls }, { by: ctx.actor, rule })
    const { appointments, skipped } = await orRefuse(ctx, () => orAskBack(ctx, work))
    const numbers = { count: appointments.length, skipped: skipped.length }
    ctx.session.flash(
      'notice',
      ctx.i18n.t(rule ? 'recurrences.booked' : 'appointments.booked', numbers)
    )
    return toAppointment(ctx, appointments[0])
  }

  async show(ctx: HttpContext) {
    const appointment = await Appointment.findOrFail(ctx.params.id)
    return ctx.view.render('pages/appointments/show', await appointmentPage(appointment, ctx))
  }

  async edit(ctx: HttpContext) {
    const appointment = await Appointment.findOrFail(ctx.params.id)
    const begun = ctx.request.method() === 'GET' ? {} : ctx.request.all()
    return ctx.view.render('pages/appointments/edit', await changePage(appointment, ctx, begun))
  }

  async update(ctx: HttpContext) {
    const appointment = await Appointment.findOrFail(ctx.params.id)
    const values = await ctx.request.validateUsing(appointmentValidator)
    const typed = await planned(values, ctx.member.can('calendar.overbook'))
    const plan = { ...typed, wall: asPlanned(appointment, typed.wall) }
    const { scope, seen, onlyOpen } = values
    const rule = await refuseBadChange(ctx, appointment, plan, values)
    const onTaken = allowedWhenTaken(ctx, values.onTaken)
    const work = () =>
      changeAppointment(appointment, plan, { by: ctx.actor, scope, rule, onlyOpen, onTaken, seen })
    const { skipped } =
      (await orRefuse(ctx, work, { capacity: 'serviceId' })) ?? refuseOutdated(ctx)
    const sentence = skipped ? 'recurrences.changed_but' : 'appointments.updated'
    ctx.session.flash('notice', ctx.i18n.t(sentence, { skipped }))
    return toAppointment(ctx, appointment)
  }
}

/** The page comes back with what was typed, and with what it is by now as seen: to save it again is meant. */
function refuseOutdated({ i18n }: HttpContext): never {
  refuse('form', i18n.t('appointments.changed_meanwhile'))
}

/** The fields of a new client are in every form; they count where one is wanted. */
function asked({ request }: HttpContext) {
  const { newClient, ...others } = request.all()
  return others.client === 'new' ? { ...others, newClient } : others
}

function toAppointment({ response }: HttpContext, { id }: Appointment) {
  return response.redirect().status(303).toRoute('appointments.show', { id })
}
