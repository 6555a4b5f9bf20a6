import type { DataContract } from '#plugins/data_contract'
import { clinicClient } from '#clinics/database'
import type Client from '#models/client'
import Answer, { releasing } from './models/answer.js'
import Batch from './models/batch.js'
import Receipt from './models/receipt.js'
import Request from './models/request.js'
import Standing from './models/standing.js'

/** What the plugin owes a client: to say what it keeps, to hand it over, to let it go, and to take it along in a merge. */
export const data: DataContract<'consents'> = {
  map: [
    { table: 'consents_statements', what: 'consents.data.statements', personal: false },
    { table: 'consents_versions', what: 'consents.data.versions', personal: false },
    { table: 'consents_texts', what: 'consents.data.texts', personal: false },
    { table: 'consents_batches', what: 'consents.data.batches', personal: false },
    {
      table: 'consents_answers',
      what: 'consents.data.answers',
      purpose: 'consents.data.answers_purpose',
      kept: 'consents.data.answers_kept',
    },
    {
      table: 'consents_standings',
      what: 'consents.data.standings',
      purpose: 'consents.data.standings_purpose',
      kept: 'consents.data.with_client',
    },
    {
      table: 'consents_requests',
      what: 'consents.data.requests',
      purpose: 'consents.data.requests_purpose',
      kept: 'consents.data.with_client',
    },
    {
      table: 'consents_request_statements',
      what: 'consents.data.request_statements',
      purpose: 'consents.data.requests_purpose',
      kept: 'consents.data.with_client',
    },
    {
      table: 'consents_links',
      what: 'consents.data.links',
      purpose: 'consents.data.requests_purpose',
      kept: 'consents.data.with_client',
    },
    {
      table: 'consents_receipts',
      what: 'consents.data.receipts',
      purpose: 'consents.data.receipts_purpose',
      kept: 'consents.data.with_client',
    },
    {
      table: 'consents_batch_clients',
      what: 'consents.data.batch_clients',
      purpose: 'consents.data.requests_purpose',
      kept: 'consents.data.with_client',
    },
    {
      table: 'consents_releases',
      what: 'consents.data.releases',
      purpose: 'consents.data.releases_purpose',
      kept: 'consents.data.releases_kept',
    },
  ],

  async export({ id }) {
    const answers = await Answer.query().where('clientId', id).orderBy('id')
    const requests = await Request.query().where('clientId', id).orderBy('id')
    if (!answers.length && !requests.length) return null
    return { answers: answers.map(reportOfAnswer), requests: requests.map(reportOfRequest) }
  },

  async erase({ id }) {
    await releasing({ clientId: id }, async () => {
      await Answer.query().where('clientId', id).delete()
    })
    for (const model of [Standing, Receipt, Request])
      await model.query().where('clientId', id).delete()
    await Batch.clientsOf(id).delete()
  },

  async merge(from, into) {
    await releasing({ clientId: from.id, intoClientId: into.id }, async () => {
      await Answer.query().where('clientId', from.id).update({ client_id: into.id })
    })
    for (const model of [Receipt, Request])
      await model.query().where('clientId', from.id).update({ client_id: into.id })
    await Standing.recompute(into.id)
    await Standing.query().where('clientId', from.id).delete()
    await mergeBatches(from, into)
  },
}

/** The evidence in the words and values that a client reads; what points to rows of ours is left out. */
function reportOfAnswer(answer: Answer) {
  return {
    title: answer.title,
    answer: answer.answer,
    answeredAt: answer.answeredAt.toISO(),
    method: answer.method,
    told: answer.told,
    collectedBy: answer.memberName,
    sentTo: answer.sentTo,
    address: answer.address,
    browser: answer.userAgent,
    version: answer.versionNumber,
    locale: answer.locale,
    document: answer.document,
    sha256: answer.hash,
    signedName: answer.signedName,
    signature: answer.drawn?.picture ?? null,
  }
}

function reportOfRequest(request: Request) {
  return {
    askedAt: request.createdAt.toISO(),
    channel: request.channel,
    sentTo: request.sentTo,
    state: request.state,
    openedAt: request.openedAt?.toISO() ?? null,
    answeredAt: request.answeredAt?.toISO() ?? null,
  }
}

/** A batch that had both asks the one who stays, unless it came to one of them already. */
async function mergeBatches(from: Client, into: Client) {
  const both = Batch.clientsOf(into.id).select('batch_id')
  await Batch.clientsOf(from.id).whereIn('batch_id', both).delete()
  await clinicClient()
    .from('consents_batch_clients')
    .where('client_id', from.id)
    .update({ client_id: into.id })
}
