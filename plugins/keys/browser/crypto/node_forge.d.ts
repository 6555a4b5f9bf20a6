/** The one file of node-forge that is used here, so that its JavaScript ciphers stay out of the bundle. */
declare module 'node-forge/lib/asn1.js' {
  import { asn1 } from 'node-forge'
  export default asn1
}
