import type { Actor } from '#audit/actor'
import { DEFAULT_IDLE_MINUTES } from '#clinics/session_times'
import type { Permission } from '#clinics/permissions'
import Member from '#models/member'

/** A page or an act that a helper asked for, and whether it is open to them. */
export type Step = { route: string; method: string; path: string; isOpen: boolean }

/**
 * What a plugin lets somebody in with who is no member (`helpers` in its plugin.ts). Everything that it does not open
 * is closed: routes by their names, and what pages show by permissions.
 */
export type Pass = {
  /** Of the row that the plugin keeps; no member has it. */
  id: string
  name: string
  /** From which moment on nothing is open any more, in milliseconds since 1970. */
  endsAt: number
  /** The page from which the helper starts, and which tells whom nothing is open to any more. */
  door: string
  permissions: ReadonlySet<Permission>
  opens: (route: string) => boolean
  /** Written down before anything is shown or done: where that fails, the page does too. */
  tells: (step: Step, by: Actor) => Promise<void>
  /** The helper signed out. */
  left: (by: Actor) => Promise<void>
}

/**
 * Somebody from outside who helps the clinic for a while. For the core a member who is in no list and is never stored:
 * a role that no permission names, and a `can()` that knows the pass alone, so that whatever forgets about
 * helpers is closed to them (docs/decisions/0031).
 */
export default class Helper extends Member {
  static override table = 'members'

  static {
    this.boot()
  }

  declare readonly pass: Pass

  static with(pass: Pass): Helper {
    const helper = new this()
    Object.defineProperty(helper, 'pass', { value: pass })
    helper.merge({ id: pass.id, name: pass.name, role: 'helper', email: '' })
    // Nothing but the pass and the clinic's precautions says how long.
    helper.idleMinutes = DEFAULT_IDLE_MINUTES
    return helper
  }

  override get isHelper() {
    return true
  }

  override can(permission: Permission) {
    return this.pass.permissions.has(permission)
  }

  override save(): never {
    throw new Error('A helper is no member, and is never stored')
  }

  override delete(): never {
    throw new Error('A helper is no member, and cannot be deleted')
  }
}

/** The helper whom this request brought; null for a member, and for nobody. */
export function helperIn(member: Member | null | undefined): Helper | null {
  return member instanceof Helper ? member : null
}
