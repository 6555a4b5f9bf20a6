import type { Calendar } from '@event-calendar/core'

/** Whether this is a screen on which one day is enough, and an appointment is a page of its own. */
export function isNarrow() {
  return window.matchMedia('(max-width: 48rem)').matches
}

/** How the grid looks, whatever it shows. Its own toolbar is ours. */
export const LOOKS: Calendar.Options = {
  headerToolbar: { start: '', center: '', end: '' },
  firstDay: 1,
  height: '100%',
  allDaySlot: false,
  nowIndicator: true,
  dayMaxEvents: true,
  lazyFetching: false,
  slotDuration: '00:30:00',
  slotLabelInterval: '01:00:00',
  snapDuration: '00:15:00',
  slotHeight: 32,
  slotEventOverlap: false,
  slotMinTime: '07:00:00',
  slotMaxTime: '20:00:00',
  scrollTime: '07:30:00',
  flexibleSlotTimeLimits: true,
  longPressDelay: 500,
  eventTimeFormat: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  slotLabelFormat: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  views: { dayGridMonth: { dayHeaderFormat: { weekday: 'short' }, weekNumbers: true } },
}

/** On a phone three days stand side by side, or two members, and the others are found by wiping. */
export const NARROW_LOOKS: Calendar.Options = {
  ...LOOKS,
  views: {
    dayGridMonth: { dayHeaderFormat: { weekday: 'narrow' } },
    timeGridWeek: { columnWidth: 'minmax(5.5rem, 1fr)' },
    resourceTimeGridDay: { columnWidth: 'minmax(8rem, 1fr)' },
    resourceTimeGridWeek: { columnWidth: 'minmax(5.5rem, 1fr)' },
  },
}
