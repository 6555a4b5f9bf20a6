/** A date, or a rule in words, where a sentence or a line begins: in Danish and Norwegian it has no capital of its own. */
export function capital(text: string) {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}
