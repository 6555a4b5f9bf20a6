import { encode } from 'uqr'

const SVG = 'http://www.w3.org/2000/svg'

/** A text as a QR code: one black path on white, whatever the page's colours. */
export function qrCode(text: string): SVGSVGElement {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const squares = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))
  )
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`)
  svg.setAttribute('aria-hidden', 'true')
  svg.append(shape('rect', { width: `${size}`, height: `${size}`, fill: '#fff' }))
  svg.append(shape('path', { d: squares.join(''), fill: '#000' }))
  return svg
}

function shape(name: string, attributes: Record<string, string>) {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  return element
}
