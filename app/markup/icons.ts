import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { markup, type Safe } from './markup.js'

const SIZES = { normal: 'icon', small: 'icon icon-small', large: 'icon icon-large' }
const drawings = new Map<string, Record<keyof typeof SIZES, Safe>>()

/**
 * An icon, inline, in the colour of the text around it. It is decoration and hidden from screen
 * readers: the text beside it, or the button's aria-label, says what it means.
 */
export function svg(name: string, size: keyof typeof SIZES = 'normal') {
  addCoreIcons()
  const drawing = drawings.get(name)
  if (!drawing)
    throw new Error(`There is no icon "${name}". The names are the files in resources/icons.`)
  return drawing[size]
}

export function hasIcon(name: string) {
  addCoreIcons()
  return drawings.has(name)
}

function addCoreIcons() {
  if (!drawings.has('house')) addIcons(app.makePath('resources/icons'))
}

/** Adds a folder of SVG files (24 × 24, stroke currentColor). A plugin's folder comes with its id as prefix. */
export function addIcons(folder: string, prefix = '') {
  for (const file of readdirSync(folder)) {
    if (!file.endsWith('.svg')) continue
    const source = readFileSync(join(folder, file), 'utf8').trim()
    const sized = (css: string) =>
      markup(source.replace('<svg ', `<svg class="${css}" aria-hidden="true" `))
    drawings.set(prefix + basename(file, '.svg'), {
      normal: sized(SIZES.normal),
      small: sized(SIZES.small),
      large: sized(SIZES.large),
    })
  }
}

/** The icon of each kind of alert. */
export const ALERT_ICONS = {
  info: 'info',
  success: 'circle-check',
  warning: 'triangle-alert',
  error: 'circle-alert',
}
