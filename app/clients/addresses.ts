/** Where a reason is given, which needs none; and a place in an appointment, which is the calendar's. */
const UNASKED = /^\/(clients\/:id\/openings|appointments)(\/|$)/

/** Whether an address has a client in it: `/clients/:id/…` of the core, `…/:client_id/…` of plugins. */
export function namesClient(pattern: string) {
  const isOfClient = pattern.startsWith('/clients/:id') || /:client_?id(\/|$)/i.test(pattern)
  return isOfClient && !UNASKED.test(pattern)
}

/** The clients of such an address; of two that are merged, both. */
export function clientsInAddress(params: Record<string, string | undefined>): string[] {
  const { client_id: clientId, id, otherId } = params
  return (clientId ? [clientId] : [id, otherId]).filter((each) => each !== undefined)
}
