import { RecoveryCodeSchema } from '#database/clinic/schema'

/** One of a member's ten ways in when the second factor is lost. See app/members/recovery_codes.ts. */
export default class RecoveryCode extends RecoveryCodeSchema {}
