import AppointmentCancelled from '#events/appointment_cancelled'
import AppointmentMoved from '#events/appointment_moved'
import { definePlugin } from '#plugins/contract'
import { on } from '#plugins/listeners'
import { every } from '#plugins/schedule'
import { data } from './data.js'
import { changeLinks } from './models/change_links.js'
import { tellNews } from './models/news.js'
import { serve } from './models/waiting_list.js'
import { publicRoutes, routes } from './routes.js'
import { bookingSettings } from './settings.js'
import { homeCard } from './slots.js'
import { forget } from './tasks.js'

/** Clients book by themselves, at night, from a phone. */
export default definePlugin({
  id: 'booking',
  category: 'calendar',
  icon: 'calendar-check',
  requires: { core: '^1' },

  permissions: {
    'booking.decide': ['administrator', 'practitioner', 'receptionist'],
    'booking.manage': ['administrator'],
  },

  navigation: [
    {
      label: 'booking.navigation',
      path: '/booking/requests',
      icon: 'calendar-check',
      permission: 'booking.decide',
      order: 240,
    },
  ],

  slots: {
    'home.card': [{ view: 'home_card', permission: 'booking.decide', data: homeCard }],
  },

  settings: bookingSettings,
  routes,
  publicRoutes,
  listeners: [on(AppointmentCancelled, () => serve()), on(AppointmentMoved, () => serve())],
  schedule: [
    every('1 hour', 'forget', forget),
    every('1 minute', 'tell-changes', tellNews),
    every('5 minutes', 'offer-freed-times', serve),
  ],
  changeLinks,
  data,
  demo: () => import('./demo.js'),
})
