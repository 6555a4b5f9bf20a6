import type { HttpContext } from '@adonisjs/core/http'
import { checkEnvelope, circlesReadBy, OF_THE_CLINIC } from '../../keys/api.js'
import Template from '../models/template.js'
import { templateValidator, templateVersionValidator } from '../validators/note.js'
import { orRefused } from './refusals.js'

const KIND = { client: OF_THE_CLINIC, type: 'soap-template' } as const

/** The clinic's own templates, as envelopes: the server knows that there are some. */
export default class TemplateEnvelopesController {
  async index({ member, response }: HttpContext) {
    const templates = await Template.query()
      .whereIn('circle', circlesReadBy(member))
      .orderBy('createdAt')
    return response.send({ templates: templates.map(toldOf) })
  }

  async store(ctx: HttpContext) {
    const { request, member, actor, response } = ctx
    const { id, envelope } = await request.validateUsing(templateValidator)
    return orRefused(ctx, async () => {
      await Template.mustBeNew(id)
      const expected = { ...KIND, record: id, version: 1, by: member }
      const { circle, circleVersion } = await checkEnvelope(envelope, expected)
      await Template.begin({ id, version: 1, circle, circleVersion, envelope, by: actor })
      response.status(201).send('')
    })
  }

  async update(ctx: HttpContext) {
    const { params, request, member, actor, response } = ctx
    const template = await Template.findOrFail(params.id)
    const { envelope, version } = await request.validateUsing(templateVersionValidator)
    return orRefused(ctx, async () => {
      template.expect(version)
      const expected = { ...KIND, record: template.id, version, by: member }
      const { circle, circleVersion } = await checkEnvelope(envelope, expected)
      await template.write({ version, circle, circleVersion, envelope, by: actor })
      response.status(204)
    })
  }

  async destroy({ params, actor, response }: HttpContext) {
    const template = await Template.findOrFail(params.id)
    await template.remove({ by: actor })
    return response.status(204)
  }
}

function toldOf({ id, version, circle, envelope }: Template) {
  return { id, version, circle, envelope }
}
