import { DateTime } from 'luxon'
import type { I18n } from '@adonisjs/i18n'
import { clinicClient } from '#clinics/database'
import { clinicSettings } from '#clinics/settings'
import { clinicState } from '#clinics/state'
import { isAllowed, ROLES } from '#clinics/permissions'
import { CATEGORIES, type Category } from './contract.js'
import { permissionWord } from './inspection/words.js'
import { OUTCOMES } from './egress.js'
import type { Plugin } from './plugin.js'
import { registry } from './registry.js'
import { hasData, isOn, keptOn } from './switch.js'
import { switchedOn } from './switched_on.js'

export const SHELVES = ['all', 'on', ...CATEGORIES] as const
export type Shelf = (typeof SHELVES)[number]

const NEWEST_CALLS = 20

/** A plugin as those who switch it see it, in the clinic in hand. */
export class ShelvedPlugin {
  constructor(
    private plugin: Plugin,
    private i18n: I18n
  ) {}

  get id() {
    return this.plugin.id
  }

  get icon() {
    return this.plugin.definition.icon
  }

  get name() {
    return this.i18n.t(`${this.id}.plugin.name`)
  }

  get summary() {
    return this.i18n.t(`${this.id}.plugin.summary`)
  }

  get category(): Category {
    return this.plugin.definition.category
  }

  get isOn() {
    return isOn(this.plugin)
  }

  /** It is on and cannot work, because its part of the database could not be brought up to date. */
  get isHeldBack() {
    return switchedOn().heldBack.includes(this.plugin)
  }

  /** Why it cannot be turned off now. */
  get keptOn() {
    const reason = keptOn(this.plugin)
    return reason && this.i18n.t(reason)
  }

  get hasSettings() {
    return this.plugin.hasSettingsPage
  }

  get hasData() {
    return hasData(this.plugin)
  }

  /** What must be on as well, and is turned on with it. */
  get needs() {
    return registry
      .withRequirements(this.plugin)
      .filter((other) => other !== this.plugin)
      .map(this.shelved)
  }

  get missing() {
    return this.needs.filter((other) => !other.isOn)
  }

  /** What is on and needs it. */
  get neededBy() {
    return registry
      .dependents(this.plugin)
      .map(this.shelved)
      .filter((other) => other.isOn)
  }

  /** What has data that leans on its data. */
  get leanedOnBy() {
    return registry
      .dependents(this.plugin)
      .map(this.shelved)
      .filter((other) => other.hasData)
  }

  get dataMap() {
    return (this.plugin.definition.data?.map ?? []).map((entry) => ({
      what: this.i18n.t(entry.what),
      isPersonal: entry.personal !== false,
      ...(entry.personal !== false && {
        purpose: this.i18n.t(entry.purpose),
        kept: this.i18n.t(entry.kept),
      }),
    }))
  }

  get keepsPersonalData() {
    return this.dataMap.some(({ isPersonal }) => isPersonal)
  }

  /** What it brings along, with the roles that hold it in this clinic today. */
  get permissions() {
    return Object.keys(this.plugin.definition.permissions ?? {}).map((permission) => ({
      label: this.i18n.t(permissionWord(permission)),
      roles: ROLES.filter((role) => isAllowed(role, permission)),
    }))
  }

  /** Where on the core's pages it shows something, and what it is asked before things are shown or done. */
  get places() {
    return Object.keys(this.plugin.definition.slots ?? {})
  }

  get precautions() {
    return Object.keys(this.plugin.definition.precautions ?? {})
  }

  get egress() {
    return this.plugin.definition.egress ?? []
  }

  /** The newest calls to other servers, and how many there were in all. */
  async calls() {
    const made = () => clinicClient().from('outgoing_calls').where('plugin_id', this.id)
    const [{ total }] = await made().count('* as total')
    const rows = await made().orderBy('id', 'desc').limit(NEWEST_CALLS)
    return { total: Number(total), newest: rows.map((row) => this.call(row)) }
  }

  fits(words: string) {
    const text = `${this.name} ${this.summary} ${this.id}`.toLocaleLowerCase(this.i18n.locale)
    return words
      .toLocaleLowerCase(this.i18n.locale)
      .split(/\s+/)
      .every((word) => text.includes(word))
  }

  private shelved = (plugin: Plugin) => new ShelvedPlugin(plugin, this.i18n)

  private call(row: {
    host: string
    purpose: string
    fields: string
    outcome: string
    created_at: string
  }) {
    const [outcome, status] = row.outcome.split(' ')
    return {
      at: this.i18n.formatDate(DateTime.fromISO(row.created_at), {
        dateStyle: 'medium',
        timeStyle: 'short',
        timeZone: clinicSettings.read().timeZone,
      }),
      host: row.host,
      purpose: this.i18n.t(row.purpose),
      fields: JSON.parse(row.fields) as string[],
      outcome: OUTCOMES.find((known) => known === outcome) ?? 'unreachable',
      status,
    }
  }
}

/** The installed plugins by name, those of one shelf, and how many lie on each. */
export function shelves(i18n: I18n, { words = '', shelf = 'all' as Shelf }) {
  const all = registry
    .all()
    .map((plugin) => new ShelvedPlugin(plugin, i18n))
    .sort((one, other) => one.name.localeCompare(other.name, i18n.locale))
  const found = all.filter((plugin) => plugin.fits(words))
  const on = (name: Shelf) => found.filter((plugin) => liesOn(plugin, name))
  return {
    isEmpty: !all.length,
    plugins: on(shelf),
    counts: SHELVES.map((name) => ({ name, count: on(name).length })).filter(
      ({ name, count }) => count || name === shelf || name === 'all'
    ),
  }
}

/** Plugins that are switched on and whose code is not installed. */
export function missingPlugins() {
  return [...clinicState().plugins].filter((id) => !registry.find(id)).sort()
}

function liesOn(plugin: ShelvedPlugin, shelf: Shelf) {
  if (shelf === 'all') return true
  return shelf === 'on' ? plugin.isOn : plugin.category === shelf
}
