import { KeysProofSchema } from '../schema.js'

/** One time at which somebody showed that they can open what is encrypted to a key. */
export default class Proof extends KeysProofSchema {
  static table = 'keys_proofs'
}
