import vine from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import { ValidationMessages } from '#words/validation_messages'
import type { Fields } from './fields.js'
import type { Rule } from './rule.js'

export const reasonValidator = vine.create({
  reason: vine.string().trim().minLength(5).maxLength(500),
})

/** What a form chose for a rule. */
export function chosenFor(rule: Rule, ctx: HttpContext): Promise<Record<string, unknown>> {
  return ctx.request.validateUsing(validatorOf(rule), {
    messagesProvider: new ValidationMessages(ctx, ['strict-mode']),
  })
}

/** What is proposed, by an address or a form that was refused; null where nothing is, or nothing that makes sense. */
export async function proposedFor(rule: Rule, { request }: HttpContext) {
  const said = request.all()
  if (!Object.keys(said).length || request.method() === 'DELETE') return null
  const [errors, values] = await validatorOf(rule).tryValidate(said)
  return errors ? null : (values as Record<string, unknown>)
}

function validatorOf({ fields }: Rule) {
  const schemas = Object.entries(fields as Fields).map(([name, field]) => [name, field.schema()])
  return vine.create(Object.fromEntries(schemas))
}
