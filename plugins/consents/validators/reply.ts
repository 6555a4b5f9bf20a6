import vine from '@vinejs/vine'
import type { FieldContext } from '@vinejs/vine/types'
import { LOCALES } from '#config/i18n'
import type { Question } from '../models/question.js'
import { Signature } from '../models/signature.js'

const signature = vine.createRule((value, _, field) => {
  if (!Signature.parse(String(value)))
    field.report('The {{ field }} field must be a signature', 'consents_signature', field)
})

/**
 * What a client sends. Every question wants a yes or a no of its own; a yes wants a signature, drawn or typed.
 * Which questions there are is not for the form to say.
 */
export function replyValidator(questions: Question[]) {
  const each = <Schema>(schema: () => Schema) =>
    Object.fromEntries(questions.map(({ id }) => [id, schema()]))
  return vine.create({
    locale: vine.enum(LOCALES),
    answers: vine.object(each(() => vine.enum(['given', 'refused'] as const))),
    texts: vine.object(each(() => vine.string().fixedLength(64))),
    signing: vine.enum(['drawn', 'typed'] as const),
    signature: vine
      .string()
      .use(signature())
      .transform((text) => Signature.parse(text))
      .optional()
      .requiredWhen((field) => isSigned(field, 'drawn')),
    signedName: vine
      .string()
      .minLength(2)
      .maxLength(200)
      .optional()
      .requiredWhen((field) => isSigned(field, 'typed')),
  })
}

function isSigned({ data }: FieldContext, how: 'drawn' | 'typed') {
  const hasYes = Object.values(data.answers ?? {}).includes('given')
  return hasYes && data.signing === how
}
