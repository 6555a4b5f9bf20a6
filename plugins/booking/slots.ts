import Booking from './models/booking.js'

/** How many requests wait for an answer. */
export async function homeCard() {
  const requests = await Booking.requested()
  return { count: requests.length }
}
