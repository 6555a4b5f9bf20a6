import { helperIn } from '#models/helper'
import type Member from '#models/member'
import { runningHelp } from './models/running.js'

/** What the line above every page tells: to a helper of their own help, to members of all that goes on. */
export async function banner({ member }: { member: Member }) {
  const running = await runningHelp()
  const helper = helperIn(member)
  return {
    isHelper: helper !== null,
    mayEnd: member.can('support-access.grant'),
    running: helper ? running.filter(({ id }) => id === helper.id) : running,
  }
}
