/** `any`: with which arguments an event is made is between it and who dispatches it. */
type EventClass<Event> = new (...args: any[]) => Event

/** Without an event of its own, as in a list of them, one that takes `any`: `unknown` would take none of them in. */
export type Listener<Event = any> = {
  event: EventClass<Event>
  handle: (event: Event) => Promise<void> | void
}

/** Listens to something that happened and is on disk (a class of app/events), in the clinics where the plugin is on. */
export function on<Event>(
  event: EventClass<Event>,
  handle: (event: Event) => Promise<void> | void
): Listener<Event> {
  return { event, handle }
}
