import { BlockList } from 'node:net';

/** Addresses that no stranger on the internet has: RFC 1918, RFC 6598, loopback, link-local and unique local ones. */
const notPublic = new BlockList();
for (const [address, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
] as const)
  notPublic.addSubnet(address, bits, 'ipv4');
notPublic.addSubnet('fc00::', 7, 'ipv6');
notPublic.addSubnet('fe80::', 10, 'ipv6');

/**
 * Tells whether a range takes in public addresses and more of them than `longestPrefix` bits leave. A range that begins
 * in private space and is wider than that space is public too.
 *
 * @param range such as `203.0.113.0/24`; what is no range takes in nothing
 */
export function isWidePublicRange(range: string, longestPrefix: number): boolean {
  const [address = '', bitsText = ''] = range.trim().split('/');
  const bits = Number(bitsText);
  if (bitsText === '' || !Number.isInteger(bits)) return false;
  // A network of IPv6 is /64 at least, so that its /48 is what a /24 is among addresses of IPv4.
  const isV6 = address.includes(':');
  if (bits >= (isV6 ? longestPrefix * 2 : longestPrefix)) return false;
  return !notPublic.check(address, isV6 ? 'ipv6' : 'ipv4') || bits < (isV6 ? 7 : 8);
}
