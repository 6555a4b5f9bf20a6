import { uuidv7 } from 'uuidv7'
import { clinicClient } from '#clinics/database'

/** Gives clients their tags, and makes the tags that the clinic does not have yet. Case does not count. */
export async function addTags(wanted: { clientId: string; tags: string[] }[]) {
  const names = [...new Set(wanted.flatMap(({ tags }) => tags))]
  if (!names.length) return
  const ids = await tagIds(names)
  const rows = wanted.flatMap(({ clientId, tags }) =>
    tags.map((tag) => ({ client_id: clientId, tag_id: ids.get(tag.toLowerCase())! }))
  )
  await clinicClient().knexQuery().insert(rows).into('client_tags').onConflict().ignore()
}

async function tagIds(names: string[]) {
  await clinicClient()
    .knexQuery()
    .insert(names.map((name) => ({ id: uuidv7(), name })))
    .into('tags')
    .onConflict()
    .ignore()
  const tags = await clinicClient().from('tags').select('id', 'name')
  return new Map<string, string>(tags.map(({ id, name }) => [name.toLowerCase(), id]))
}
