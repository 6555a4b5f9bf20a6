import { renderSlot } from '#plugins/slot_rendering'
import { leastCharacters } from '#members/password_length'
import { awayText } from './away_text.js'
import { money, typedDecimal, typedMoney } from './amounts.js'
import { assetTags, pageTags } from '#markup/assets'
import { button } from '#markup/button'
import { capital } from './capital.js'
import { duration } from './durations.js'
import { field } from '#markup/field'
import { form } from '#markup/form'
import { ALERT_ICONS, hasIcon, svg } from '#markup/icons'
import { initials } from './initials.js'
import { attributes } from '#markup/markup'
import { ago, calendarDate, clock, dateTime } from './moments.js'
import { navigation } from './navigation.js'
import { hoursText, weekdayName, weekSummary } from './week_summary.js'
import { spanRows } from './span_rows.js'
import { pageNumbers, withQuery } from './paging.js'
import { SYSTEM, THEMES } from './theme.js'

/** What every template can call; docs/pages.md tells which of these are for pages. */
export const viewGlobals = {
  ...{ attributes, assetTags, pageTags, svg, hasIcon, ALERT_ICONS, initials },
  ...{ form, field, button, navigation, pageNumbers, withQuery, renderSlot },
  ...{ dateTime, ago, calendarDate, clock, capital, duration, money, typedMoney, typedDecimal },
  ...{ leastCharacters, THEMES, theme: SYSTEM },
  ...{ hoursText, weekdayName, weekSummary, spanRows, awayText },
  // What a request sets, so that a page renders where it was cut short (see the error pages).
  ...{ clinic: null, clinicSettings: null, member: null, flashMessages: null, can: () => false },
  // What a form shows again after a mistake; set by the exception handler.
  ...{ errors: {}, typed: {} },
}
