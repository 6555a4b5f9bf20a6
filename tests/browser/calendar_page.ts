import type { BrowserContext, Page } from 'playwright'
import Appointment from '#models/appointment'
import { aClient, aRoom, aService, book, planOf, TUESDAY } from '#tests/calendar'
import { at, people, type Person } from '#tests/people'
import { boxOf, type Point } from './mouse.js'
import { openAs } from './pages.js'

export const WEEK = `/calendar?view=week&date=${TUESDAY}`
export const DAY = `/calendar?view=day&date=${TUESDAY}`
/** High enough for the working day, so that nothing scrolls under the mouse. */
export const DESK = { width: 1280, height: 1100 }

/** Nordlys with a day's work: three people, two rooms, a group. */
export async function busyClinic() {
  const all = await people()
  const { nordlys, signe, mads } = all
  const found = await at(nordlys, async () => {
    const physio = await aService({ colour: 'teal' }, signe, mads)
    const pilates = await aService({ name: 'Pilates', colour: 'violet', capacity: 6 }, mads)
    const room = await aRoom('Room 1')
    const [anna, bo] = [await aClient('Anna', 'Lind'), await aClient('Bo', 'Krogh')]
    const ofPhysio = { serviceId: physio.id }
    const annas = await book(planOf(signe, '10:00', { ...ofPhysio, roomId: room.id }), anna)
    await book(planOf(signe, '13:00', ofPhysio), bo)
    await book(planOf(mads, '10:30', { serviceId: pilates.id, capacity: 6 }), anna, bo)
    await book(planOf(mads, '12:00', { title: 'Staff meeting', minutes: 60 }))
    return { physio, pilates, room, anna, bo, annas }
  })
  return { ...all, ...found }
}

/** The calendar, with its appointments in it. */
export async function openCalendar(
  context: BrowserContext,
  person: Person,
  path = WEEK,
  size = DESK
) {
  const page = await openAs(context, person, path)
  await page.setViewportSize(size)
  await page.locator('.ec-event').first().waitFor()
  return page
}

/** When Anna's appointment is by now, and how long. */
export function wallNow({ nordlys, annas }: Awaited<ReturnType<typeof busyClinic>>) {
  return at(nordlys, async () => {
    const { wallStart, minutes } = await Appointment.findOrFail(annas.id)
    return [wallStart, minutes]
  })
}

/** How many pixels an hour has. */
export async function hourOf(page: Page) {
  const slot = page.locator('.ec-body .ec-slot')
  const [first, second] = [await boxOf(slot.nth(2)), await boxOf(slot.nth(3))]
  return second.y - first.y
}

/** The point of a time in a column of the grid; the slots of the grid begin at seven. */
export async function pointAt(page: Page, column: number, time: string): Promise<Point> {
  const day = await boxOf(page.locator('.ec-body .ec-day').nth(column))
  const label = await boxOf(page.locator(`.ec-body .ec-slot time[datetime*="T${time}"]`).first())
  return { x: day.x + day.width / 2, y: label.y + label.height / 2 + 4 }
}
