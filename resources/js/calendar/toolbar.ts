import { headingOf, type View } from './view.ts'

type Parts = {
  page: HTMLElement
  heading: HTMLElement
  inputs: HTMLInputElement[]
  views: HTMLAnchorElement[]
  dated: HTMLAnchorElement[]
}

/** Says what is shown: in the heading, in the address, and in the links and forms that lead on. */
export function tell(view: View, date: string, locale: string, parts: Parts) {
  parts.heading.textContent = headingOf(view, date, locale)
  parts.page.dataset.view = view
  const url = new URL(window.location.href)
  url.searchParams.set('view', view)
  url.searchParams.set('date', date)
  history.replaceState(history.state, '', url)
  for (const input of parts.inputs) input.value = input.name === 'view' ? view : date
  for (const link of parts.views) {
    link.href = changed(link.href, 'date', date)
    if (link.dataset.view === view) link.setAttribute('aria-current', 'true')
    else link.removeAttribute('aria-current')
  }
  for (const link of parts.dated) link.href = link.href.replace(/\d{4}-\d\d-\d\d/, date)
}

function changed(href: string, name: string, value: string) {
  const url = new URL(href)
  url.searchParams.set(name, value)
  return url.href
}
