import { existsSync } from 'node:fs'
import type { Plugin } from '../plugin.js'
import { isQuestion } from '../precautions.js'
import { isSlot } from '../slots.js'
import type { Problem } from './problem.js'

const HOST = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?(:\d+)?$/
const TASK = /^[a-z][a-z0-9-]*$/

/** What it brings to the core's places. */
export function* contributionProblems(plugin: Plugin): Generator<Problem> {
  yield* navigationProblems(plugin)
  yield* slotProblems(plugin)
  yield* precautionProblems(plugin)
  yield* listenerProblems(plugin)
  yield* scheduleProblems(plugin)
  yield* egressProblems(plugin)
}

function* navigationProblems({ id, definition }: Plugin): Generator<Problem> {
  for (const { path } of definition.navigation ?? [])
    if (path !== `/${id}` && !path.startsWith(`/${id}/`))
      yield `The navigation leads to "${path}". A plugin's paths begin with "/${id}".`
}

type Loose = { view?: string; key?: string; scripts?: string[] }

function* slotProblems(plugin: Plugin): Generator<Problem> {
  const keys = new Set<string>()
  for (const [slot, contributions] of Object.entries(plugin.definition.slots ?? {})) {
    if (!isSlot(slot)) yield `There is no slot "${slot}". docs/plugins.md lists them.`
    for (const { view, key, scripts = [] } of (contributions ?? []) as Loose[]) {
      for (const script of scripts)
        if (!existsSync(plugin.path(`browser/${script}`)))
          yield `The slot ${slot} needs the script "${script}", and there is no file browser/${script}.`
      if (view && !existsSync(plugin.path(`views/${view}.edge`)))
        yield `The slot ${slot} shows the view "${view}", and there is no file views/${view}.edge.`
      if (key && key !== plugin.id && !key.startsWith(`${plugin.id}-`))
        yield `The key "${key}" in the slot ${slot} must be "${plugin.id}" or begin with "${plugin.id}-".`
      const place = `${slot} ${key ?? plugin.id}`
      if (isKeyed(slot) && keys.has(place))
        yield `The slot ${slot} has the key "${key ?? plugin.id}" twice. Give each its own.`
      keys.add(place)
    }
  }
}

function isKeyed(slot: string) {
  return slot === 'client.tab' || slot === 'clients.filter'
}

function* precautionProblems({ definition }: Plugin): Generator<Problem> {
  for (const question of Object.keys(definition.precautions ?? {}))
    if (!isQuestion(question))
      yield `There is no precaution "${question}". docs/plugins.md lists the questions that the core asks.`
}

function* listenerProblems({ definition }: Plugin): Generator<Problem> {
  for (const { event } of definition.listeners ?? [])
    if (typeof event !== 'function')
      yield `A listener's event must be a class of app/events, as in on(ClientCreated, …).`
}

function* scheduleProblems({ definition }: Plugin): Generator<Problem> {
  const names = new Set<string>()
  for (const { name, everyMinutes } of definition.schedule ?? []) {
    if (!TASK.test(name))
      yield `The scheduled task "${name}" must be named in lower-case words with hyphens between them.`
    if (names.has(name)) yield `Two scheduled tasks are named "${name}". Give each its own name.`
    if (!Number.isInteger(everyMinutes) || everyMinutes < 1)
      yield `The scheduled task "${name}" must come back after whole minutes, as in every('6 hours', …).`
    names.add(name)
  }
}

function* egressProblems({ definition }: Plugin): Generator<Problem> {
  for (const host of definition.egress ?? [])
    if (!HOST.test(host))
      yield `egress names "${host}". It wants exact hosts without https:// and without *, such as "api.example.com".`
}
