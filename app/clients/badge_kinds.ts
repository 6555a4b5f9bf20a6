import type { Badge } from '#plugins/slots'

/** How a plugin's badge looks: the kind of the `@badge` component. */
export const BADGE_KINDS: Record<Badge['tone'], string> = {
  neutral: 'neutral',
  good: 'success',
  warning: 'warning',
  bad: 'error',
}
