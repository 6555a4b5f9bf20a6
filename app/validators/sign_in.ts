import vine from '@vinejs/vine'

/** Nothing here says what a password looks like: a wrong one is just wrong. */
export const signInValidator = vine.create({
  email: vine.string().trim().maxLength(254),
  password: vine.string().maxLength(1000),
  next: vine.string().optional(),
})
