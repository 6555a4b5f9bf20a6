import type { HttpContext } from '@adonisjs/core/http'
import { exposedFile, exposedFiles } from '../models/exposed_files.js'
import { FileUpload } from '../models/file_upload.js'
import { EnvelopeRefused } from '../models/refused.js'

/**
 * After a key was seen by somebody: files that lie under record keys that it opened, and the same under keys of their own
 * that nobody has seen. As with envelopes any reader can do it, and who reads none hears of none.
 */
export default class ExposedFilesController {
  async index({ member, response }: HttpContext) {
    return response.send({ files: await exposedFiles(member) })
  }

  /** 410 where it is gone from the disk. */
  async show({ params, member, actor, response }: HttpContext) {
    const file = await exposedFile(params.id, member)
    if (!file) return response.status(404).send({})
    const found = await file.read({ by: actor })
    if (!found) return response.status(410).send({})
    response.type('application/octet-stream').header('Content-Length', String(found.size))
    return response.stream(found.content)
  }

  /** Wants to be told what is to arrive, by `Content-Digest`: the old one is given up for it. */
  async update({ params, request, member, actor, response }: HttpContext) {
    const file = await exposedFile(params.id, member)
    if (!file) return response.status(404).send({})
    const upload = new FileUpload(request.request, request.header('content-digest', ''))
    try {
      await file.replace(upload, { by: actor })
      return response.status(204)
    } catch (error) {
      const isRefused = error instanceof EnvelopeRefused || error instanceof FileUpload.Refused
      if (!isRefused) throw error
      return response.status(error.status).send({})
    } finally {
      upload.ignore()
    }
  }

  /**
   * Gives up one that does not open any more, of the version that was found so. Only while it is exposed: otherwise it harms
   * nobody, and may be mended.
   */
  async destroy({ params, request, member, actor, response }: HttpContext) {
    const file = await exposedFile(params.id, member)
    if (!file) return response.status(404).send({})
    if (!file.mayBeGivenUpBy(member)) return response.status(403).send({ error: 'forbidden' })
    try {
      await file.giveUp(Number(request.qs().version), { by: actor })
      return response.status(204)
    } catch (error) {
      if (!(error instanceof EnvelopeRefused)) throw error
      return response.status(error.status).send({})
    }
  }
}
