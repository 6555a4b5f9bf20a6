import type Member from '#models/member'
import { stricterDisplay, type Surface } from '#plugins/precautions'
import { Mask } from './mask.js'
import { rulesFor } from './rules.js'

/** What is seen by whoever looks at the member's screen. A feed and a mail are read elsewhere, by somebody else. */
const SEEN_HERE: readonly Surface[] = ['screen', 'print']

/** How much of a client's name this member may see there, now. */
export function nameDisplay({ surface, member }: { surface: Surface; member: Member | null }) {
  // Titles stay in the browser's history, beside whoever looks on tomorrow.
  if (surface === 'title') return 'hidden'
  const rules = rulesFor(member)
  const isMasked = member && SEEN_HERE.includes(surface) && Mask.of(member).isOn
  return isMasked ? stricterDisplay(rules[surface], rules.masked) : rules[surface]
}
