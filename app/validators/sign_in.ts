import vine from '@vinejs/vine'

/** A password to compare. Nothing says what it must look like: a wrong one is just wrong. */
const knownPassword = () =>
  vine
    .string()
    .maxLength(1000)
    .transform((password) => password.normalize('NFKC'))

/** What a passkey answered, as the JSON that the browser made of it. */
const passkey = () => vine.string().maxLength(20_000)

const code = () => vine.string().maxLength(40)
const next = () => vine.string().optional()

export const signInValidator = vine.create({
  email: vine.string().trim().maxLength(254),
  password: knownPassword(),
  next: next(),
})

export const passkeySignInValidator = vine.create({ passkey: passkey(), next: next() })

export const secondFactorValidator = vine.create({
  code: code().optional().requiredIfMissing('passkey'),
  passkey: passkey().optional(),
})

export const identityValidator = vine.create({
  password: knownPassword().optional().requiredIfMissing('passkey'),
  code: code().optional(),
  passkey: passkey().optional(),
  next: next(),
})
