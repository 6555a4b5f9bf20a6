import { basename } from 'node:path'
import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import { assetTags } from '#markup/assets'
import type Client from '#models/client'
import type Member from '#models/member'
import { guarded } from './guard.js'
import type { Plugin } from './plugin.js'
import type { Badge, Slot, ViewContribution, ViewSlot, ViewSlots } from './slots.js'
import { type Contributed, switchedOn } from './switched_on.js'

/** What slots need of a request's view (`ctx.view`). */
type View = { render(template: string, state?: Record<string, unknown>): Promise<string> }

/** Everything that plugins show in one place of a page, to this member. */
export async function renderSlot<Name extends ViewSlot>(
  view: View,
  name: Name,
  props: ViewSlots[Name]
): Promise<string> {
  const shown = visible(name, props.member) as Contributed<ViewContribution<Name>>[]
  if (!shown.length) return ''
  const parts = await Promise.all(shown.map((contributed) => render(view, contributed, props)))
  return parts.join('')
}

/** A tab on a client's page: its words as a translation key, and its key in the URL. */
export type ClientTab = { key: string; label: string; plugin: string }

/** The tabs that plugins add to a client's page, for this member. */
export function clientTabs(member: Member): ClientTab[] {
  return visible('client.tab', member).map(({ plugin, contribution }) => ({
    key: tabKey(plugin, contribution),
    label: contribution.label,
    plugin: plugin.id,
  }))
}

/** The inside of one tab; `null` if no plugin that is on has such a tab for this member. */
export async function renderClientTab(view: View, key: string, props: ViewSlots['client.tab']) {
  const found = visible('client.tab', props.member).find(
    ({ plugin, contribution }) => tabKey(plugin, contribution) === key
  )
  return found ? render(view, found, props) : null
}

/** The marks of these clients, by client id; a client without any is not in it. */
export async function clientBadges(clientIds: string[], member: Member) {
  const badges = new Map<string, Badge[]>()
  for (const { plugin, contribution } of visible('clients.badges', member)) {
    const found = await guarded(plugin, 'slot clients.badges', () =>
      contribution.badges({ clientIds, member })
    )
    for (const [id, more] of found ?? []) badges.set(id, [...(badges.get(id) ?? []), ...more])
  }
  return badges
}

/** A filter of the client list: its words as a translation key, and its key in the URL. */
export type ClientFilter = {
  key: string
  label: string
  narrow: (clients: ModelQueryBuilderContract<typeof Client>) => void
}

/** The filters that plugins add to the client list, for this member. */
export function clientFilters(member: Member): ClientFilter[] {
  return visible('clients.filter', member).map(({ contribution }) => contribution)
}

function visible<Name extends Slot>(name: Name, member: Member) {
  const all = switchedOn().slot(name)
  // What is for every member is not for a helper, but for what is meant for both.
  const isForAll = !member.isHelper || name === 'layout.banner'
  return all.filter(({ contribution: { permission } }) =>
    permission ? member.can(permission) : isForAll
  ) as typeof all
}

/** A module that is on the page already does not run again, so several views may name the same. */
async function tags(plugin: Plugin, scripts: readonly string[]) {
  const entries = plugin.browserEntries.filter((entry) => scripts.includes(basename(entry)))
  const { value } = await assetTags(entries)
  return value
}

function tabKey(plugin: Plugin, contribution: ViewContribution<'client.tab'>) {
  return contribution.key ?? plugin.id
}

async function render<Name extends ViewSlot>(
  view: View,
  { plugin, contribution }: Contributed<ViewContribution<Name>>,
  props: ViewSlots[Name]
): Promise<string> {
  const html = await guarded(plugin, `slot view ${contribution.view}`, async () => {
    const data = await contribution.data?.(props)
    if (data === null) return ''
    const shown = await view.render(`${plugin.id}::${contribution.view}`, { ...props, ...data })
    return contribution.scripts ? (await tags(plugin, contribution.scripts)) + shown : shown
  })
  return html ?? view.render('components/plugin/unavailable', { plugin: plugin.id })
}
