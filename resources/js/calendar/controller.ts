import {
  createCalendar,
  DayGrid,
  destroyCalendar,
  Interaction,
  ResourceTimeGrid,
  TimeGrid,
  type Calendar as Grid,
} from '@event-calendar/core'
import { Controller } from '@hotwired/stimulus'
import { visit } from '@hotwired/turbo'
import {
  columnOf,
  contentOf,
  eventOf,
  NOBODY,
  type Row,
  rowOf,
  type Words,
} from './appointments.ts'
import { hourEvents, type Hours } from './hours.ts'
import { Messages } from './messages.ts'
import { type Columns, datesOf, gridView, headingOf, momentOf, stepOf, type View } from './view.ts'
import { addDays, addLength, addMinutes, minutesBetween, offsetNow } from './walls.ts'

type Place = { id: string; name: string }
type Target = { wall: string; minutes: number; memberId?: string | null; roomId?: string | null }

/** The click that ends a drag comes at once. */
const DRAG_ENDS_MS = 100
const TABLE_ROLES = ['table', 'rowgroup', 'row', 'columnheader', 'cell']
  .map((role) => `[role="${role}"]`)
  .join()
const NARROW = '(max-width: 48rem)'

/**
 * The grid of days. What it shows it fetches from the server, again when something has changed; its address
 * keeps the view and the date. Times are those of the clinic's clocks, whatever the browser's are.
 */
export default class extends Controller<HTMLElement> {
  static override targets = ['grid', 'heading', 'date', 'step', 'view', 'dated']
  static override values = {
    ...{ view: String, date: String, columns: String, today: String, chosen: Boolean },
    ...{ locale: String, zone: String, mayWrite: Boolean },
    ...{ members: Array, rooms: Array, shown: Array, words: Object },
  }
  declare readonly gridTarget: HTMLElement
  declare readonly headingTarget: HTMLElement
  declare readonly dateTargets: HTMLInputElement[]
  declare readonly viewTargets: HTMLAnchorElement[]
  declare readonly datedTargets: HTMLAnchorElement[]
  declare viewValue: View
  declare dateValue: string
  declare columnsValue: Columns
  declare readonly todayValue: string
  declare readonly chosenValue: boolean
  declare readonly localeValue: string
  declare readonly zoneValue: string
  declare readonly mayWriteValue: boolean
  declare readonly membersValue: Place[]
  declare readonly roomsValue: Place[]
  /** The members or rooms that have a column although nothing is booked with them. */
  declare readonly shownValue: string[]
  declare readonly wordsValue: Words
  private grid?: Grid
  private messages!: Messages
  private roles = new MutationObserver(() => this.dropRoles())
  private draggedAt = -DRAG_ENDS_MS

  override connect() {
    this.messages = new Messages(this.element)
    if (!this.chosenValue && window.matchMedia(NARROW).matches) this.viewValue = 'day'
    this.grid = createCalendar(
      this.gridTarget,
      [TimeGrid, ResourceTimeGrid, DayGrid, Interaction],
      this.options()
    )
    this.tell()
    this.dropRoles()
    this.roles.observe(this.gridTarget, { childList: true, subtree: true })
  }

  override disconnect() {
    this.roles.disconnect()
    if (this.grid) void destroyCalendar(this.grid)
    this.gridTarget.replaceChildren()
  }

  /** Something has changed, here or at a colleague's. */
  changed({ detail }: CustomEvent<{ from?: string; until?: string } | null>) {
    const { from, until } = datesOf(this.viewValue, this.dateValue)
    const isElsewhere = detail?.from && (detail.from >= until || detail.until! <= from)
    if (!isElsewhere) this.grid!.refetchEvents()
  }

  goToday(event: Event) {
    this.go(event, { date: this.todayValue })
  }

  step(event: Event & { params: { step: number } }) {
    this.go(event, { date: stepOf(this.viewValue, this.dateValue, event.params.step) })
  }

  show(event: Event & { params: { view: View } }) {
    this.go(event, { view: event.params.view })
  }

  /** A new appointment, from the button: on the day that is shown. */
  book(event: MouseEvent) {
    if (isElsewhere(event)) return
    event.preventDefault()
    this.open((event.currentTarget as HTMLAnchorElement).href)
  }

  /** A click on an appointment, unless it is the end of dragging it. */
  pick(event: MouseEvent) {
    const link = (event.target as HTMLElement).closest<HTMLAnchorElement>('.appointment-who')
    if (!link || isElsewhere(event)) return
    event.preventDefault()
    if (event.timeStamp - this.draggedAt > DRAG_ENDS_MS) this.open(link.href)
  }

