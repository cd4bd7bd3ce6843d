/**
 * Refuses an address that is not on this machine: this provider must never be a way to touch a real account.
 *
 * @param address URL of a service, such as `http://127.0.0.1:4566`.
 * @param origin what named it, for the message: `AWS_ENDPOINT_URL` or a member of the provider's `endpoints`.
 * @returns the URL without a trailing slash.
 * @throws Error when it is missing, malformed, or its host is not `localhost`, `::1` or in 127.0.0.0/8.
 */
export function loopbackEndpoint(address: string | undefined, origin: string): string {
  if (!address) {
    throw new Error(
      `${origin} is not set. The aws provider of the sandbox only speaks to a sandbox on this machine: set it to the sandbox's address, ` +
        'such as http://127.0.0.1:4566, or use the real aws provider.',
    );
  }
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new Error(
      `${origin} is "${address}", which is not an http or https URL. Set it to the sandbox's address, such as http://127.0.0.1:4566.`,
    );
  }
  if (!isLoopback(url.hostname)) {
    throw new Error(
      `${origin} is "${address}", which is not on this machine. The aws provider of the sandbox refuses every host but ` +
        'localhost, 127.0.0.0/8 and ::1; use the real aws provider to reach AWS.',
    );
  }
  return url.href.replace(/\/$/, '');
}

/** Whether a host name, as `URL.hostname` spells it, is on the loopback interface whatever a name server says. */
export function isLoopback(hostname: string): boolean {
  // `URL` has already turned every spelling of an IPv4 address (0x7f.1, 2130706433) into four decimal numbers.
  return (
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    hostname === '::1' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}
