import Answer from '../models/answer.js'

/** Whom an address is about that names an answer: a reason for seeing the client may be asked there too. */
export async function clientOfAnswer(params: Record<string, string>) {
  const { clientId } = await Answer.findOrFail(params.answer_id ?? params.id)
  return [clientId]
}