  private go(event: Event, to: { date?: string; view?: View }) {
    if (isElsewhere(event as MouseEvent)) return
    event.preventDefault()
    if (to.date) this.dateValue = to.date
    if (to.view) this.viewValue = to.view
    this.grid!.setOption('date', this.dateValue)
    this.grid!.setOption('view', gridView(this.viewValue, this.columnsValue))
    this.tell()
  }

  /** Says what is shown: in the heading, in the address, and in the links that lead on. */
  private tell() {
    const { viewValue: view, dateValue: date } = this
    this.headingTarget.textContent = headingOf(view, date, this.localeValue)
    this.element.dataset.view = view
    const url = new URL(window.location.href)
    url.searchParams.set('view', view)
    url.searchParams.set('date', date)
    history.replaceState(history.state, '', url)
    for (const input of this.dateTargets) input.value = input.name === 'view' ? view : date
    for (const link of this.viewTargets) {
      link.href = changed(link.href, 'date', date)
      if (link.dataset.view === view) link.setAttribute('aria-current', 'true')
      else link.removeAttribute('aria-current')
    }
    for (const link of this.datedTargets) link.href = link.href.replace(/\d{4}-\d\d-\d\d/, date)
  }

  private options(): Grid.Options {
    const isWide = !window.matchMedia(NARROW).matches
    return {
      ...LOOKS,
      view: gridView(this.viewValue, this.columnsValue),
      date: this.dateValue,
      locale: this.localeValue,
      timeZone: offsetNow(this.zoneValue),
      columnWidth: isWide || this.columnsValue === 'days' ? undefined : '9rem',
      resources: this.columns([]),
      eventSources: [{ events: (range: Grid.FetchInfo) => this.fetch(range) }],
      eventContent: ({ event }) =>
        event.display === 'auto' || event.display === 'ghost' || event.display === 'preview'
          ? { domNodes: event.extendedProps.row ? contentOf(rowOf(event), this.wordsValue) : [] }
          : '',
      moreLinkContent: ({ num }) => this.wordsValue.more.replace('%', String(num)),
      eventDidMount: ({ event, el }) => el.toggleAttribute('inert', event.display === 'background'),
      editable: this.mayWriteValue,
      selectable: this.mayWriteValue,
      eventDragStop: ({ jsEvent }) => void (this.draggedAt = jsEvent.timeStamp),
      eventResizeStop: ({ jsEvent }) => void (this.draggedAt = jsEvent.timeStamp),
      eventDrop: (info) => void this.dropped(info),
      eventResize: (info) => void this.resized(info),
      dateClick: ({ dateStr, allDay, resource }) => this.bookAt(dateStr, null, resource, allDay),
      select: ({ startStr, endStr, resource, allDay }) =>
        this.bookAt(startStr, allDay ? null : minutesBetween(startStr, endStr), resource, allDay),
    }
  }

  /** The appointments and the hours of the days that are shown. */
  private async fetch({
    startStr: start,
    endStr: end,
  }: Grid.FetchInfo): Promise<Grid.EventInput[]> {
    // The grid ends a day where its last hour does, and the server counts whole days.
    const until = end.slice(11, 16) === '00:00' ? end.slice(0, 10) : addDays(end.slice(0, 10), 1)
    const query = new URLSearchParams(window.location.search)
    query.set('from', start.slice(0, 10))
    query.set('until', until)
    try {
      const [rows, hours] = await Promise.all([
        read<Row[]>(`/calendar/appointments?${query}`),
        read<Hours>(`/calendar/hours?${query}`),
      ])
      return this.shown(rows, hours)
    } catch {
      this.messages.problem(this.wordsValue.unreachable)
      return []
    }
  }

  private shown(rows: Row[], hours: Hours) {
    if (this.columnsValue !== 'days') this.grid?.setOption('resources', this.columns(rows))
    const behind = this.viewValue === 'month' ? [] : hourEvents(hours, this.columnsValue)
    this.element.classList.toggle('has-hours', behind.length > 0)
    return [...behind, ...rows.map((row) => eventOf(row, this.columnsValue, this.mayWriteValue))]
  }

  /** Whoever is chosen has a column, and whoever has an appointment: nothing that is booked stays unseen. */
  private columns(rows: Row[]): Grid.ResourceInput[] {
    const places = this.columnsValue === 'rooms' ? this.roomsValue : this.membersValue
    const booked = new Set(rows.map((row) => columnOf(row, this.columnsValue)))
    const found = places.filter(({ id }) => this.shownValue.includes(id) || booked.has(id))
    const nobody = this.columnsValue === 'rooms' ? this.wordsValue.noRoom : this.wordsValue.nobody
    return [
      ...found.map(({ id, name }) => ({ id, title: name })),
      ...(booked.has(NOBODY) || !found.length ? [{ id: NOBODY, title: nobody }] : []),
    ]
  }

