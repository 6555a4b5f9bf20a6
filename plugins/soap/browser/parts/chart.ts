import type { Drawing, Line, Place, Side } from '../notes/body.ts'
import { BODY, type Ellipse, REGIONS, type Region, SIZE } from './chart_figure.ts'
import { button, el, newId, svg } from './dom.ts'
import { t } from './page.ts'

const SIDES: Side[] = ['front', 'back']
/** Points closer than this say nothing more. */
const STEP = 1.5

/** The name of a part of the body. */
export function regionName(id: string) {
  return t(`soap.browser.regions.${id}`)
}

/** Both sides of a body with what was drawn on them. */
export function chartPicture({ lines, places }: Drawing) {
  return el('div', { class: 'soap-figures' }, ...SIDES.map((side) => figure(side, lines, places)))
}

/** What is marked, in words: read out where the picture is not, and below it where it is. */
export function placeList({ places }: Drawing) {
  const items = places.map(({ region, words }) =>
    el('li', {}, el('span', { class: 'strong' }, regionName(region)), words ? `: ${words}` : '')
  )
  return el('ol', { class: 'soap-places' }, ...items)
}

/**
 * A body chart to draw on with a pen, a finger or the mouse. The same can be said without drawing: parts of the body
 * are chosen from a list, and each takes words.
 */
export class Chart {
  readonly element: HTMLElement
  private drawing: Drawing
  private figures = el('div', { class: 'soap-figures' })
  private list = el('div', { class: 'stack-tight' })
  private undoButton = button(t('soap.browser.chart.undo'), 'button-secondary button-small', () =>
    this.undo()
  )

  constructor(
    drawing: Drawing | undefined,
    private onChange: (drawing: Drawing) => void
  ) {
    this.drawing = drawing ?? { lines: [], places: [] }
    this.element = el(
      'div',
      { class: 'soap-chart' },
      el('p', { class: 'field-hint' }, t('soap.browser.chart.hint')),
      this.figures,
      el('div', { class: 'cluster' }, this.undoButton),
      this.chooser(),
      this.list
    )
    this.draw()
    this.tellPlaces()
  }

  private chooser() {
    const id = newId()
    const options = REGIONS.map(({ id: region }) =>
      el('option', { value: region }, regionName(region))
    )
    const select = el(
      'select',
      { class: 'control', id },
      el('option', { value: '' }, t('soap.browser.chart.choose')),
      ...options
    )
    // A press of its own: with the arrow keys each step through the list is a choice already.
    const press = button(t('soap.browser.chart.mark'), 'button-secondary button-small', () => {
      if (select.value) this.mark(select.value)
      select.value = ''
    })
    return el(
      'div',
      { class: 'field' },
      el('label', { class: 'field-label', for: id }, t('soap.browser.chart.place')),
      el('div', { class: 'soap-place-row' }, select, press)
    )
  }

  private draw() {
    const { lines, places } = this.drawing
    const figures = SIDES.map((side) => figure(side, lines, places))
    figures.forEach((picture, index) => this.takesPen(picture, SIDES[index]))
    this.figures.replaceChildren(...figures)
    this.undoButton.disabled = lines.length === 0
  }

