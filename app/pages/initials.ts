/** One or two letters for a person's round picture. */
export function initials(name: string) {
  const first = String.fromCodePoint(name.codePointAt(0) ?? 32)
  const lastWord = name.lastIndexOf(' ') + 1
  const last = lastWord ? String.fromCodePoint(name.codePointAt(lastWord) ?? 32) : ''
  return (first + last).trim().toUpperCase()
}
