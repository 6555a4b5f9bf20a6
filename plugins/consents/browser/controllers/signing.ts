import { Controller } from '@hotwired/stimulus'
import SignaturePad, { type PointGroup } from 'signature_pad'

type Strokes = { width: number; height: number; strokes: [number, number][][] }

/**
 * A signature, drawn with finger, pen or mouse, or typed. The page works without this: then the name is typed.
 * What is sent are the lines alone, in the units of the pad as it was drawn on; see models/signature.ts.
 */
export default class extends Controller<HTMLElement> {
  static targets = ['canvas', 'drawn', 'typed', 'how', 'strokes', 'drawInstead']
  static values = { how: String }

  declare readonly canvasTarget: HTMLCanvasElement
  declare readonly drawnTarget: HTMLElement
  declare readonly typedTarget: HTMLElement
  declare readonly howTarget: HTMLInputElement
  declare readonly strokesTarget: HTMLInputElement
  declare readonly drawInsteadTarget: HTMLElement
  declare readonly howValue: string

  private pad!: SignaturePad
  private size = { width: 0, height: 0 }
  private watcher!: ResizeObserver

  connect() {
    this.pad = new SignaturePad(this.canvasTarget, { minWidth: 1.2, maxWidth: 3.2 })
    this.pad.addEventListener('endStroke', this.keep)
    this.watcher = new ResizeObserver(() => this.fit())
    this.watcher.observe(this.canvasTarget)
    this.drawInsteadTarget.hidden = false
    this.choose(this.howValue === 'typed' ? 'typed' : 'drawn')
  }

  disconnect() {
    this.watcher.disconnect()
    this.pad.off()
  }

  clear() {
    this.pad.clear()
    this.keep()
  }

  type() {
    this.choose('typed')
    this.typedTarget.querySelector('input')?.focus()
  }

  draw() {
    this.choose('drawn')
  }

  private choose(how: 'drawn' | 'typed') {
    this.howTarget.value = how
    this.drawnTarget.hidden = how !== 'drawn'
    this.typedTarget.hidden = how !== 'typed'
    this.strokesTarget.disabled = how !== 'drawn'
  }

  /** The canvas has as many dots as the screen shows. What was drawn keeps its shape when a phone is turned. */
  private fit() {
    const { clientWidth: width, clientHeight: height } = this.canvasTarget
    if (!width || (width === this.size.width && height === this.size.height)) return
    const drawn = this.size.width ? this.strokes() : sentBefore(this.strokesTarget.value)
    const ratio = Math.max(window.devicePixelRatio, 1)
    this.canvasTarget.width = width * ratio
    this.canvasTarget.height = height * ratio
    this.canvasTarget.getContext('2d')!.scale(ratio, ratio)
    this.size = { width, height }
    this.pad.penColor = getComputedStyle(this.canvasTarget).color
    this.pad.clear()
    if (drawn) this.pad.fromData(groupsOf(scaled(drawn, this.size), this.pad.penColor))
    this.keep()
  }

  private keep = () => {
    this.strokesTarget.value = this.pad.isEmpty() ? '' : JSON.stringify(this.strokes())
  }

  private strokes(): Strokes {
    const { width, height } = this.size
    return {
      width,
      height,
      strokes: this.pad
        .toData()
        .map(({ points }) => points.map(({ x, y }) => [within(x, width), within(y, height)])),
    }
  }
}

/** A finger may leave the pad in the middle of a line. */
function within(value: number, side: number) {
  return Math.round(Math.min(Math.max(value, 0), side) * 10) / 10
}

function sentBefore(text: string): Strokes | null {
  return text ? JSON.parse(text) : null
}

/** The pad keeps its proportions, so that turning a phone and turning it back changes nothing. */
function scaled({ width, strokes }: Strokes, to: { width: number }) {
  const factor = to.width / width
  return strokes.map((points) => points.map(([x, y]) => [x * factor, y * factor] as const))
}

function groupsOf(strokes: (readonly [number, number])[][], penColor: string): PointGroup[] {
  return strokes.map((points) => ({
    penColor,
    dotSize: 2,
    minWidth: 1.2,
    maxWidth: 3.2,
    velocityFilterWeight: 0.7,
    compositeOperation: 'source-over',
    points: points.map(([x, y], index) => ({ x, y, pressure: 0.5, time: index * 16 })),
  }))
}
