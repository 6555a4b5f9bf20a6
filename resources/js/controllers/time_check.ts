import { ShownSoon } from '../shown_soon.ts'

/** Says whether a time is free, and whether anybody works then, while it is chosen. */
export default class extends ShownSoon {
  protected override deciding = ['date', 'time', 'minutes', 'serviceId', 'memberId', 'roomId']
}
