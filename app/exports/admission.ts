import ExportRequest, { type Taking } from '#models/export_request'
import { needsApproval } from './second_person.js'

/**
 * Lets something leave that is not too much, or that a second person has approved; the approval is used up. To be
 * asked in the transaction in which it is written down that it left.
 *
 * @returns what the audit log says of the approval; null when somebody has to approve it first
 */
export async function admission(taking: Taking, by: { id: string }): Promise<object | null> {
  if (!needsApproval(taking.clients)) return {}
  const request = await ExportRequest.useFor(taking, by)
  return request && { request: request.id, approvedBy: request.answerer?.name ?? null }
}
