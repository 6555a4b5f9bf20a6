import type Member from '#models/member'
import { Mask } from './models/mask.js'
import { rulesFor } from './models/rules.js'

/** What the eye needs to know: whether it is closed, and when the browser is to close it by itself. */
export function eye({ member }: { member: Member }) {
  return { isMasked: Mask.of(member).isOn, rules: rulesFor(member) }
}
