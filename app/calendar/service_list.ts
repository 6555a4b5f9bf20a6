import Service from '#models/service'

export type ServiceGroup = { category: string | null; services: Service[] }

/** The services in the order of the alphabet of this language: by category, those without one last, then by name. */
export async function serviceGroups(
  locale: string,
  { archived = false } = {}
): Promise<ServiceGroup[]> {
  const services = await Service.query()
    .where((each) => (archived ? each.whereNotNull('archivedAt') : each.whereNull('archivedAt')))
    .preload('members', (members) => members.orderBy('name'))
  const { compare } = new Intl.Collator(locale, { numeric: true })
  const byName = services.toSorted((a, b) => compare(a.name, b.name))
  return [...Map.groupBy(byName, ({ category }) => category)]
    .map(([category, own]) => ({ category, services: own }))
    .toSorted(
      (a, b) => Number(!a.category) - Number(!b.category) || compare(a.category!, b.category!)
    )
}

/** How many services are offered, and how many are archived. */
export async function countServices() {
  const [counts] = await Service.query()
    .count('* as all')
    .count('archived_at as archived')
    .pojo<{ all: number; archived: number }>()
  return { offered: counts.all - counts.archived, archived: counts.archived }
}

/** The categories that are in use, to choose from. */
export async function serviceCategories() {
  const rows = await Service.query()
    .distinct('category')
    .whereNotNull('category')
    .orderBy('category')
    .pojo<{ category: string }>()
  return rows.map(({ category }) => category)
}
