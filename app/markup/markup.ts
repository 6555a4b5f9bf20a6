import edge from 'edge.js'

const { escape, safe } = edge.globals.html

/** Text that a template prints without escaping it again. */
export type Safe = ReturnType<typeof safe>

/**
 * Turns an object into HTML attributes: `true` prints the bare name, `false`, `null` and
 * `undefined` print nothing, and neither does what is empty; arrays are joined with a space. Every value is escaped, which
 * `$props.toAttrs()` of Edge does not do.
 */
export function attributes(values: Record<string, unknown>): Safe {
  let html = ''
  for (const [name, value] of Object.entries(values)) {
    const text = textOf(value)
    if (value === true) html += ` ${name}`
    else if (text) html += ` ${name}="${escape(text)}"`
  }
  return safe(html)
}

function textOf(value: unknown) {
  if (Array.isArray(value)) return value.filter(Boolean).join(' ')
  return value || value === 0 ? String(value) : ''
}

/** Marks markup of our own as safe. Never call it with what somebody typed. */
export function markup(html: string): Safe {
  return safe(html)
}
