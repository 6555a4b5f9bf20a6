import { KeysWrapSchema } from '../schema.js'

/** The record key of one version of a circle, encrypted for one reader. */
export default class Wrap extends KeysWrapSchema {
  static table = 'keys_wraps'
}
