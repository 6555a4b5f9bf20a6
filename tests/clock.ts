import { Settings } from 'luxon'
import type { TestContext } from '@japa/runner/core'

/** Lets the time of everything that asks Luxon go on by so many milliseconds, until the test ends. */
export function letPass(milliseconds: number, { test }: Pick<TestContext, 'test'>) {
  const before = Settings.now
  const now = before()
  Settings.now = () => now + milliseconds
  test.cleanup(() => {
    Settings.now = before
  })
}
