import { Controller } from '@hotwired/stimulus'

/**
 * The editor of working hours. Without it each day shows an empty row for more, and copying goes through the
 * server; with it rows come and go, and a day is copied to others at once.
 */
export default class extends Controller<HTMLElement> {
  static override targets = ['day', 'row', 'more', 'less', 'free', 'from', 'said']
  static override values = { copied: String }

  declare readonly dayTargets: HTMLElement[]
  declare readonly moreTargets: HTMLElement[]
  declare readonly lessTargets: HTMLElement[]
  declare readonly hasFromTarget: boolean
  declare readonly fromTarget: HTMLSelectElement
  declare readonly saidTarget: HTMLElement
  declare readonly copiedValue: string

  override connect() {
    for (const button of [...this.moreTargets, ...this.lessTargets]) button.hidden = false
    for (const day of this.dayTargets) {
      for (const row of rowsOf(day)) row.hidden = isEmpty(row)
      showWhetherFree(day)
    }
  }

  more({ currentTarget }: Event) {
    const day = this.dayOf(currentTarget)
    const row = emptyRow(day)
    row.hidden = false
    showWhetherFree(day)
    controlsOf(row)[0].focus()
  }

  less({ currentTarget }: Event) {
    const day = this.dayOf(currentTarget)
    const row = (currentTarget as HTMLElement).closest<HTMLElement>('.hours-row')!
    fill(row, [])
    row.hidden = true
    showWhetherFree(day)
    day.querySelector<HTMLElement>('[data-hours-target="more"]')!.focus()
  }

  copy(event: Event) {
    event.preventDefault()
    const from = this.dayTargets.find(({ dataset }) => dataset.day === this.fromTarget.value)!
    const boxes = [...this.element.querySelectorAll<HTMLInputElement>('[name="copyTo[]"]:checked')]
    for (const box of boxes) {
      const day = this.dayTargets.find(({ dataset }) => dataset.day === box.value)!
      if (day !== from) copyDay(from, day)
      box.checked = false
    }
    this.saidTarget.textContent = boxes.length ? this.copiedValue : ''
  }

  private dayOf(inside: EventTarget | null) {
    return (inside as HTMLElement).closest<HTMLElement>('.hours-day')!
  }
}

type Control = HTMLInputElement | HTMLSelectElement

function rowsOf(day: HTMLElement) {
  return [...day.querySelectorAll<HTMLElement>('.hours-row')]
}

function controlsOf(row: HTMLElement) {
  return [...row.querySelectorAll<Control>('input, select')]
}

/** Half a span is not empty: there is a sentence beside it. */
function isEmpty(row: HTMLElement) {
  const [starts, ends] = controlsOf(row)
  return !starts.value && !ends.value
}

function fill(row: HTMLElement, values: readonly string[]) {
  for (const [index, control] of controlsOf(row).entries()) {
    control.value = values[index] ?? ''
    control.removeAttribute('aria-invalid')
    control.removeAttribute('aria-describedby')
  }
  for (const error of row.querySelectorAll('.field-error')) error.remove()
  row.dispatchEvent(new Event('change', { bubbles: true }))
}

function copyDay(from: HTMLElement, to: HTMLElement) {
  for (const row of rowsOf(to)) {
    fill(row, [])
    row.hidden = true
  }
  for (const row of rowsOf(from).filter((each) => !isEmpty(each))) {
    const copy = emptyRow(to)
    fill(
      copy,
      controlsOf(row).map(({ value }) => value)
    )
    copy.hidden = false
  }
  showWhetherFree(to)
}

/** A row that nobody sees yet; a new one when all are in use. */
function emptyRow(day: HTMLElement) {
  const rows = rowsOf(day)
  return rows.find((row) => row.hidden) ?? addRow(rows)
}

function addRow(rows: HTMLElement[]) {
  const last = rows.at(-1)!
  const row = last.cloneNode(true) as HTMLElement
  const [old, next] = [rows.length - 1, rows.length]
  for (const element of row.querySelectorAll<HTMLElement>('[id], [name], [for]'))
    for (const name of ['id', 'name', 'for'])
      if (element.hasAttribute(name))
        element.setAttribute(name, renumbered(element.getAttribute(name)!, old, next))
  last.after(row)
  fill(row, [])
  return row
}

/** `days[monday][1][starts]` and `days-monday-1-starts` with another number. */
function renumbered(text: string, old: number, next: number) {
  return text.replace(`[${old}]`, `[${next}]`).replace(`-${old}-`, `-${next}-`)
}

function showWhetherFree(day: HTMLElement) {
  const free = day.querySelector<HTMLElement>('[data-hours-target="free"]')
  if (free) free.hidden = rowsOf(day).some((row) => !row.hidden)
}
