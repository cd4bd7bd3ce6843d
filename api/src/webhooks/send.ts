import { createHmac } from 'node:crypto';
import type { LookupAddress } from 'node:dns';
import { request } from 'node:https';
import { isIP } from 'node:net';
import type { DueMessage } from '../store/webhooks.ts';
import { publicAddresses } from './public-address.ts';

/** How long a receiver may take to answer, milliseconds. */
const AnswerMilliseconds = 15_000;

/** How a message is signed: `v1,` and the HMAC-SHA256 of id, time and body. https://www.standardwebhooks.com */
export function signatureOf(
  { id, secret, body }: Pick<DueMessage, 'id' | 'secret' | 'body'>,
  at: number,
): string {
  return `v1,${createHmac('sha256', secret).update(`${id}.${at}.${body}`).digest('base64')}`;
}

/** What sending takes from outside; a test stands in for it. */
export interface Network {
  /** @throws when the host may not be reached. */
  readonly addresses: (host: string) => Promise<LookupAddress[]>;
  readonly request: typeof request;
}

const internet: Network = { addresses: publicAddresses, request };

/**
 * Sends a message to the addresses that were looked at, and follows no redirect: where it leads nobody has looked at.
 * @returns the status of the answer, of which nothing else is read.
 * @throws what kept it from being sent.
 */
export async function send(message: DueMessage, network: Network = internet): Promise<number> {
  const { id, url, body } = message;
  const target = new URL(url);
  if (target.protocol !== 'https:') throw new Error(`${target.protocol} is not sent by; a webhook has https`);
  const addresses = await network.addresses(target.hostname);
  const at = Math.floor(Date.now() / 1_000);
  return new Promise((resolve, reject) => {
    const outgoing = network.request(
      {
        method: 'POST',
        host: target.hostname.replace(/^\[(.*)\]$/, '$1'),
        servername: isIP(target.hostname) === 0 ? target.hostname : '',
        port: target.port || 443,
        path: `${target.pathname}${target.search}`,
        agent: false,
        lookup: (_host, options, found) => {
          const [first] = addresses;
          if (options.all === true) found(null, addresses);
          else found(null, first?.address ?? '', first?.family ?? 4);
        },
        signal: AbortSignal.timeout(AnswerMilliseconds),
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'trailguard',
          'webhook-id': id,
          'webhook-timestamp': String(at),
          'webhook-signature': signatureOf(message, at),
        },
      },
      (answer) => {
        resolve(answer.statusCode ?? 0);
        // However long it is, it is not wanted.
        answer.destroy();
      },
    );
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
