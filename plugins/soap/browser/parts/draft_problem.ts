import type { Draft } from '../keeping/draft.ts'
import { notice } from './notices.ts'
import { t } from './page.ts'

type Ways = { mine: () => unknown; theirs: () => unknown; reload: () => unknown }

/** What is to be decided about a draft that does not get to the server by itself; null where nothing is. */
export function draftProblem({ state }: Draft, ways: Ways) {
  switch (state) {
    case 'stale':
      return notice(
        'warning',
        t('soap.browser.stale.text'),
        { text: t('soap.browser.stale.mine'), act: ways.mine },
        { text: t('soap.browser.stale.theirs'), act: ways.theirs }
      )
    case 'final':
      return notice('warning', t('soap.browser.final.text'), {
        text: t('soap.browser.final.button'),
        act: ways.reload,
      })
    case 'signed_out':
      return notice('warning', t('soap.browser.signed_out.text'), {
        text: t('soap.browser.signed_out.button'),
        act: signInAgain,
      })
    default:
      return null
  }
}

/** And back: the address of a note that is not on the server yet names it too. */
function signInAgain() {
  const { pathname, search } = window.location
  window.location.assign(`/sign-in?${new URLSearchParams({ next: pathname + search })}`)
}
