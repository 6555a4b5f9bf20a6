import type Member from '#models/member'
import { ask, NAME_DISPLAYS, type NameDisplay, type Surface } from '#plugins/precautions'
import { asvs, gdpr, hipaa } from '../models/articles.js'
import { oneOf } from '../models/fields.js'
import { defineRule } from '../models/rule.js'

const SURFACES = ['screen', 'title', 'feed', 'print', 'mail'] as const satisfies Surface[]

const shownAs = (preset: NameDisplay) => oneOf(NAME_DISPLAYS, preset, 'display')

/** On each surface a client's name is shown so far and no further, whatever anybody chose elsewhere. */
export default defineRule({
  id: 'names',
  icon: 'eye-off',
  articles: [hipaa('164.312(a)(1)'), gdpr('25(2), 32(1)(b)'), asvs('14.2.6')],
  fields: {
    screen: shownAs('full'),
    title: shownAs('hidden'),
    feed: shownAs('initials'),
    print: shownAs('first'),
    mail: shownAs('hidden'),
  },
  answers: { nameDisplay: ({ values }, { surface }) => values[surface] },

  preview({ members, values }) {
    const tightened = SURFACES.filter((surface) =>
      isMilder(mildest(surface, members), values[surface])
    )
    return tightened.length
      ? tightened.map((surface) => ({
          word: `effects.${surface}`,
          params: { display: values[surface] },
        }))
      : [{ word: 'effects.none' }]
  },

  measure({ members, values }) {
    const open = SURFACES.filter((surface) => isMilder(mildest(surface, members), values[surface]))
    return { word: 'measured', params: { count: open.length }, holds: !open.length }
  },
})

function isMilder(display: NameDisplay, than: NameDisplay) {
  return NAME_DISPLAYS.indexOf(display) < NAME_DISPLAYS.indexOf(than)
}

/** The most that somebody sees there. */
function mildest(surface: Surface, members: Member[]) {
  const shown = [null, ...members].map((member) => ask('nameDisplay', { surface, member }))
  return shown.reduce((one, other) => (isMilder(other, one) ? other : one))
}
