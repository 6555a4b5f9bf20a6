import { ConsentsLinkSchema } from '../schema.js'

/** One link to a request, as its hash. A reminder brings a further one; all of them end with the request. */
export default class Link extends ConsentsLinkSchema {
  static table = 'consents_links'
}
