import type { HttpContext } from '@adonisjs/core/http'
import { appointmentPage, withEverything } from '#calendar/appointment_page'
import { bookClient } from '#calendar/book_client'
import { appointmentChoices, bookingPage } from '#calendar/booking_page'
import { asPlanned } from '#calendar/moving'
import { planned } from '#calendar/planned'
import { clinicSettings } from '#clinics/settings'
import { wallOf } from '#calendar/wall_time'
import Appointment from '#models/appointment'
import { appointmentValidator, bookingValidator } from '#validators/calendar'
import { refuse } from '#validators/refuse'
import { orRefuse } from '#validators/refuse_taken'

export default class AppointmentsController {
  async create({ request, view, member }: HttpContext) {
    const begun = request.method() === 'GET' ? request.qs() : request.all()
    return view.render('pages/appointments/create', await bookingPage(begun, member))
  }

  async store(ctx: HttpContext) {
    const values = await ctx.request.validateUsing(bookingValidator, { data: asked(ctx) })
    if (values.client === 'none' && !values.serviceId && !values.title)
      refuse('title', ctx.i18n.t('appointments.about_nothing'))
    const plan = await planned(values, ctx.member.can('calendar.overbook'))
    const appointment = await orRefuse(ctx, () => bookClient(plan, values, { by: ctx.actor }))
    ctx.session.flash('notice', ctx.i18n.t('appointments.booked'))
    return toAppointment(ctx, appointment)
  }

  async show(ctx: HttpContext) {
    const appointment = await Appointment.findOrFail(ctx.params.id)
    return ctx.view.render('pages/appointments/show', await appointmentPage(appointment, ctx))
  }

  async edit({ params, view }: HttpContext) {
    const appointment = await withEverything(await Appointment.findOrFail(params.id))
    const [date, time] = wallOf(appointment.startsAt, clinicSettings.read().timeZone).split('T')
    const choices = await appointmentChoices(appointment)
    return view.render('pages/appointments/edit', { ...choices, appointment, date, time })
  }

  async update(ctx: HttpContext) {
    const appointment = await Appointment.findOrFail(ctx.params.id)
    const values = await ctx.request.validateUsing(appointmentValidator)
    const plan = await planned(values, ctx.member.can('calendar.overbook'))
    const wall = asPlanned(appointment, plan.wall)
    const work = () => appointment.replan({ ...plan, wall }, { by: ctx.actor })
    await orRefuse(ctx, work, { capacity: 'serviceId' })
    ctx.session.flash('notice', ctx.i18n.t('appointments.updated'))
    return toAppointment(ctx, appointment)
  }
}

/** The fields of a new client are in every form; they count where one is wanted. */
function asked({ request }: HttpContext) {
  const { newClient, ...others } = request.all()
  return others.client === 'new' ? { ...others, newClient } : others
}

function toAppointment({ response }: HttpContext, { id }: Appointment) {
  return response.redirect().status(303).toRoute('appointments.show', { id })
}
