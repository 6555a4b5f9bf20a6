import { vault } from '../../../keys/browser/api.ts'
import { reach, type TemplateRow } from '../keeping/server.ts'
import { pageData } from '../parts/page.ts'
import { starters } from '../starters/starters.ts'
import type { Template } from './body.ts'

export const TEMPLATE = 'soap-template'
export const CLINIC = 'clinic'

export type OwnTemplate = { row: TemplateRow; template: Template }

/** The clinic's own templates, as far as this member can open them. */
export async function ownTemplates(): Promise<OwnTemplate[]> {
  const { templates } = await reach<{ templates: TemplateRow[] }>('GET', '/templates/envelopes')
  const opened = await Promise.all(
    templates.map(async (row) => {
      const about = { type: TEMPLATE, client: CLINIC, record: row.id, version: row.version }
      const found = await vault.open<Template>(row.envelope, about).catch(() => null)
      return found && { row, template: { ...found.body, id: row.id } }
    })
  )
  return opened.filter((found) => found !== null)
}

/** What a note can be written by: SOAP first, then the clinic's own, then what everybody has. */
export async function allTemplates(): Promise<Template[]> {
  const [soap, ...others] = await starters(pageData().locale)
  // Without a connection a note can still be written, by what came with the page.
  const own = await ownTemplates().catch(() => [])
  return [soap, ...own.map(({ template }) => template), ...others]
}
