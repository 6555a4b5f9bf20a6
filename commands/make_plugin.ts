import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { args, BaseCommand, flags } from '@adonisjs/core/ace'
import { idProblem } from '#plugins/inspection/identity'

const STUB = 'stubs/waiting-list'

/** Writes a plugin that works: a copy of stubs/waiting-list under another name. */
export default class MakePlugin extends BaseCommand {
  static commandName = 'make:plugin'
  static description = 'Write a plugin that passes its tests, to begin with'

  @args.string({
    description: 'The id: lower-case words with hyphens between them, such as waiting-list',
  })
  declare id: string

  @flags.string({ description: 'The folder to write it into', default: 'plugins' })
  declare folder: string

  async run() {
    const target = join(this.folder, this.id)
    const problem =
      idProblem(this.id) ?? (existsSync(this.app.makePath(target)) && `${target} is there already.`)
    if (problem) return this.refuse(problem)

    for (const file of globSync('**/*.*', { cwd: this.app.makePath(STUB) }).sort()) {
      const written = this.app.makePath(target, renamed(file, this.id))
      mkdirSync(dirname(written), { recursive: true })
      writeFileSync(written, renamed(readFileSync(this.app.makePath(STUB, file), 'utf8'), this.id))
      this.logger.action(`create ${join(target, renamed(file, this.id))}`).succeeded()
    }
    this.logger.log(`
Next:
  node ace codegen                       writes the names of its routes
  npm test -- --files=${target}/tests    runs its tests
  npm run dev                            and switch it on in Settings → Plugins

docs/plugins.md teaches with it. Its words are in ${target}/locales.`)
  }

  private refuse(sentence: string) {
    this.exitCode = 1
    this.logger.error(sentence)
  }
}

/** The stub's name, in each way in which code and words spell it, becomes the new one's. */
function renamed(text: string, id: string) {
  const words = id.split('-')
  const capital = (word: string) => word[0].toUpperCase() + word.slice(1)
  return text
    .replaceAll('waiting-list', id)
    .replaceAll('waiting_list', words.join('_'))
    .replaceAll('WaitingList', words.map(capital).join(''))
    .replaceAll('waitingList', words[0] + words.slice(1).map(capital).join(''))
    .replaceAll('Waiting list', capital(words.join(' ')))
}
