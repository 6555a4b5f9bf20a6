import { SoapGivenUpFileSchema } from '../schema.js'

/** A file beside a note that did not open any more, when somebody gave it up. The note goes on naming it. */
export default class GivenUpFile extends SoapGivenUpFileSchema {
  static table = 'soap_given_up_files'
}
