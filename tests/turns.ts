import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Group, Suite, Test } from '@japa/runner/core'

/** The tag of tests that take long: they come first, so that no process is left with them at the end. */
const LONG = '@long'

/**
 * Several processes share the groups of a suite: each walks the same list, and runs what no other has begun.
 * Dividing the list beforehand would need to know how long each takes.
 *
 * @param folder where they tell each other, empty at the start
 */
export function takeTurns(suite: Suite, folder: string) {
  suite.setup(() => {
    const all = suite.stack.toSorted((a, b) => Number(isLong(b)) - Number(isLong(a)))
    suite.stack = all
    suite.stack[Symbol.iterator] = function* () {
      for (const [index, each] of all.entries())
        if (isOurs(join(folder, `${suite.name}-${index}`))) yield each
    }
  })
}

function isLong(each: Group | Test) {
  const tests = 'tests' in each ? each.tests : [each]
  return tests.some(({ options }) => options.tags.includes(LONG))
}

/** Only one process can make the file. */
function isOurs(file: string) {
  try {
    writeFileSync(file, '', { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}
