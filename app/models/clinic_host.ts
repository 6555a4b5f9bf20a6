import { ClinicHostSchema } from '#database/server/schema'

/** A host name under which a clinic is reached, in lower case and without port. */
export default class ClinicHost extends ClinicHostSchema {
  static connection = 'server'
}
