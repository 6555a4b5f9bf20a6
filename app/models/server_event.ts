import { ServerEventSchema } from '#database/server/schema'

/** A line in the server's own log: what operators did with clinics. It holds nothing about clients. */
export default class ServerEvent extends ServerEventSchema {
  static connection = 'server'
}
