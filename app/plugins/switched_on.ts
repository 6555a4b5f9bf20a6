import { type ClinicState, clinicState } from '#clinics/state'
import type { Plugin } from './plugin.js'
import type { PrecautionAnswers, Question } from './questions.js'
import { registry } from './registry.js'
import type { ScheduledTask } from './schedule.js'
import type { Slot, SlotContribution } from './slots.js'

/** What one plugin brings to one place. */
export type Contributed<Contribution> = { plugin: Plugin; contribution: Contribution }

/**
 * The plugins that work in a clinic, and what they bring to each place of the core. Made once for each
 * set of plugins and kept, so that a request only looks things up.
 *
 * A plugin is held back while the database of the clinic lacks one of its migrations: it is switched on
 * and brings nothing, but what it was asked to guard stays guarded.
 */
export class SwitchedOn {
  private ids: ReadonlySet<string>
  private places = new Map<string, Contributed<unknown>[]>()

  constructor(
    readonly plugins: readonly Plugin[],
    readonly heldBack: readonly Plugin[]
  ) {
    this.ids = new Set(plugins.map(({ id }) => id))
    for (const plugin of plugins) this.collect(plugin)
    for (const plugin of heldBack)
      for (const question of Object.keys(plugin.definition.precautions ?? {}))
        this.add(`precaution ${question}`, plugin, failClosed)
  }

  has(id: string) {
    return this.ids.has(id)
  }

  slot<Name extends Slot>(name: Name) {
    return this.at<SlotContribution<Name>>(`slot ${name}`)
  }

  precautions<Name extends Question>(question: Name) {
    return this.at<PrecautionAnswers[Name]>(`precaution ${question}`)
  }

  get schedule() {
    return this.at<ScheduledTask>('schedule')
  }

  private at<Contribution>(place: string) {
    return (this.places.get(place) ?? []) as readonly Contributed<Contribution>[]
  }

  private collect(plugin: Plugin) {
    const { slots = {}, precautions = {}, schedule = [] } = plugin.definition
    for (const [name, contributions] of Object.entries(slots))
      for (const contribution of contributions ?? []) this.add(`slot ${name}`, plugin, contribution)
    for (const [question, answer] of Object.entries(precautions))
      this.add(`precaution ${question}`, plugin, answer)
    for (const task of schedule) this.add('schedule', plugin, task)
  }

  private add(place: string, plugin: Plugin, contribution: unknown) {
    const contributions = this.places.get(place) ?? []
    contributions.push({ plugin, contribution })
    this.places.set(place, contributions)
  }
}

const bySet = new Map<string, SwitchedOn>()
const byState = new WeakMap<ClinicState, SwitchedOn>()

/** The plugins that work in the clinic in hand. */
export function switchedOn(): SwitchedOn {
  const state = clinicState()
  let found = byState.get(state)
  if (!found) byState.set(state, (found = ofState(state)))
  return found
}

function ofState(state: ClinicState) {
  const on = registry.all().filter(({ id }) => state.plugins.has(id))
  const working = new Set<string>()
  for (const plugin of on) {
    const isReady = plugin.migrationNames.every((name) => state.migrations.has(name))
    if (isReady && plugin.required.every((id) => working.has(id))) working.add(plugin.id)
  }
  const key = on.map(({ id }) => (working.has(id) ? id : `-${id}`)).join()
  let found = bySet.get(key)
  if (!found) {
    const [plugins, heldBack] = [
      on.filter(({ id }) => working.has(id)),
      on.filter(({ id }) => !working.has(id)),
    ]
    bySet.set(key, (found = new SwitchedOn(plugins, heldBack)))
  }
  return found
}

function failClosed(): never {
  throw new Error('It is held back until its migrations have run')
}
