import { KeysListSchema } from '../schema.js'

/** One signed list of readers, in the order in which they were made. */
export default class CircleList extends KeysListSchema {
  static table = 'keys_lists'
}
