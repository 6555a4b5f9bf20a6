import vine from '@vinejs/vine'
import { COLOURS } from '#calendar/colours'
import { LONGEST_MINUTES, SHORTEST_MINUTES } from '#calendar/plan'
import { clinicDecimals, parseDecimal } from '#clinics/money'

const LONGEST_BUFFER = 12 * 60
const DEAREST = 1_000_000_000
const VAT_DECIMALS = 2
const WHOLE_RATE = 100_00

/** A number with decimals, typed as people of the clinic write numbers; stored in whole smallest units. */
const decimal = vine.createRule<{ decimals: () => number; max: number }>(
  (value, options, field) => {
    const amount = parseDecimal(String(value), options.decimals())
    if (amount === null)
      return field.report('The {{ field }} field must be an amount', 'amount', field)
    if (amount > options.max)
      field.report('The {{ field }} field is too large', 'amount_max', field)
  }
)

const amount = (max: number, decimals: () => number) =>
  vine.string().maxLength(30).use(decimal({ decimals, max }))

const checkbox = () => vine.boolean().parse((value) => value ?? false)
const buffer = () =>
  vine
    .number()
    .withoutDecimals()
    .range([0, LONGEST_BUFFER])
    .parse((value) => value ?? 0)

/** What the form of a service sends. `meta.memberIds`: who works in the clinic. */
export const serviceValidator = vine.withMetaData<{ memberIds: string[] }>().create({
  name: vine.string().maxLength(120),
  description: vine.string().parse(orNull).maxLength(2000).nullable(),
  category: vine.string().parse(orNull).maxLength(80).nullable(),
  minutes: vine.number().withoutDecimals().range([SHORTEST_MINUTES, LONGEST_MINUTES]),
  bufferBefore: buffer(),
  bufferAfter: buffer(),
  price: amount(DEAREST, clinicDecimals)
    .parse(orNull)
    .nullable()
    // Vine hands an empty field to a transformation too.
    .transform((typed: string | null) =>
      typed === null ? null : parseDecimal(typed, clinicDecimals())
    ),
  vatRate: amount(WHOLE_RATE, () => VAT_DECIMALS)
    .parse((value) => value ?? '0')
    .transform((typed) => parseDecimal(typed, VAT_DECIMALS)!),
  colour: vine.enum(COLOURS),
  capacity: vine
    .number()
    .withoutDecimals()
    .range([1, 200])
    .parse((value) => value ?? 1),
  needsRoom: checkbox(),
  isBookableOnline: checkbox(),
  memberIds: vine
    .array(vine.string().in((field) => field.meta.memberIds))
    .parse((value) => value ?? []),
})

function orNull(value: unknown) {
  return value ?? null
}
