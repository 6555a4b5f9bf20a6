import { RoomSchema } from '#database/clinic/schema'

/** A room, or anything else that one appointment at a time can have. */
export default class Room extends RoomSchema {}
