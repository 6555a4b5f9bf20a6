import type { I18n } from '@adonisjs/i18n'
import type Member from '#models/member'
import Tag from '#models/tag'
import { ageOn, today } from './age.js'
import { ClientList, type ListChoice, type Order } from './client_list.js'
import { namesOn } from './display_name.js'
import { choiceQuery, sortValue } from './list_choice.js'

/** Everything that the list page shows. */
export async function listPage(
  choice: ListChoice,
  { member, i18n }: { member: Member; i18n: I18n }
) {
  const list = await new ClientList(choice).read()
  return {
    ...list,
    choice,
    tags: await Tag.query().orderBy('name').pojo<{ id: string; name: string }>(),
    nameOf: namesOn('screen', member),
    birthOf: birthDates(i18n),
    order: sortValue(choice.sort, choice.descending),
    isNarrowed: isNarrowed(choice),
    pageQuery: (page: number) => choiceQuery(choice, { page }),
    sortLink: (sort: Order) => sortLink(choice, sort),
    ariaSort: (...sorts: Order[]) =>
      sorts.includes(choice.sort) && (choice.descending ? 'descending' : 'ascending'),
  }
}

/** Whether an empty list means "none of those" rather than "no clients yet". */
function isNarrowed({ search, status, tag, filter }: ListChoice) {
  return !search.isEmpty || status !== 'active' || tag !== null || filter !== null
}

/** A birth date and the age as the list shows them: `3 Feb 1980 (46)`. */
function birthDates(i18n: I18n) {
  const day = today()
  return (date: string) =>
    `${i18n.formatDate(new Date(date), { dateStyle: 'medium', timeZone: 'UTC' })} (${ageOn(day, date)})`
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
