import { PassThrough } from 'node:stream'
import type { HttpContext } from '@adonisjs/core/http'
import { switchProgress } from '#plugins/progress'
import { registry } from '#plugins/registry'

/** How far the switching of a plugin has come, as server-sent events (HTML Standard, 9.2). */
export default class PluginProgressController {
  show({ params, request, response, clinic }: HttpContext) {
    const plugin = registry.findOrFail(params.id)
    // What is no event source would wait for an end that does not come.
    if (request.header('accept') !== 'text/event-stream') return response.status(406).send('')
    const events = new PassThrough()
    const stop = switchProgress.watch(clinic.id, plugin.id, (step) => {
      if (step === 'over') return events.end('event: over\ndata: \n\n')
      events.write(`data: ${JSON.stringify(step)}\n\n`)
    })
    events.once('close', stop)
    response.response.once('close', () => events.destroy())
    events.write(': watching\n\n')
    response.header('content-type', 'text/event-stream')
    return response.stream(events)
  }
}
