import edge from 'edge.js'
import type { ApplicationService } from '@adonisjs/core/types'

export default class ViewsProvider {
  constructor(protected app: ApplicationService) {}

  async boot() {
    const { viewGlobals } = await import('#pages/globals')
    for (const [name, value] of Object.entries(viewGlobals)) edge.global(name, value)
    if (!process.env.DEV_MODE) keepTemplates()
  }

  async start() {
    const { RequestValidator } = await import('@adonisjs/core/http')
    const { ValidationMessages } = await import('#words/validation_messages')
    RequestValidator.messagesProvider = (ctx) => new ValidationMessages(ctx)
  }
}

/**
 * Templates are compiled once. Edge also walks the component folders before every page, in
 * production too (it takes the option before AdonisJS sets it), and works out the path of every
 * component that it prints; both change only when another folder is mounted.
 */
function keepTemplates() {
  edge.configure({ cache: true })
  const { loader } = edge
  const list = loader.listComponents.bind(loader)
  const makePath = loader.makePath.bind(loader)
  let known: { folders: number; components: ReturnType<typeof list> } | null = null
  const paths = new Map<string, string>()

  loader.listComponents = () => {
    const folders = Object.keys(loader.mounted).length
    if (known?.folders === folders) return known.components
    paths.clear()
    known = { folders, components: list() }
    return known.components
  }
  loader.makePath = (template) => {
    const path = paths.get(template) ?? makePath(template)
    paths.set(template, path)
    return path
  }
}
