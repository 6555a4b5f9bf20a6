import { writeSync } from 'node:fs'
import { ErrorsPrinter } from '@japa/errors-printer'
import { BaseReporter } from '@japa/runner/core'
import type { GroupEndNode, SuiteEndNode, TestEndNode } from '@japa/runner/types'

type Outcome = { title: string; outcome: 'passed' | 'failed' | 'skipped'; text?: string }
type Errors = { error: Error; phase: string }[]

/** Tells tests/run.mjs how each group of tests went, in a line of JSON on the given file descriptor. */
class Report extends BaseReporter {
  private tests: Promise<Outcome>[] = []
  private startedAt = 0
  private written: Promise<void>[] = []

  constructor(private descriptor: number) {
    super()
  }

  protected onGroupStart() {
    this.startedAt = performance.now()
  }

  protected onTestEnd(test: TestEndNode) {
    this.tests.push(outcomeOf(test))
  }

  protected onGroupEnd(group: GroupEndNode) {
    this.writeGroup(this.currentSuiteName!, group.title, group.errors)
  }

  protected onSuiteEnd(suite: SuiteEndNode) {
    const hasMore = suite.errors.length || this.tests.length
    if (hasMore) this.writeGroup(suite.name, 'outside of a group', suite.errors)
  }

  protected async end() {
    await Promise.all(this.written)
    this.write({ isEnd: true })
  }

  private writeGroup(suite: string, group: string, errors: Errors) {
    const milliseconds = Math.round(performance.now() - this.startedAt)
    const tests = Promise.all(this.tests)
    this.tests = []
    this.written.push(
      tests.then(async (outcomes) =>
        this.write({
          suite,
          group,
          milliseconds,
          tests: outcomes,
          errors: await hookFailures(group, errors),
        })
      )
    )
  }

  private write(report: object) {
    writeSync(this.descriptor, JSON.stringify(report) + '\n')
  }
}

async function outcomeOf(test: TestEndNode): Promise<Outcome> {
  const title = test.title.expanded
  if (test.isSkipped || test.isTodo)
    return { title, outcome: 'skipped', text: test.skipReason ?? 'no reason given' }
  if (!test.hasError) return { title, outcome: 'passed' }
  return { title, outcome: 'failed', text: await inWords(test.errors) }
}

/** Tests of a group whose hook fails do not run at all: the hook counts as one that failed. */
async function hookFailures(group: string, errors: Errors) {
  if (!errors.length) return []
  return [{ title: `${group}: ${errors[0].phase} hook`, text: await inWords(errors) }]
}

async function inWords(errors: Errors) {
  const texts = await Promise.all(errors.map(({ error }) => errorInWords(error)))
  return texts.join('\n')
}

/** The message, with the difference where two values were compared, and where in our own code it happened. */
async function errorInWords(error: Error) {
  const { message } = await new ErrorsPrinter().parseError(error)
  const frames = error?.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
  const own = frames.filter((line) => !/node_modules|node:/.test(line))
  return [message, ...(own.length ? own : frames).slice(0, 4)].join('\n')
}

export const report = (descriptor: number) => ({
  name: 'report',
  handler: (...args: Parameters<BaseReporter['boot']>) => new Report(descriptor).boot(...args),
})
