import { isIPv6 } from 'node:net'

/**
 * The network that an address belongs to, as far as one household or office has it to itself: a counter that is
 * kept by IPv6 address would count nothing, because everybody has 2^64 of them (RFC 6177).
 *
 * @returns an IPv4 address as it is; of IPv6 the first 64 bits, `2001:db8:0:1::/64`
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1]
  if (!isIPv6(address)) return address
  const [head, tail] = address.split('%')[0].split('::')
  const left = groupsOf(head)
  const right = tail === undefined ? [] : groupsOf(tail)
  const zeros = Array<string>(8 - left.length - right.length).fill('0')
  const groups = [...left, ...zeros, ...right].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}

function groupsOf(part: string) {
  return part
    .replace(/[\d.]+\.\d+$/, '0:0')
    .split(':')
    .filter(Boolean)
}