  private async dropped({ event, delta, newResource, revert }: Grid.EventDropInfo) {
    const row = rowOf(event)
    const column = newResource && (newResource.id === NOBODY ? null : newResource.id)
    const place = this.columnsValue === 'rooms' ? { roomId: column } : { memberId: column }
    const target = {
      wall: addLength(row.start, delta),
      minutes: minutesBetween(row.start, row.end),
      ...(column !== undefined && place),
    }
    await this.move(row, target, revert)
  }

  private async resized({ event, endDelta, revert }: Grid.EventResizeInfo) {
    const row = rowOf(event)
    const end = addLength(row.end, endDelta)
    await this.move(row, { wall: row.start, minutes: minutesBetween(row.start, end) }, revert)
  }

  /** A refused move snaps back and says why; one that was done can be undone. */
  private async move(row: Row, target: Target, revert: () => void) {
    const refusal = await this.send(row.id, target)
    if (refusal) {
      revert()
      this.messages.problem(refusal)
    } else {
      const back = {
        wall: row.start,
        minutes: minutesBetween(row.start, row.end),
        memberId: row.memberId,
        roomId: row.roomId,
      }
      const when = `${momentOf(target.wall, this.localeValue)}–${addMinutes(target.wall, target.minutes).slice(11)}`
      this.messages.done(this.wordsValue.moved.replace('%', when), async () => {
        const failure = await this.send(row.id, back)
        if (failure) this.messages.problem(failure)
        this.grid!.refetchEvents()
      })
    }
    this.grid!.refetchEvents()
  }

  /** @returns why it was refused, or null */
  private async send(id: string, target: Target): Promise<string | null> {
    const response = await fetch(`/appointments/${id}/moves`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept': 'application/json' },
      body: JSON.stringify(target),
    }).catch(() => null)
    if (response?.status === 204) return null
    const answer = await response?.json().catch(() => null)
    return answer?.errors?.[0]?.message ?? this.wordsValue.unreachable
  }

  /**
   * The grid calls itself a table, and is none: its appointments are in no cell. To a screen reader it is
   * better a group of links in order of time, and the agenda is a list.
   */
  private dropRoles() {
    for (const element of this.gridTarget.querySelectorAll(TABLE_ROLES))
      for (const name of ['role', 'aria-colindex', 'aria-colspan']) element.removeAttribute(name)
  }

  private bookAt(
    start: string,
    minutes: number | null,
    resource: Grid.Resource | undefined,
    isWholeDay: boolean
  ) {
    this.grid!.unselect()
    const query = new URLSearchParams({
      start: isWholeDay ? start.slice(0, 10) : start.slice(0, 16),
    })
    if (minutes) query.set('minutes', String(minutes))
    if (resource && resource.id !== NOBODY)
      query.set(this.columnsValue === 'rooms' ? 'room' : 'member', resource.id)
    else if (this.shownValue.length === 1) query.set('member', this.shownValue[0])
    this.open(`/appointments/new?${query}`)
  }

  /** Beside the calendar where there is room, on a page of its own on a phone. */
  private open(path: string) {
    if (window.matchMedia(NARROW).matches) return visit(path)
    window.dispatchEvent(new CustomEvent('appointment:open', { detail: { path } }))
  }
}

/** How the grid looks, whatever it shows. Its own toolbar is ours. */
const LOOKS: Grid.Options = {
  headerToolbar: { start: '', center: '', end: '' },
  firstDay: 1,
  height: '100%',
  allDaySlot: false,
  nowIndicator: true,
  dayMaxEvents: true,
  lazyFetching: false,
  slotDuration: '00:30:00',
  slotLabelInterval: '01:00:00',
  snapDuration: '00:15:00',
  slotHeight: 32,
  slotEventOverlap: false,
  slotMinTime: '07:00:00',
  slotMaxTime: '20:00:00',
  scrollTime: '07:30:00',
  flexibleSlotTimeLimits: true,
  longPressDelay: 500,
  eventTimeFormat: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  slotLabelFormat: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  dayHeaderFormat: { weekday: 'short', day: 'numeric' },
  views: { dayGridMonth: { dayHeaderFormat: { weekday: 'short' } } },
}

async function read<T>(path: string): Promise<T> {
  const response = await fetch(path, { headers: { accept: 'application/json' }, redirect: 'error' })
  if (!response.ok) throw new Error(`${response.status}`)
  return response.json() as Promise<T>
}

function changed(href: string, name: string, value: string) {
  const url = new URL(href)
  url.searchParams.set(name, value)
  return url.href
}

/** A click that wants another tab is the browser's. */
function isElsewhere({ ctrlKey, metaKey, shiftKey }: MouseEvent) {
  return ctrlKey || metaKey || shiftKey
}
