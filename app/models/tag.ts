import { TagSchema } from '#database/clinic/schema'

/** A word that the clinic sorts its clients by. */
export default class Tag extends TagSchema {}
