import { createCalendar, destroyCalendar, type Calendar as Grid } from '@event-calendar/core'
import { Controller } from '@hotwired/stimulus'
import { closerWords, contentOf } from './appointment_box.ts'
import { eventOf, isAppointment, type Row, rowOf, type Words } from './appointments.ts'
import { awayWords } from './away.ts'
import { CloserLook } from './closer_look.ts'
import { columnsFor, type Named, memberOrRoomOf } from './columns.ts'
import { bringIntoView, DayNames } from './day_names.ts'
import { fetchDays } from './days.ts'
import { countsIn, isNarrow, looksFor, PLUGINS } from './grid_looks.ts'
import { hourEvents, type Hours, saidBehind } from './hours.ts'
import { KeptFocus } from './kept_focus.ts'
import { Messages } from './messages.ts'
import { Moves } from './moves.ts'
import { isElsewhere, newAppointment, open } from './opening.ts'
import { TableRoles } from './table_roles.ts'
import { tell } from './toolbar.ts'
import { type Columns, columnsOf, type Dates, gridView, shows, stepOf, type View } from './view.ts'
import { offsetNow } from './walls.ts'

/** The click that ends a drag comes at once. */
const DRAG_ENDS_MS = 100

type Spot = { allDay: boolean; resource?: Grid.Resource }

/**
 * The grid of days. What it shows it fetches from the server, again when something has changed; its address
 * keeps the view and the date. Times are those of the clinic's clocks, whatever the browser's are.
 */
export default class extends Controller<HTMLElement> {
  static override targets = ['grid', 'heading', 'date', 'step', 'view', 'dated']
  static override values = {
    ...{ view: String, date: String, columns: String, today: String, chosen: Boolean },
    ...{ locale: String, zone: String, shortest: Number, mayWrite: Boolean },
    ...{ members: Array, rooms: Array, shown: Array, words: Object },
  }
  declare readonly gridTarget: HTMLElement
  declare readonly headingTarget: HTMLElement
  declare readonly dateTargets: HTMLInputElement[]
  declare readonly viewTargets: HTMLAnchorElement[]
  declare readonly datedTargets: HTMLAnchorElement[]
  declare viewValue: View
  declare dateValue: string
  /** Empty is what suits the view. */
  declare columnsValue: Columns | ''
  declare readonly todayValue: string
  declare readonly chosenValue: boolean
  declare readonly localeValue: string
  declare readonly zoneValue: string
  declare readonly shortestValue: number
  declare readonly mayWriteValue: boolean
  declare readonly membersValue: Named[]
  declare readonly roomsValue: Named[]
  /** The members or rooms that have a column although nothing is booked with them. */
  declare readonly shownValue: string[]
  declare readonly wordsValue: Words
  private grid?: Grid
  private messages!: Messages
  private moves!: Moves
  private roles?: TableRoles
  private look?: CloserLook
  private focus!: KeptFocus
  private dayNames!: DayNames
  private drawn: Grid.EventInput[] = []
  private draggedAt = -DRAG_ENDS_MS

  override connect() {
    if (!this.chosenValue && isNarrow()) this.viewValue = 'day'
    this.messages = new Messages(this.element)
    this.focus = new KeptFocus(this.gridTarget)
    this.dayNames = new DayNames(this.localeValue, () => this.viewValue)
    this.moves = new Moves({
      ...{ page: this.element, messages: this.messages, words: this.wordsValue },
      ...{ locale: this.localeValue, zone: this.zoneValue },
      refetch: () => this.grid?.refetchEvents(),
    })
    this.grid = createCalendar(this.gridTarget, PLUGINS, {
      ...looksFor(this.shortestValue),
      ...this.contents(),
      ...this.gestures(),
    })
    this.roles = new TableRoles(this.gridTarget)
    this.look = new CloserLook(this.gridTarget, closerWords)
    this.tell()
  }

  override disconnect() {
    for (const each of [this.roles, this.look]) each?.end()
    if (this.grid) void destroyCalendar(this.grid)
    this.grid = undefined
    this.gridTarget.replaceChildren()
  }

