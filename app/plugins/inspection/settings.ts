import type { Plugin } from '../plugin.js'
import type { Problem } from './problem.js'

/** Settings and the page to change them come together, and what holds at first must be allowed. */
export async function settingsProblems(plugin: Plugin): Promise<Problem[]> {
  const { settings } = plugin.definition
  if (!settings)
    return plugin.hasSettingsPage
      ? [
          `views/settings.edge is there, but no "settings". Declare them with defineSettings('${plugin.id}', …).`,
        ]
      : []
  const problems: Problem[] = []
  if (settings.id !== plugin.id)
    problems.push(
      `The settings are declared for "${settings.id}". Call defineSettings('${plugin.id}', …).`
    )
  if (!plugin.hasSettingsPage)
    problems.push(`It has settings, but no page to change them. Write views/settings.edge.`)
  const [errors] = await settings.validator.tryValidate(settings.defaults)
  for (const { field, message } of errors?.messages ?? [])
    problems.push(
      `The default of the setting "${field}" is refused by its own validator: ${message}`
    )
  return problems
}
