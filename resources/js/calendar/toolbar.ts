import { isNarrow } from './grid_looks.ts'
import { headingOf, type View } from './view.ts'
import { weekNumber } from './walls.ts'

type Parts = {
  page: HTMLElement
  heading: HTMLElement
  inputs: HTMLInputElement[]
  views: HTMLAnchorElement[]
  dated: HTMLAnchorElement[]
}

type Words = { locale: string; week: string; holiday?: string }

/** Says what is shown: in the heading, in the address, and in the links and forms that lead on. */
export function tell(view: View, date: string, words: Words, parts: Parts) {
  const { locale, week, holiday } = words
  parts.heading.replaceChildren(headingOf(view, date, locale, isNarrow()))
  if (view !== 'month')
    parts.heading.append(' ', marked('calendar-week', week.replace('%', `${weekNumber(date)}`)))
  if (holiday) parts.heading.append(' ', marked('tag tag-warning', holiday))
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

function marked(css: string, text: string) {
  const made = document.createElement('span')
  made.className = css
  made.textContent = text
  return made
}

function changed(href: string, name: string, value: string) {
  const url = new URL(href)
  url.searchParams.set(name, value)
  return url.href
}
