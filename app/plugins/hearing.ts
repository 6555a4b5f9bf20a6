import emitter from '@adonisjs/core/services/emitter'
import { hasClinicInHand } from '#clinics/clinic_in_hand'
import { guarded } from './guard.js'
import type { Listener } from './listeners.js'
import type { Plugin } from './plugin.js'
import { registry } from './registry.js'
import { switchedOn } from './switched_on.js'

/**
 * Lets every plugin hear the events that it asked for. The core dispatches an event after the commit,
 * so a listener that fails undoes nothing; it is logged, and the others hear the event all the same.
 */
export function startListening() {
  for (const plugin of registry.all())
    for (const listener of plugin.definition.listeners ?? [])
      emitter.on(listener.event, (event) => hear(plugin, listener, event))
}

async function hear(plugin: Plugin, { event, handle }: Listener, happened: unknown) {
  if (hasClinicInHand() && switchedOn().has(plugin.id))
    await guarded(plugin, `listener ${event.name}`, () => handle(happened))
}
