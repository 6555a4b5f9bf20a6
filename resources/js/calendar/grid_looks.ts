import type { Calendar } from '@event-calendar/core'

/** A screen on which one day is enough, and an appointment is a page of its own. */
export const NARROW = '(max-width: 48rem)'

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
  views: { dayGridMonth: { dayHeaderFormat: { weekday: 'short' } } },
}
