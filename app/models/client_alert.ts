import { ClientAlertSchema } from '#database/clinic/schema'

/** Something that whoever opens a client's page must see first. */
export default class ClientAlert extends ClientAlertSchema {}
