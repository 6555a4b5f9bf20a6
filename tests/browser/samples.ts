import edge from 'edge.js'
import i18nManager from '@adonisjs/i18n/services/main'
import { openAs } from '#tests/browser/pages'
import { at, type Person } from '#tests/people'
import type { BrowserContext } from 'playwright'

const NAMES = ['Anna Bergström-Møller', 'Bo Æbelø', 'Cecilie Dahl', 'Ditte Ek', 'Åse Nygård']

edge.mount('samples', new URL('samples/', import.meta.url))

/** A page of `samples/`, rendered here and given to the browser as if the server had sent it. */
export async function openSample(
  context: BrowserContext,
  person: Person,
  name: 'list' | 'form' | 'parts',
  state: Record<string, unknown> = {}
) {
  const body = await at(person.clinic, () => render(person, name, state))
  await context.route('**/sample', (route) =>
    route.fulfill({ body, contentType: 'text/html; charset=utf-8' })
  )
  return openAs(context, person, '/sample')
}

function render({ clinic, member }: Person, name: string, state: Record<string, unknown>) {
  const view = edge.createRenderer()
  // What the layout asks of a request; slots are rendered by its view.
  const request = {
    url: () => '/clients',
    qs: () => ({}),
    method: () => 'GET',
    header: () => undefined,
    ctx: { view },
  }
  return view
    .share({
      i18n: i18nManager.locale('en'),
      clinic,
      member,
      can: () => true,
      isOpen: () => true,
      names: NAMES,
      sessionSeconds: () => 3600,
      ...state,
      request: { ...request, ...(state.request as object) },
    })
    .render(`samples::${name}`)
}
