import { flags } from '@adonisjs/core/ace'
import { type Locale, LOCALES } from '#config/i18n'
import { directory } from '#clinics/directory'
import { foundClinic } from '#clinic_settings/founding'
import { hostsOf, hostsTaken, isHostName, parseHosts } from '#clinics/hosts'
import { ClinicCommand } from './_clinic_command.js'

export default class ClinicCreate extends ClinicCommand {
  static commandName = 'clinic:create'
  static description = 'Create a clinic with its database and its first owner'

  @flags.string({ description: 'Name of the clinic' })
  declare name?: string

  @flags.string({ description: 'Host names at which it is reached, separated by commas' })
  declare hosts?: string

  @flags.string({ description: 'Language: en, da or nb', default: 'en' })
  declare locale: string

  @flags.string({ description: 'IANA time zone', default: 'Europe/Copenhagen' })
  declare timeZone: string

  @flags.string({ description: 'ISO 4217 currency', default: 'DKK' })
  declare currency: string

  @flags.string({ description: "The owner's name" })
  declare ownerName?: string

  @flags.string({ description: "The owner's e-mail address" })
  declare ownerEmail?: string

  @flags.boolean({ description: "Read the owner's password from standard input instead of asking" })
  declare passwordStdin: boolean

  async work() {
    const problem = await this.problemWithHosts()
    if (problem) return this.refuse(problem)

    const name = this.name ?? (await this.ask('Name of the clinic'))
    const owner = {
      name: this.ownerName ?? (await this.ask("The owner's name")),
      email: this.ownerEmail ?? (await this.ask("The owner's e-mail address")),
      password: await this.readPassword(),
    }
    const weakness = await problemWithPassword(owner, name)
    if (weakness) return this.refuse(`${weakness} Nothing was created.`)

    const { timeZone, currency } = this
    const { clinic } = await foundClinic({
      clinic: {
        name,
        hosts: parseHosts(this.hosts ?? ''),
        locale: this.locale as Locale,
        timeZone,
        currency,
      },
      owner: { ...owner, password: owner.password.normalize('NFKC') },
    })
    this.logger.success(`Created ${clinic.name} (${clinic.id})`)
  }

  private ask(question: string): Promise<string> {
    return this.prompt.ask(question, { validate: Boolean }) as Promise<string>
  }

  private readPassword() {
    return this.passwordStdin
      ? readLine()
      : this.prompt.secure("The owner's password (12 characters or more)")
  }

  private async problemWithHosts() {
    const hosts = parseHosts(this.hosts ?? '')
    const wrong = hosts.filter((host) => !isHostName(host))
    if (wrong.length)
      return `This is not a host name: ${wrong.join(', ')}. Give it without https:// and without a path.`
    const taken = await hostsTaken(hosts)
    if (taken.length)
      return `Another clinic answers at ${taken.join(', ')}. Choose another host name.`
    if (!(LOCALES as readonly string[]).includes(this.locale))
      return `The language must be one of ${LOCALES.join(', ')}.`

    const others = await directory.all()
    if (!others.length) return null
    if (!hosts.length)
      return 'A second clinic needs a host name of its own: add --hosts=clinic.example.org.'
    const hostsOfOthers = await Promise.all(others.map(hostsOf))
    const nameless = others.find((_, index) => !hostsOfOthers[index].length)
    return nameless
      ? `First give "${nameless.name}" a host name: node ace clinic:hosts "${nameless.name}" its.host.name`
      : null
  }
}

/** The same rules as in the browser, in words for a console. */
async function problemWithPassword(
  owner: { name: string; email: string; password: string },
  clinic: string
) {
  const { isTooShort, leastCharacters } = await import('#members/password_length')
  const { weaknessOf } = await import('#members/password_rules')
  if (isTooShort(owner.password))
    return `The password needs at least ${leastCharacters()} characters.`
  const weakness = await weaknessOf(owner.password, [owner.name, owner.email, clinic])
  return (
    weakness &&
    'This password would be guessed soon. A sentence that only the owner would think of works well.'
  )
}

async function readLine() {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8').split(/\r?\n/)[0]
}
