import type { I18n } from '@adonisjs/i18n'
import type Member from '#models/member'
import { NAME_DISPLAYS } from '#plugins/precautions'
import { clinicRules, IDLE_MINUTES, MASKED_AS, OWN_SURFACES, wishesOf } from '../settings.js'

type Option = { value: string | number; label: string }

/** What a member may choose: what the clinic has decided, or something stricter. */
export function rulesPage(member: Member, i18n: I18n) {
  const clinic = clinicRules.read()
  const nameOf = (display: string) => i18n.t(`calendar-mask.displays.${display}`)
  const inWords = (minutes: number) => i18n.t('calendar-mask.idle', { minutes })
  const displays = (scale: readonly string[], floor: string) =>
    withClinic(
      scale.slice(scale.indexOf(floor) + 1).map((value) => option(value, nameOf(value))),
      nameOf(floor)
    )

  function withClinic(stricter: Option[], floor: string) {
    return [option('', i18n.t('calendar-mask.rules.as_clinic', { value: floor })), ...stricter]
  }

  return {
    clinic,
    wishes: wishesOf(member).read(),
    surfaces: OWN_SURFACES.map((name) => ({
      name,
      options: displays(NAME_DISPLAYS, clinic[name]),
    })),
    maskedAs: displays(MASKED_AS, clinic.masked),
    idle: withClinic(
      IDLE_MINUTES.filter(
        (value) => value && (!clinic.idleMinutes || value < clinic.idleMinutes)
      ).map((value) => option(value, inWords(value))),
      inWords(clinic.idleMinutes)
    ),
  }
}

function option(value: string | number, label: string): Option {
  return { value, label }
}
