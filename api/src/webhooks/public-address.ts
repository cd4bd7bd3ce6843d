import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An address that a webhook may not have: it would make the service a door into the network that it stands in. */
export class AddressRefused extends Error {
  constructor(host: string, address: string) {
    super(`${host} is at ${address}, which is no address of the public internet`);
    this.name = 'AddressRefused';
  }
}

/** Whether an address is of the public internet: not loopback, link-local, private, or reserved for anything else. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // An IPv4 address in an IPv6 one is judged as what it is.
  return ipaddr.process(address).range() === 'unicast';
}

/**
 * The addresses of a host, all of them public. Whoever connects must connect to these: asked again, a name server may answer
 * another.
 * @throws AddressRefused naming the first that is not.
 */
export async function publicAddresses(host: string): Promise<LookupAddress[]> {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(bare);
  const found = family === 0 ? await lookup(bare, { all: true }) : [{ address: bare, family }];
  const refused = found.find(({ address }) => !isPublic(address));
  if (refused !== undefined) throw new AddressRefused(host, refused.address);
  return found;
}
