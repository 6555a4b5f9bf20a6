import type { Actor } from '#audit/actor'
import type Client from '#models/client'
import Request from '../models/request.js'
import { ORIGIN, published } from './setting.js'

/** A client who was asked, said yes, signed, and has the receipt. */
export default async function specimen(client: Client, { by }: { by: Actor }) {
  const statement = await published()
  const request = await Request.ask({
    client,
    statementIds: [statement.id],
    channel: 'link',
    origin: ORIGIN,
    by,
  })
  const [question] = await request.questions('en')
  await request.answer({
    locale: 'en',
    answers: { [statement.id]: 'given' },
    texts: { [statement.id]: question.text.hash! },
    signing: 'typed',
    signedName: 'Clara Østergaard',
    by,
  })
}
