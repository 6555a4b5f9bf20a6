import { declareExport } from '#exports/export_kinds'
import { definePlugin } from '#plugins/contract'
import { every } from '#plugins/schedule'
import { keepEnvelopes, keepFiles } from '../keys/api.js'
import { data } from './data.js'
import { keptNotes, keptTemplates } from './models/kept.js'
import { keptFiles } from './models/kept_files.js'
import { notesOfMany } from './models/taking_along.js'
import { routes } from './routes.js'
import { soapSettings } from './settings.js'
import { appointmentSection, clientTab, homeCard } from './slots.js'
import { closeUnsigned, tidyFiles } from './tasks.js'

keepEnvelopes('soap.note', keptNotes)
keepEnvelopes('soap.template', keptTemplates)
keepFiles('soap.file', keptFiles)
declareExport('soap.notes', notesOfMany)

/** Notes about clients, encrypted in the browser of who writes them: the server keeps envelopes that it cannot open. */
export default definePlugin({
  id: 'soap',
  category: 'notes',
  icon: 'notebook-pen',
  requires: { core: '^1', plugins: ['keys'] },

  permissions: {
    'soap.read': ['practitioner'],
    'soap.write': ['practitioner'],
    'soap.unsigned': ['administrator', 'practitioner'],
    'soap.oversee': ['administrator'],
  },

  navigation: [
    {
      label: 'soap.navigation',
      path: '/soap/search',
      also: '/soap',
      icon: 'notebook-pen',
      permission: 'soap.read',
      order: 240,
    },
  ],

  slots: {
    'client.tab': [
      {
        view: 'client_tab',
        label: 'soap.tab.label',
        permission: 'soap.read',
        scripts: ['notes.ts'],
        data: clientTab,
      },
    ],
    'appointment.section': [
      { view: 'appointment_section', permission: 'soap.read', data: appointmentSection },
    ],
    // Of everybody: whoever signs out of this browser must not empty it of what a colleague typed here.
    'layout.toolbar': [{ view: 'toolbar', scripts: ['outbox.ts'] }],
    'home.card': [{ view: 'home_card', permission: 'soap.unsigned', data: homeCard }],
  },

  settings: soapSettings,
  routes,
  schedule: [every('1 hour', 'unsigned', closeUnsigned), every('1 day', 'files', tidyFiles)],
  data,
  demo: () => import('./demo.js'),
})
