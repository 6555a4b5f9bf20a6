import { LocationSchema } from '#database/clinic/schema'

/** Where the clinic works. A clinic with one address need not name any. */
export default class Location extends LocationSchema {}
