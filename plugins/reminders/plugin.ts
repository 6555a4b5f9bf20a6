import AppointmentBooked from '#events/appointment_booked'
import AppointmentCancelled from '#events/appointment_cancelled'
import AppointmentChanged from '#events/appointment_changed'
import AppointmentMoved from '#events/appointment_moved'
import { definePlugin } from '#plugins/contract'
import { on } from '#plugins/listeners'
import { every } from '#plugins/schedule'
import { data } from './data.js'
import Message from './models/message.js'
import { replan } from './models/planning.js'
import { sentTexts } from './models/sent_texts.js'
import { publicRoutes, routes } from './routes.js'
import { reminderSettings } from './settings.js'
import { appointmentSection } from './slots.js'
import { remind, tidy } from './tasks.js'

/** Reminds clients of their appointments, by e-mail and SMS, and can always say what was sent and why not. */
export default definePlugin({
  id: 'reminders',
  category: 'calendar',
  icon: 'bell',
  requires: { core: '^1' },

  permissions: {
    'reminders.read': ['administrator', 'practitioner', 'receptionist'],
    'reminders.manage': ['administrator'],
  },

  navigation: [
    {
      label: 'reminders.plugin.name',
      path: '/reminders',
      icon: 'bell',
      permission: 'reminders.read',
      order: 260,
    },
  ],

  slots: {
    'appointment.section': [
      { view: 'appointment_section', permission: 'reminders.read', data: appointmentSection },
    ],
  },

  // At once, for whoever looks; what these miss the schedule finds.
  listeners: [
    on(AppointmentBooked, ({ appointmentId }) => replan(appointmentId)),
    on(AppointmentMoved, ({ appointmentId }) => replan(appointmentId)),
    on(AppointmentChanged, ({ appointmentId }) => replan(appointmentId)),
    on(AppointmentCancelled, ({ appointmentId }) => replan(appointmentId)),
  ],

  settings: reminderSettings,
  sentTexts,
  heldBack: (since) => Message.heldBackSince(since),
  routes,
  publicRoutes,
  schedule: [every('1 minute', 'remind', remind), every('1 day', 'tidy', tidy)],
  egress: ['gatewayapi.com', 'gatewayapi.eu', 'api.twilio.com'],
  data,
  demo: () => import('./demo.js'),
})
