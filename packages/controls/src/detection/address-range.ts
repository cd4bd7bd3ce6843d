import { BlockList, isIP } from 'node:net';

/** Addresses that no stranger on the internet has: RFC 1918, RFC 6598, loopback, link-local and unique local ones. */
const notPublic = (
  [
    ['10.0.0.0', 8],
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['fc00::', 7],
    ['fe80::', 10],
  ] as const
).map(([address, bits]) => {
  const block = new BlockList();
  block.addSubnet(address, bits, familyOf(address));
  return { block, bits };
});

/**
 * Tells whether a range takes in public addresses and more of them than `longestPrefix` bits leave. A range that is wider
 * than the private space that it begins in is public too.
 *
 * @param range such as `203.0.113.0/24`; what is no range takes in nothing
 */
export function isWidePublicRange(range: string, longestPrefix: number): boolean {
  const [address = '', bitsText = ''] = range.trim().split('/');
  const bits = Number(bitsText);
  if (isIP(address) === 0 || bitsText === '' || !Number.isInteger(bits)) return false;
  // A network of IPv6 is /64 at least, so that its /48 is what a /24 is among addresses of IPv4.
  const family = familyOf(address);
  if (bits >= (family === 'ipv6' ? longestPrefix * 2 : longestPrefix)) return false;
  return !notPublic.some((space) => bits >= space.bits && space.block.check(address, family));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
