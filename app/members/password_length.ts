import { hasClinicInHand } from '#clinics/clinic_in_hand'
import { ask } from '#plugins/precautions'

const LEAST_CHARACTERS = 12

/** How many characters a password needs here: twelve, or more where a plugin of the clinic asks for it. */
export function leastCharacters() {
  return hasClinicInHand() ? Math.max(LEAST_CHARACTERS, ask('passwordLength')) : LEAST_CHARACTERS
}

/** Whether a password that was right is shorter than what the clinic asks for by now. */
export function isTooShort(password: string) {
  return password.length < leastCharacters()
}
