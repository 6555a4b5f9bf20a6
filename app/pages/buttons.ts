import { attributes } from './markup.js'

type ButtonProps = {
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'danger-quiet'
  /** With an address it is a link. */
  href?: string
  type?: 'submit' | 'button'
  icon?: string
  text?: string
  /** Only the icon is seen; this is what it is called. */
  label?: string
  small?: boolean
  wide?: boolean
  class?: string
  [attribute: string]: unknown
}

/** The classes and attributes of a button or of a link that looks like one. */
export function buttonState(props: ButtonProps) {
  const { variant, type, icon, text, label, small, wide, class: css, ...more } = props
  const isLink = props.href !== undefined
  const look = variant ?? (isLink || label || type === 'button' ? 'secondary' : 'primary')
  return {
    ...{ isLink, icon, text },
    css: [
      `button button-${label && !variant ? 'quiet' : look}`,
      label && 'button-icon',
      small && 'button-small',
      wide && 'button-wide',
      css,
    ]
      .filter(Boolean)
      .join(' '),
    attrs: attributes({
      ...more,
      'type': isLink ? null : (type ?? 'submit'),
      'aria-label': label,
      'title': label,
    }),
  }
}
