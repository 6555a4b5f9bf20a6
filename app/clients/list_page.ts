import type { I18n } from '@adonisjs/i18n'
import formatters from '@poppinss/intl-formatter'
import logger from '@adonisjs/core/services/logger'
import { clientBadges, type ClientFilter, clientFilters } from '#plugins/slot_rendering'
import type { Badge } from '#plugins/slots'
import type Member from '#models/member'
import { clinicClient } from '#clinics/database'
import { ageOn, today } from './age.js'
import { BADGE_KINDS } from './badge_kinds.js'
import { ClientList, type ListChoice, type Order } from './client_list.js'
import { detailsOn, displayOn, HIDDEN, namesOn } from './display_name.js'
import { choiceQuery, sortValue } from './list_choice.js'

const NO_BADGES: Badge[] = []

/** Everything that the list page shows. */
export async function listPage(
  asked: ListChoice,
  { member, i18n }: { member: Member; i18n: I18n }
) {
  const choice = inShownOrder(asked, member)
  const filters = clientFilters(member)
  const list = await read(choice, filters)
  const ids = list.rows.map(({ id }) => id)
  const badges = await clientBadges(ids, member)
  // In a long list a mark on each row says nothing: what is well is on the client's own page.
  const glances = (id: string) => badges.get(id)?.filter(({ tone }) => tone !== 'good')
  const details = detailsOn('screen', member)
  return {
    ...list,
    ...{ choice, filters },
    badgesOf: (id: string) => glances(id) ?? NO_BADGES,
    kinds: BADGE_KINDS,
    // For the form above the list, which is not printed again for each letter of a search.
    readTags: () => (details.isWhole ? allTags() : hiddenTag(choice)),
    tagsOf: ({ tags }: { tags: string[] }) => (details.isWhole ? tags : countOf(tags, i18n)),
    nameOf: namesOn('screen', member),
    ...details,
    birthOf: birthDates(i18n),
    order: sortValue(choice.sort, choice.descending),
    isNarrowed: isNarrowed(choice),
    pageQuery: (page: number) => choiceQuery(choice, { page }),
    sortLink: (sort: Order) => sortLink(choice, sort),
    ariaSort: (...sorts: Order[]) =>
      sorts.includes(choice.sort) && (choice.descending ? 'descending' : 'ascending'),
  }
}

/** Whose names and birth dates are not seen, stand in the order in which they came: an alphabet would tell of each where in it. */
function inShownOrder(choice: ListChoice, member: Member): ListChoice {
  const isHidden = ['code', 'hidden'].includes(displayOn('screen', member))
  return isHidden ? { ...choice, sort: 'created', descending: false } : choice
}

/** A plugin's filter that fails costs itself: the list is shown without it, and says so. */
async function read(choice: ListChoice, filters: ClientFilter[]) {
  const filter = filters.find(({ key }) => key === choice.filter)
  try {
    return { ...(await new ClientList(choice, filter?.narrow).read()), filterFailed: false }
  } catch (err) {
    if (!filter) throw err
    logger.error({ err, filter: filter.key }, 'a filter of a plugin failed')
    return { ...(await new ClientList(choice).read()), filterFailed: true }
  }
}

function allTags(): Promise<{ id: string; name: string }[]> {
  return clinicClient().rawQuery('select id, name from tags order by name')
}

/** What stands in a tag may be a name. The one that the list is narrowed to can still be let go. */
function hiddenTag({ tag }: ListChoice) {
  return tag ? [{ id: tag, name: HIDDEN }] : []
}

function countOf(tags: readonly string[], i18n: I18n) {
  return tags.length ? [i18n.t('clients.tags.count', { count: tags.length })] : []
}

/** Whether an empty list means "none of those" rather than "no clients yet". */
function isNarrowed({ search, status, tag, filter }: ListChoice) {
  return !search.isEmpty || status !== 'active' || tag !== null || filter !== null
}

/** A birth date and the age as the list shows them: `3 Feb 1980 (46)`. */
function birthDates({ locale }: I18n) {
  const day = today()
  const format = formatters.date(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  return (date: string) => `${format.format(new Date(date))} (${ageOn(day, date)})`
}

/** Where a column's heading leads: to its order, and the second time to its order from the end. */
function sortLink(choice: ListChoice, sort: Order) {
  const isCurrent = choice.sort === sort
  const descending = isCurrent && !choice.descending
  return {
    isCurrent,
    isDescending: isCurrent && choice.descending,
    value: sortValue(sort, descending),
    query: choiceQuery(choice, { sort, descending, page: 1 }),
  }
}
