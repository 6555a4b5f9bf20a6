import type { HttpContext } from '@adonisjs/core/http'
import { deleteClient, DeletionRefused, whatIsKept } from '#personal_data/deletion'
import { detailsOn, displayName } from '#clients/display_name'
import Client from '#models/client'
import type Member from '#models/member'
import { PluginCodeMissing } from '#plugins/personal_data'
import { deletionValidator } from '#validators/client'
import { refuse } from '#validators/refuse'

export default class ClientDeletionsController {
  async create({ params, view, member }: HttpContext) {
    const client = await Client.findOrFail(params.id)
    return view.render('pages/clients/deletion', {
      client,
      name: displayName(client, 'screen', member),
      confirmation: confirmationOf(client, member),
      kept: await whatIsKept(client),
    })
  }

  async store({ params, request, response, session, member, actor, i18n }: HttpContext) {
    const client = await Client.findOrFail(params.id)
    const { confirmation } = await request.validateUsing(deletionValidator)
    if (!isSame(confirmation, confirmationOf(client, member)))
      refuse('confirmation', i18n.t('clients.deletion.not_the_name'))
    await deleteClient(client, { by: actor }).catch((error) => refuseWith(error, i18n))
    session.flash('notice', i18n.t('clients.deletion.done'))
    return response.redirect().status(303).toRoute('clients.index')
  }
}

/** What is to be typed: the name, or the number where the name is not shown, because that is no two clients'. */
function confirmationOf(client: Client, member: Member) {
  const { isWhole } = detailsOn('screen', member)
  return isWhole ? displayName(client, 'screen', member) : `#${client.number}`
}

function refuseWith(error: Error, i18n: HttpContext['i18n']): never {
  if (error instanceof DeletionRefused) {
    const plugin = i18n.t(`${error.pluginId}.plugin.name`)
    refuse('form', i18n.t('clients.deletion.refused', { plugin }))
  }
  if (error instanceof PluginCodeMissing)
    refuse('form', i18n.t('clients.deletion.code_missing', { plugins: error.ids.join(', ') }))
  throw error
}

function isSame(typed: string, name: string) {
  const plain = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()
  return plain(typed) === plain(name)
}
