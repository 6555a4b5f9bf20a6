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

/** A button, or a link that looks like one. */
export function button(props: ButtonProps) {
  const { variant, type, icon, text, label, small, wide, class: css, ...more } = props
  const isLink = props.href !== undefined
  const look = label ? 'quiet' : isLink || type === 'button' ? 'secondary' : 'primary'
  return {
    ...{ isLink, icon, text },
    attributes: attributes({
      ...more,
      'class': [
        `button button-${variant ?? look}`,
        label && 'button-icon',
        small && 'button-small',
        wide && 'button-wide',
        css,
      ],
      'type': isLink ? null : (type ?? 'submit'),
      'aria-label': label,
      'title': label,
    }),
  }
}
