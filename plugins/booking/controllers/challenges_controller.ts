import { newChallenge } from '../models/robots.js'

/** Some work for the visitor's browser, so that booking by the thousand costs a robot something. */
export default class ChallengesController {
  show() {
    return newChallenge()
  }
}
