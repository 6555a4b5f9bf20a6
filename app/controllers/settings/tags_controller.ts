import type { HttpContext } from '@adonisjs/core/http'
import { detailsOn } from '#clients/display_name'
import { clinicClient } from '#clinics/database'
import Tag from '#models/tag'
import { tagNameValidator } from '#validators/client'
import { refuse } from '#validators/refuse'

/** The words by which the clinic sorts its clients. They are made on a client's page, as they are needed. */
export default class TagsController {
  async index({ view, member }: HttpContext) {
    const tags = await clinicClient()
      .from('tags')
      .leftJoin('client_tags', 'tag_id', 'tags.id')
      .select('id', 'name')
      .count('client_id as clients')
      .groupBy('id')
      .orderBy('name')
    const { isWhole } = detailsOn('screen', member)
    return view.render('pages/settings/tags', { tags: isWhole ? tags : [], isWhole })
  }

  async update({ params, request, response, session, actor, i18n }: HttpContext) {
    const tag = await Tag.findOrFail(params.id)
    const { name } = await request.validateUsing(tagNameValidator)
    const taken = await Tag.query().where('name', name).whereNot('id', tag.id).first()
    if (taken) refuse('name', i18n.t('tags.taken', { name: taken.name }))
    await tag.rename(name, { by: actor })
    session.flash('notice', i18n.t('tags.renamed'))
    return response.redirect().status(303).toRoute('settings.tags.index')
  }

  async destroy({ params, response, session, actor, i18n }: HttpContext) {
    const tag = await Tag.findOrFail(params.id)
    await tag.remove({ by: actor })
    session.flash('notice', i18n.t('tags.removed'))
    return response.redirect().status(303).toRoute('settings.tags.index')
  }
}
