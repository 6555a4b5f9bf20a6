import logger from '@adonisjs/core/services/logger'
import {
  APPOINTMENTS_OF,
  NAME_DISPLAYS,
  type NameDisplay,
  type PrecautionAnswers,
  type Question,
  READING_ASKS,
} from './questions.js'
import { type Contributed, switchedOn } from './switched_on.js'

export { NAME_DISPLAYS }
export type {
  NameDisplay,
  PrecautionAnswers,
  Question,
  ReadingDemand,
  Surface,
} from './questions.js'

type Answer<Name extends Question> = ReturnType<PrecautionAnswers[Name]>

/** How the answers to a question are ordered. `strictest` is also what a plugin that fails is taken to say. */
type Order<Value> = {
  mildest: Value
  strictest: Value
  isAnswer: (answer: unknown) => boolean
  stricter: (one: Value, other: Value) => Value
}

const SHORTEST_IDLE_MINUTES = 15
const SHORTEST_LOCK_MINUTES = 5
const LONGEST_PASSWORD = 15
/** What a client asks for about herself leaves without a second person. */
const FEWEST_CLIENTS = 1
const SHORTEST_APPROVAL_HOURS = 1
const SHORTEST_TOKEN_DAYS = 7
const WORDINGS = ['full', 'neutral'] as const

const orders: { [Name in Question]: Order<Answer<Name>> } = {
  nameDisplay: scale(NAME_DISPLAYS),
  notificationWording: scale(WORDINGS),
  idleMinutes: fewest(SHORTEST_IDLE_MINUTES),
  keysLockMinutes: fewest(SHORTEST_LOCK_MINUTES),
  passwordLength: {
    mildest: 1,
    strictest: LONGEST_PASSWORD,
    isAnswer: isCount,
    stricter: Math.max,
  },
  leaksHeldBack: strictly(true),
  secondFactorDemanded: strictly(true),
  keysKeptOnDevice: strictly(false),
  feedsAllowed: strictly(false),
  downloadsProved: strictly(true),
  readingReason: together({
    asks: scale(READING_ASKS),
    appointmentOf: scale(APPOINTMENTS_OF),
    days: fewest(1),
    hours: fewest(1),
  }),
  exportApprovalAbove: fewest(FEWEST_CLIENTS),
  exportApprovalHours: fewest(SHORTEST_APPROVAL_HOURS),
  accessTokenDays: fewest(SHORTEST_TOKEN_DAYS),
  bookingRefusals: {
    mildest: [],
    strictest: ['plugins.booking_could_not_be_checked'],
    isAnswer: (answer) => Array.isArray(answer) && answer.every((it) => typeof it === 'string'),
    stricter: (one, other) => [...new Set([...one, ...other])].sort(),
  },
}

export const QUESTIONS = Object.keys(orders) as Question[]

export function isQuestion(name: string): name is Question {
  return Object.hasOwn(orders, name)
}

/** Of two, the one that shows less. */
export function stricterDisplay(one: NameDisplay, other: NameDisplay): NameDisplay {
  return orders.nameDisplay.stricter(one, other)
}

/**
 * Asks every switched-on plugin, and gives the strictest of their answers; the mildest possible one when
 * none has an opinion. A plugin that throws, or says something that is no answer, is taken to have
 * given the strictest one.
 */
export function ask<Name extends Question>(
  question: Name,
  ...asked: Parameters<PrecautionAnswers[Name]>
): Answer<Name> {
  return strictestOf(question, switchedOn().precautions(question), asked)
}

/** The strictest of these plugins' answers, whatever their order. */
export function strictestOf<Name extends Question>(
  question: Name,
  precautions: readonly Contributed<PrecautionAnswers[Name]>[],
  asked: Parameters<PrecautionAnswers[Name]>
): Answer<Name> {
  const order = orders[question] as Order<Answer<Name>>
  let strictest = order.mildest
  for (const { plugin, contribution } of precautions)
    strictest = order.stricter(strictest, answerOf(plugin.id, question, contribution, asked))
  return strictest
}

/**
 * The strictest of a plugin's own answers, where several of its parts have one; the mildest possible one of none.
 *
 * @throws TypeError for what is no answer, and then the plugin as a whole gives the strictest one
 */
export function strictestAnswer<Name extends Question>(
  question: Name,
  answers: readonly Answer<Name>[]
): Answer<Name> {
  const order = orders[question] as Order<Answer<Name>>
  const isNone = (answer: unknown) => !order.isAnswer(answer)
  if (answers.some(isNone)) throw new TypeError(`That is no answer to ${question}`)
  return answers.reduce((one, other) => order.stricter(one, other), order.mildest)
}

function answerOf<Name extends Question>(
  plugin: string,
  question: Name,
  precaution: PrecautionAnswers[Name],
  asked: Parameters<PrecautionAnswers[Name]>
) {
  const order = orders[question] as Order<Answer<Name>>
  try {
    const answer: unknown = Reflect.apply(precaution, undefined, asked)
    if (order.isAnswer(answer)) return answer as Answer<Name>
    logger.error({ plugin, question }, 'a plugin gave no proper answer; the strictest one holds')
  } catch (err) {
    logger.error({ err, plugin, question }, 'a plugin failed to answer; the strictest one holds')
  }
  return order.strictest
}

/** The fewer the stricter; a plugin that fails is taken to say `strictest`. */
function fewest(strictest: number): Order<number> {
  return { mildest: Number.POSITIVE_INFINITY, strictest, isAnswer: isCount, stricter: Math.min }
}

function isCount(answer: unknown) {
  return typeof answer === 'number' && answer >= 1
}

/** Yes or no, of which this one is the strict one. */
function strictly(strictest: boolean): Order<boolean> {
  return {
    mildest: !strictest,
    strictest,
    isAnswer: (answer) => typeof answer === 'boolean',
    stricter: (one, other) => (one === strictest ? one : other),
  }
}

/** Answers from mild to strict. */
function scale<const Value extends string>(values: readonly Value[]): Order<Value> {
  return {
    mildest: values[0],
    strictest: values.at(-1)!,
    isAnswer: (answer) => values.includes(answer as Value),
    stricter: (one, other) => (values.indexOf(one) > values.indexOf(other) ? one : other),
  }
}

/** Several answers in one, each with an order of its own. */
function together<Answers extends object>(order: {
  [Part in keyof Answers]: Order<Answers[Part]>
}): Order<Answers> {
  const parts = Object.keys(order) as (keyof Answers)[]
  const each = (valueOf: (part: keyof Answers) => unknown) =>
    Object.fromEntries(parts.map((part) => [part, valueOf(part)])) as Answers
  return {
    mildest: each((part) => order[part].mildest),
    strictest: each((part) => order[part].strictest),
    isAnswer: (answer) =>
      Object(answer) === answer &&
      parts.every((part) => order[part].isAnswer((answer as Answers)[part])),
    stricter: (one, other) => each((part) => order[part].stricter(one[part], other[part])),
  }
}
