import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { Exception } from '@adonisjs/core/exceptions'
import type { Permission } from '#clinics/permissions'

/** Lets only members pass whose role holds the permission. */
export default class CanMiddleware {
  handle({ member }: HttpContext, next: NextFn, permission: Permission) {
    if (member.can(permission)) return next()
    throw new Exception(`Your role does not hold the permission ${permission}`, {
      status: 403,
      code: 'E_FORBIDDEN',
    })
  }
}