  /** Something has changed, here or at a colleague's. */
  changed({ detail }: CustomEvent<Partial<Dates> | null>) {
    if (shows(this.viewValue, this.dateValue, detail)) this.grid?.refetchEvents()
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

  /** The name of a day was clicked. */
  showDay(event: Event & { params: { date: string } }) {
    this.go(event, { view: 'day', date: event.params.date })
  }

  /** A new appointment, from the button: on the day that is shown. */
  book(event: MouseEvent) {
    if (isElsewhere(event)) return
    event.preventDefault()
    open((event.currentTarget as HTMLAnchorElement).href)
  }

  /** A click on an appointment, unless it is the end of dragging it. */
  pick(event: MouseEvent) {
    const link = (event.target as HTMLElement).closest<HTMLAnchorElement>('.appointment-who')
    if (!link || isElsewhere(event)) return
    event.preventDefault()
    if (event.timeStamp - this.draggedAt > DRAG_ENDS_MS) open(link.href)
  }

  private go(event: Event, to: { date?: string; view?: View }) {
    if (isElsewhere(event as MouseEvent)) return
    event.preventDefault()
    if (to.date) this.dateValue = to.date
    if (to.view) this.viewValue = to.view
    this.grid!.setOption('date', this.dateValue)
    this.grid!.setOption('view', gridView(this.viewValue, this.columns))
    this.tell()
  }

  private tell() {
    const holiday = this.dayNames.holidayAbove(this.dateValue)
    const words = { locale: this.localeValue, week: this.wordsValue.week, holiday }
    tell(this.viewValue, this.dateValue, words, {
      page: this.element,
      heading: this.headingTarget,
      inputs: this.dateTargets,
      views: this.viewTargets,
      dated: this.datedTargets,
    })
    requestAnimationFrame(() => bringIntoView(this.gridTarget, this.dateValue))
  }

  private contents(): Grid.Options {
    return {
      view: gridView(this.viewValue, this.columns),
      ...{ date: this.dateValue, locale: this.localeValue, timeZone: offsetNow(this.zoneValue) },
      ...this.dayNames.options,
      ...countsIn(this.wordsValue),
      resources: this.resources([]),
      eventSources: [{ events: (range: Grid.FetchInfo) => this.fetch(range) }],
      eventContent: ({ event }) =>
        isAppointment(event)
          ? { domNodes: this.contentOf(rowOf(event)) }
          : saidBehind(event, this.wordsValue.away),
      eventAllUpdated: () => this.focus.giveBack(),
      eventDidMount: ({ event, el }) => el.toggleAttribute('inert', event.display === 'background'),
    }
  }

  private gestures(): Grid.Options {
    return {
      editable: this.mayWriteValue,
      selectable: this.mayWriteValue,
      eventDragStop: ({ jsEvent }) => void (this.draggedAt = jsEvent.timeStamp),
      eventResizeStop: ({ jsEvent }) => void (this.draggedAt = jsEvent.timeStamp),
      eventDrop: (info) => void this.moves.dropped(info, this.columns),
      eventResize: (info) => void this.moves.resized(info),
      dateClick: (spot) => this.bookAt(spot, spot.dateStr),
      select: (span) => this.bookAt(span, span.startStr, span.endStr),
    }
  }

  /** While the server cannot be reached, what was seen last stays in sight. */
  private async fetch(range: Grid.FetchInfo): Promise<Grid.EventInput[]> {
    try {
      const { rows, hours } = await fetchDays(range)
      this.drawn = this.shown(rows, hours)
    } catch {
      this.messages.problem(this.wordsValue.unreachable)
    }
    this.focus.note()
    this.look?.hide()
    return this.drawn
  }

  private shown(rows: Row[], hours: Hours) {
    if (this.columns !== 'days') this.grid?.setOption('resources', this.resources(rows))
    const behind = this.viewValue === 'month' ? [] : hourEvents(hours, this.columns)
    const hasHours = hours.haveHours.length > 0 && this.columns !== 'rooms'
    this.element.classList.toggle('has-hours', hasHours)
    const words = { locale: this.localeValue, sentence: this.wordsValue.awayOn }
    const away = this.columns === 'days' ? awayWords(hours, this.membersValue, words) : {}
    const special = { holidays: hours.holidays, away }
    if (this.grid && this.dayNames.learn(this.grid, special)) this.tell()
    return [...behind, ...rows.map((row) => eventOf(row, this.columns, this.mayWriteValue))]
  }

  /** With whom it is says its column, or it says so itself where several could be meant. */
  private contentOf(row: Row) {
    const isSaid = this.columns === 'members' || this.onlyMember
    const member = isSaid ? null : this.membersValue.find(({ id }) => id === row.memberId)
    return contentOf(row, { words: this.wordsValue, locale: this.localeValue }, member?.name)
  }

  private get columns() {
    return this.columnsValue || columnsOf(this.viewValue, isNarrow())
  }

  private resources(rows: Row[]) {
    const { columns, wordsValue: words, shownValue: shown } = this
    if (columns === 'rooms')
      return columnsFor(rows, { columns, shown, all: this.roomsValue, nobody: words.noRoom })
    return columnsFor(rows, { columns, shown, all: this.membersValue, nobody: words.nobody })
  }

  private bookAt({ allDay, resource }: Spot, start: string, end?: string) {
    this.grid!.unselect()
    const about = memberOrRoomOf(resource?.id, this.columns, this.onlyMember)
    open(newAppointment({ start, end, isWholeDay: allDay, about }))
  }

  private get onlyMember() {
    return this.columns !== 'rooms' && this.shownValue.length === 1 ? this.shownValue[0] : undefined
  }
}
