import { DateTime, Settings } from 'luxon'
import type { TestContext } from '@japa/runner/core'

/** Lets the time of everything that asks Luxon go on by so many milliseconds, until the test ends. */
export function letPass(milliseconds: number, context: Pick<TestContext, 'test'>) {
  const now = Settings.now()
  set(() => now + milliseconds, context)
}

/** It is this moment, until the test ends or lets time pass. */
export function itIs(iso: string, context: Pick<TestContext, 'test'>) {
  const now = Date.parse(iso)
  set(() => now, context)
}

/**
 * It is early on a Monday to come, and time goes on from there, until the test ends: a test that books some
 * days ahead meets no end of a month or of a day.
 *
 * @returns the date so many days after that Monday
 */
export function onMondayMorning(context: Pick<TestContext, 'test'>, days = 0) {
  const before = Settings.now
  let monday = DateTime.utc().startOf('week').plus({ weeks: 1, hours: 4 })
  while (!monday.hasSame(monday.plus({ weeks: 1 }), 'month')) monday = monday.plus({ weeks: 1 })
  const ahead = monday.toMillis() - before()
  set(() => before() + ahead, context)
  return monday.plus({ days }).toISODate()
}

function set(now: () => number, { test }: Pick<TestContext, 'test'>) {
  const before = Settings.now
  Settings.now = now
  test.cleanup(() => {
    Settings.now = before
  })
}
