/** What comes before a family name and belongs to it: Ludwig *van* Beethoven. */
const PARTICLES = /^(af|da|de|del|den|der|di|du|el|la|le|ten|ter|van|von|vom|zu)$/i

/** Parts a full name. `Hansen, Hans Bo` says itself which is which; otherwise the last word is the family name. */
export function splitName(name: string): { firstName: string; lastName: string } {
  const [family, given] = name.split(',').map((part) => part.trim())
  if (family && given) return { firstName: given, lastName: family }

  const words = family.split(/\s+/).filter(Boolean)
  let start = Math.max(1, words.length - 1)
  while (start > 1 && PARTICLES.test(words[start - 1])) start--
  return { firstName: words.slice(0, start).join(' '), lastName: words.slice(start).join(' ') }
}
