/** Takes the measures that are named, or all, and prints a line for each. */
import { MEASURES } from './measures.mjs'
import { prepare, stopAll } from './servers.mjs'

const args = process.argv.slice(2)
const asJson = args.includes('--json')
const names = args.filter((arg) => !arg.startsWith('-'))
const unknown = names.find((name) => !MEASURES.some((measure) => measure.name === name))
if (unknown) {
  const known = MEASURES.map(({ name }) => name).join(', ')
  console.error(`There is no measure "${unknown}". There are: ${known}.`)
  process.exit(2)
}

prepare()
try {
  for (const measure of MEASURES) {
    if (!names.length || names.includes(measure.name)) print(measure, await measure.measure())
  }
} finally {
  await stopAll()
}

function print({ name, what, unit, target, isBetter }, { value, floor }) {
  const ratio = value / floor
  const met = isBetter(ratio, target, value)
  if (asJson) {
    console.log(
      JSON.stringify({
        name,
        value: round(value),
        unit,
        floor: round(floor),
        ratio: round(ratio),
        target,
        met,
      })
    )
    return
  }
  const sides = `${round(value)} ${unit}, floor ${round(floor)}`
  console.log(
    `${met ? '✔' : '✖'} ${name}: ${sides}, ratio ${round(ratio)}, target ${round(target)}. ${what}.`
  )
}

function round(number) {
  return Number(number.toPrecision(4))
}
