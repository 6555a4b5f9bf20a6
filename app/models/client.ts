import { ClientSchema } from '#database/clinic/schema'

/** A person whom the clinic treats. */
export default class Client extends ClientSchema {}
