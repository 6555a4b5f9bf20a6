type Attributes = Record<string, string | number | boolean | null | undefined | EventListener>
type Child = Node | string | null | undefined | false

/**
 * An element with attributes and children. Words come in as text, never as HTML: what a note says is nothing that a
 * browser should run.
 */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  return fill(document.createElement(name), attributes, children)
}

const SVG = 'http://www.w3.org/2000/svg'

export function svg<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[Name] {
  return fill(document.createElementNS(SVG, name), attributes, children)
}

let count = 0

/** An id that nothing else on the page has. */
export function newId(prefix = 'soap') {
  return `${prefix}-${++count}`
}

/** A button that does something here. */
export function button(text: string, look: string, onClick: (event: Event) => void) {
  return el('button', { type: 'button', class: `button ${look}`, onclick: onClick }, text)
}

function fill<E extends Element>(element: E, attributes: Attributes, children: Child[]) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value)
    else if (value === true) element.setAttribute(name, '')
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(name, String(value))
  }
  for (const child of children) if (child) element.append(child)
  return element
}
