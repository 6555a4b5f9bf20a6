export type Address = { street: string; postalCode: string; city: string; country?: string }

/** `8000 Aarhus C`, `DK-8000 Aarhus C`, `0150 Oslo`. */
const POSTAL_CODE_AND_CITY = /^(?:[A-Z]{1,2}[- ])?(\d{3} ?\d{2}|\d{4})\s+(\D+)$/i
const AT_THE_END = /^(.*\S)[,\s]+((?:[A-Z]{1,2}-)?(?:\d{3} \d{2}|\d{4,5})\s+\D+)$/is

/** Parts `8000 Aarhus C`; null when it is written otherwise. */
export function splitPostalCodeAndCity(text: string) {
  const [, postalCode, city] = POSTAL_CODE_AND_CITY.exec(text.trim()) ?? []
  return postalCode ? { postalCode, city: city.trim() } : null
}

/**
 * Parts an address that stands in one cell: `Nørregade 12, 2. tv, 1165 København K, Danmark`. What
 * cannot be parted stays whole, as the street.
 */
export function splitAddress(text: string): Address {
  const lines = text.split(/\s*[\n,]\s*/).filter(Boolean)
  const place = lines.findLastIndex((line) => splitPostalCodeAndCity(line))
  const found = place > 0 && splitPostalCodeAndCity(lines[place])
  if (found)
    return { street: lines.slice(0, place).join(', '), ...found, country: lines[place + 1] }

  const [, street, end] = AT_THE_END.exec(lines.join(', ')) ?? []
  const parts = end && splitPostalCodeAndCity(end.replace(/,.*$/s, ''))
  return parts
    ? { street, ...parts, country: end.split(', ')[1] }
    : { street: lines.join(', '), postalCode: '', city: '' }
}
