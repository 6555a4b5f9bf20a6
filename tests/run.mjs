/**
 * Runs the tests in as many processes as there are cores for, each with a data folder and a port of
 * its own, and adds up how they went. Each knows all tests, and whoever is free takes the next group
 * (tests/turns.ts). The last line is the sum, and nothing else.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, globSync, mkdirSync, rmSync, statfsSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, matchesGlob, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from './peers/free_port.ts'

const SUITES = ['unit', 'functional', 'browser']
const TURNS = 'tmp/test-turns'
/** A process whose tests are over and that does not end by itself is ended, and counts as failed. */
const LAST_SECONDS_MS = 20_000
const MEMORY = '/dev/shm'
const ENOUGH_BYTES = 2 * 1024 ** 3
/** How many groups `--slowest` names. */
const SLOWEST = 15

const args = process.argv.slice(2)
const wantedSuites = args.filter((arg) => !arg.startsWith('-'))
const wantedFiles = args.filter((arg) => arg.startsWith('--files=')).map((arg) => arg.slice(8))
const tellsSlowest = args.includes('--slowest')
const handedOn = args.filter((arg) => arg.startsWith('-') && !/^--(files=|slowest$)/.test(arg))

const count = { passed: 0, failed: 0, skipped: 0 }
const failures = []
const durations = []

const files = testFiles()
const processes = Math.min(availableParallelism(), files.length, 4)
rmSync(TURNS, { recursive: true, force: true })
mkdirSync(TURNS, { recursive: true })
await Promise.all(
  Array.from({ length: processes }, (_, index) => runProcess(`tmp/test-${index + 1}`))
)

for (const { title, text } of failures) console.log(`\n✖ ${title}\n${indent(text)}`)
const ranNothing = count.passed + count.failed === 0
if (tellsSlowest) tellOfSlowest()
if (count.failed) console.log('\nWhat the servers logged: tmp/test-*/log.ndjson')
if (ranNothing) console.log('\nNo test ran: no test file matches.')
const skipped = count.skipped ? `, ${count.skipped} skipped` : ''
console.log(`\n${count.passed} passed, ${count.failed} failed${skipped}`)
process.exitCode = count.failed || ranNothing ? 1 : 0

function testFiles() {
  return SUITES.filter((suite) => !wantedSuites.length || wantedSuites.includes(suite)).flatMap(
    (suite) =>
      globSync([`tests/${suite}/**/*.spec.ts`, `plugins/*/tests/${suite}/**/*.spec.ts`])
        .filter(
          (file) => !wantedFiles.length || wantedFiles.some((wanted) => isMeant(file, wanted))
        )
        .sort()
  )
}

function isMeant(file, wanted) {
  return file.includes(wanted) || matchesGlob(file, wanted)
}

/**
 * Where the tests keep their data: in memory where there is enough, because a disk makes each commit wait. Nothing
 * that they show depends on it: a process that is killed takes nothing along of what it has written.
 */
function placeFor(folder) {
  const { bavail, bsize } = existsSync(MEMORY) ? statfsSync(MEMORY) : { bavail: 0, bsize: 0 }
  if (bavail * bsize < ENOUGH_BYTES) return { data: folder, scratch: tmpdir(), clear: () => {} }
  const own = createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 12)
  const place = join(MEMORY, `fortrolig-test-${own}`)
  const clear = () => rmSync(place, { recursive: true, force: true })
  clear()
  const [data, scratch] = [join(place, 'data'), join(place, 'scratch')]
  for (const each of [data, scratch]) mkdirSync(each, { recursive: true })
  return { data, scratch, clear }
}

async function runProcess(folder) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const place = placeFor(folder)
  const tests = spawn(
    process.execPath,
    ['--import', './bin/typescript.mjs', 'bin/test.ts', ...handedOn],
    {
      // The third is for tests/report.ts.
      stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
      env: {
        LOG_LEVEL: 'warn',
        ...process.env,
        DATA_DIR: place.data,
        TMPDIR: place.scratch,
        PORT: String(await freePort()),
        TEST_FILES: files.join('\n'),
        TEST_TURNS: TURNS,
        TEST_REPORT: '3',
      },
    }
  )
  const ended = new Promise((resolve) =>
    tests.on('exit', (code, signal) => resolve(signal ?? code))
  )
  createInterface(tests.stdout).on('line', (line) => {
    // Tests provoke errors, and the server logs them as it should: not what one wants to read here.
    if (line.startsWith('{"level"')) appendFileSync(`${folder}/log.ndjson`, `${line}\n`)
    else console.log(line)
  })
  let isComplete = false
  let hasFailed = false
  let last = 'before the first group'
  for await (const line of createInterface(tests.stdio[3])) {
    const report = JSON.parse(line)
    if (report.isEnd) {
      isComplete = true
      setTimeout(() => tests.kill('SIGKILL'), LAST_SECONDS_MS).unref()
      continue
    }
    if (!receive(report)) hasFailed = true
    last = `after ${report.suite} / ${report.group}`
  }
  const code = await ended
  place.clear()
  if (!isComplete) fail({ title: `The tests of ${folder} ended early (${code})`, text: last })
  else if (code !== 0 && !hasFailed)
    fail({
      title: `The tests of ${folder} did not end well (${code})`,
      text: 'Something was left open, or an error came after the last test.',
    })
}

/** Counts and shows a group of tests. Returns whether all of it went well. */
function receive({ suite, group, tests, errors, milliseconds }) {
  durations.push({ group: `${suite} / ${group}`, milliseconds })
  for (const { outcome } of tests) count[outcome]++
  for (const error of errors) fail(error)
  for (const { outcome, title, text } of tests)
    if (outcome === 'failed') failures.push({ title: `${suite} / ${group} / ${title}`, text })

  const isFailed = errors.length || tests.some(({ outcome }) => outcome === 'failed')
  console.log(
    `${isFailed ? '✖' : '✔'} ${suite} / ${group}: ${tests.length} tests in ${milliseconds} ms`
  )
  for (const { outcome, title, text } of tests)
    if (outcome === 'failed') console.log(`    ✖ ${title}`)
    else if (outcome === 'skipped') console.log(`    - ${title} (skipped: ${text})`)
  return !isFailed
}

function tellOfSlowest() {
  const slowest = durations.sort((one, other) => other.milliseconds - one.milliseconds)
  console.log('\nWhat took longest:')
  for (const { group, milliseconds } of slowest.slice(0, SLOWEST))
    console.log(`${(milliseconds / 1000).toFixed(1).padStart(8)} s  ${group}`)
}

function fail(failure) {
  count.failed++
  failures.push(failure)
}

function indent(text) {
  return text.replace(/^(?=.)/gm, '    ')
}