  private takesPen(picture: SVGSVGElement, side: Side) {
    picture.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return
      event.preventDefault()
      picture.setPointerCapture(event.pointerId)
      const line: Line = { side, points: [pointOf(picture, event)] }
      const shown = lineShape(line)
      picture.append(shown)
      const move = (moved: PointerEvent) => {
        for (const each of moved.getCoalescedEvents?.() ?? [moved])
          add(line, pointOf(picture, each))
        shown.setAttribute('points', pointsOf(line))
      }
      picture.addEventListener('pointermove', move)
      picture.addEventListener(
        'lostpointercapture',
        () => {
          picture.removeEventListener('pointermove', move)
          this.keep({ ...this.drawing, lines: [...this.drawing.lines, line] })
          this.draw()
        },
        { once: true }
      )
    })
  }

  private undo() {
    this.keep({ ...this.drawing, lines: this.drawing.lines.slice(0, -1) })
    this.draw()
  }

  private mark(region: string) {
    const { places } = this.drawing
    if (!places.some((place) => place.region === region))
      this.keep({ ...this.drawing, places: [...places, { region, words: '' }] })
    this.draw()
    this.tellPlaces()
    this.list.querySelector<HTMLInputElement>(`[data-region="${region}"]`)?.focus()
  }

  private unmark(region: string) {
    const places = this.drawing.places.filter((place) => place.region !== region)
    this.keep({ ...this.drawing, places })
    this.draw()
    this.tellPlaces()
  }

  private tellPlaces() {
    this.list.replaceChildren(...this.drawing.places.map((place) => this.placeRow(place)))
  }

  private placeRow({ region, words }: Place) {
    const id = newId()
    const attributes = { 'class': 'control', id, 'data-region': region, 'autocomplete': 'off' }
    const input = el('input', { ...attributes, maxlength: 300, spellcheck: 'false' })
    input.value = words
    input.addEventListener('input', () => {
      const places = this.drawing.places.map((place) =>
        place.region === region ? { region, words: input.value } : place
      )
      this.keep({ ...this.drawing, places })
    })
    const remove = button(t('soap.browser.remove'), 'button-quiet button-small', () =>
      this.unmark(region)
    )
    remove.setAttribute('aria-label', t('soap.browser.chart.remove', { name: regionName(region) }))
    return el(
      'div',
      { class: 'field' },
      el('label', { class: 'field-label', for: id }, regionName(region)),
      el('div', { class: 'soap-place-row' }, input, remove)
    )
  }

  private keep(drawing: Drawing) {
    this.drawing = drawing
    this.onChange(drawing)
  }
}

function figure(side: Side, lines: Line[], places: Place[]) {
  const marked = new Map(places.map(({ region }, index) => [region, index + 1]))
  const own = REGIONS.filter((region) => region.side === side)
  const name = t(`soap.browser.chart.${side}`)
  return svg(
    'svg',
    {
      'viewBox': `0 0 ${SIZE.width} ${SIZE.height}`,
      'class': 'soap-figure',
      'role': 'img',
      'aria-label': name,
      'data-side': side,
    },
    svg('g', { class: 'soap-outline' }, ...BODY.map((each) => shape(each))),
    svg('g', { class: 'soap-body' }, ...BODY.map((each) => shape(each))),
    ...own.filter(({ id }) => marked.has(id)).map((region) => shape(region.at, 'soap-region')),
    ...own
      .filter(({ id }) => marked.has(id))
      .map((region) => badge(region, marked.get(region.id)!)),
    ...lines.filter((line) => line.side === side).map(lineShape),
    svg('text', { x: 100, y: 418, class: 'soap-figure-name' }, name)
  )
}

function shape([cx, cy, rx, ry, lean = 0]: Ellipse, look?: string) {
  const transform = lean ? `rotate(${lean} ${cx} ${cy})` : null
  return svg('ellipse', { cx, cy, rx, ry, transform, class: look })
}

function badge({ at: [cx, cy] }: Region, number: number) {
  return svg(
    'g',
    { class: 'soap-badge' },
    svg('circle', { cx, cy, r: 8 }),
    svg('text', { x: cx, y: cy + 3.5 }, String(number))
  )
}

function lineShape(line: Line) {
  return svg('polyline', { points: pointsOf(line), class: 'soap-line' })
}

function pointsOf({ points }: Line) {
  // A point alone is a line of no length: a dot, because its ends are round.
  const [first] = points
  return (points.length > 1 ? points : [first, first]).map((point) => point.join(',')).join(' ')
}

function add({ points }: Line, [x, y]: [number, number]) {
  const [lastX, lastY] = points.at(-1)!
  if (Math.hypot(x - lastX, y - lastY) >= STEP) points.push([x, y])
}

function pointOf(picture: SVGSVGElement, { clientX, clientY }: PointerEvent): [number, number] {
  const { left, top, width, height } = picture.getBoundingClientRect()
  const round = (value: number) => Math.round(value * 10) / 10
  return [
    round(((clientX - left) / width) * SIZE.width),
    round(((clientY - top) / height) * SIZE.height),
  ]
}
