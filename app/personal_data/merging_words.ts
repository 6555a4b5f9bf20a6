import type { I18n } from '@adonisjs/i18n'
import type Member from '#models/member'
import { detailsOn } from '#clients/display_name'
import type { MergedField } from '#clients/merged_fields'

/** The fields that hold a name, or may: “Anna’s mother”. */
const NAMES: MergedField[] = [
  ...(['firstName', 'lastName', 'email', 'emergencyName', 'emergencyRelation'] as const),
]

/** How a merging's preview calls a field, and what it shows of a value. A national id stays hidden here too. */
export function mergingWords(i18n: I18n, member: Member) {
  const { naming, telling } = detailsOn('screen', member)
  return {
    labelOf(field: MergedField) {
      const isEmergency = field.startsWith('emergency') && field !== 'emergencyRelation'
      const label = i18n.t(`clients.fields.${field}`)
      return isEmergency ? `${i18n.t('clients.sections.emergency')}: ${label}` : label
    },
    wordOf(field: MergedField, value: string | null) {
      if (value === null) return '–'
      if (field === 'nationalId') return '••••••••••'
      if (NAMES.includes(field)) return naming(value)
      if (field === 'channel') return i18n.t(`clients.channels.${value}`)
      if (field === 'locale') return i18n.t(`clients.locales.${value}`)
      if (field !== 'birthDate') return telling(value)
      return telling(i18n.formatDate(new Date(value), { dateStyle: 'long', timeZone: 'UTC' }))
    },
  }
}
