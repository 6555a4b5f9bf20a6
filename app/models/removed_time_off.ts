import { RemovedTimeOffSchema } from '#database/clinic/schema'

/** Time off that somebody has taken back, kept by its id until it would be over: see TimeOff. */
export default class RemovedTimeOff extends RemovedTimeOffSchema {
  static table = 'removed_time_off'
}
