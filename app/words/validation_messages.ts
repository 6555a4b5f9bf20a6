import type { HttpContext } from '@adonisjs/core/http'
import type { FieldContext, MessagesProviderContact } from '@vinejs/vine/types'

/**
 * Turns a refused rule into a sentence in the language of the request.
 *
 * The label of a field is looked for under the nouns of the route (`settings.clinic.update` →
 * `clinic.fields.timeZone`, `settings.fields.timeZone`), where the page has it too, then under
 * `validation.fields`. The sentence is looked for in the same places: `clinic.errors.timeZone.in`,
 * then `validation.rules.in`.
 */
export class ValidationMessages implements MessagesProviderContact {
  /** @param nouns where to look, if not where the name of the route says */
  constructor(
    private ctx: HttpContext,
    private nouns: string[] = ctx.route?.name?.split('.').slice(0, -1).reverse() ?? []
  ) {}

  getMessage(fallback: string, rule: string, field: FieldContext, meta: Record<string, any> = {}) {
    const words = {
      ...meta,
      field: this.label(field.wildCardPath),
      otherField: meta.otherField && this.label(meta.otherField),
    }
    const sentence =
      this.find(`errors.${plain(field.wildCardPath)}.${rule}`) ??
      this.find(`rules.${rule}`) ??
      this.ctx.i18n.resolveIdentifier(fallback)?.message
    return sentence
      ? this.ctx.i18n.formatRawMessage(sentence, words)
      : fallback.replaceAll(/{{\s*field\s*}}/g, words.field)
  }

  private label(path: string | number) {
    return this.find(`fields.${plain(path)}`) ?? this.find('this_field') ?? String(path)
  }

  private find(key: string) {
    for (const noun of [...this.nouns, 'validation']) {
      const found = this.ctx.i18n.resolveIdentifier(`${noun}.${key}`)
      if (found) return found.message
    }
  }
}

/** `contacts.*.phone` → `contacts.phone`: the words are the same for each row. */
function plain(path: string | number) {
  return String(path).replaceAll('.*', '')
}
