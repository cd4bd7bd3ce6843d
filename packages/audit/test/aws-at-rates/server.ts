import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { publishedRate } from '../../src/collect/published-rates.ts';
import { answersOf, type StubAnswer, type StubCall } from './answers.ts';
import type { LargeOrganization } from './large-organization.ts';
import { operationOf } from './operations.ts';
import { Bucket } from './bucket.ts';

/** What was asked of it. */
export interface CallCounts {
  /** By `service:Operation`. */
  readonly calls: Readonly<Record<string, number>>;
  /** Calls that were refused for their rate, among them. */
  readonly throttled: number;
}

/** An AWS on loopback that answers for one organization no faster than AWS does. */
export interface AwsAtRates extends AsyncDisposable {
  readonly endpoint: string;
  counts(): CallCounts;
  /** Credentials by which it knows an account. */
  credentials(accountId: string): Promise<{ accessKeyId: string; secretAccessKey: string }>;
}

export interface AwsAtRatesOptions {
  /** What an answer takes, milliseconds. Default: 0. */
  readonly latency?: number;
  /** Whether it answers at any rate, for audits one after the other. Default: false. */
  readonly isUnlimited?: boolean;
  /** A call of which it answers otherwise; undefined: as ever. */
  readonly instead?: (call: StubCall) => StubAnswer | undefined;
}

const prefix = 'ASIA';

/** Credentials by which a server knows an account. */
export async function stubCredentials(accountId: string) {
  return { accessKeyId: `${prefix}${accountId}`, secretAccessKey: 'secret' };
}

/**
 * Starts it. A call over the rate that AWS publishes is refused as AWS refuses it; a call that it does not know is
 * refused as not allowed.
 */
export async function startAwsAtRates(
  organization: LargeOrganization,
  { latency = 0, isUnlimited = false, instead = () => undefined }: AwsAtRatesOptions = {},
): Promise<AwsAtRates> {
  const answers = answersOf(organization);
  const buckets = new Map<string, Map<object, Bucket>>();
  const calls = new Map<string, number>();
  let throttled = 0;
  const isOver = ({ service, operation, accountId, region }: StubCall) => {
    const rate = publishedRate(service, operation);
    if (rate === undefined) return false;
    const place = `${accountId}/${region}`;
    const known = buckets.get(place) ?? new Map<object, Bucket>();
    buckets.set(place, known);
    const bucket = known.get(rate) ?? new Bucket(rate);
    known.set(rate, bucket);
    return !bucket.take();
  };
  const answer = (call: StubCall): StubAnswer => {
    const name = `${call.service}:${call.operation}`;
    calls.set(name, (calls.get(name) ?? 0) + 1);
    if (!isUnlimited && isOver(call)) {
      throttled += 1;
      return refusal(429, 'TooManyRequestsException');
    }
    const other = instead(call);
    if (other !== undefined) return other;
    const body = answers.get(name)?.(call);
    if (body === undefined) return refusal(403, 'AccessDeniedException');
    return typeof body === 'string' || !isAnswer(body) ? { status: 200, body } : body;
  };
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const call = callOf(incoming, await textOf(incoming));
      if (latency > 0) await sleep(latency);
      send(outgoing, answer(call));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts: () => ({ calls: Object.fromEntries(calls), throttled }),
    credentials: stubCredentials,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An error as services with JSON have it. */
export function refusal(status: number, code: string): StubAnswer {
  return { status, body: { __type: code, code, message: code } };
}

function isAnswer(body: object): body is StubAnswer {
  return 'status' in body && 'body' in body;
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function callOf({ method = '', url = '', headers }: IncomingMessage, body: string): StubCall {
  const [, key = '', region = '', signed = ''] =
    /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? '') ?? [];
  const { pathname: path, searchParams: query } = new URL(url, 'http://localhost');
  const target = headers['x-amz-target'];
  const form = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  const input = form
    ? Object.fromEntries(new URLSearchParams(body))
    : { ...Object.fromEntries(query), ...(body.startsWith('{') ? (JSON.parse(body) as object) : {}) };
  const operation =
    typeof target === 'string'
      ? (target.split('.').at(-1) ?? '')
      : form
        ? String((input as { Action?: unknown }).Action)
        : (operationOf({ service: signed, method, path, query }) ?? `${method} ${url}`);
  return { service: signed, operation, accountId: key.slice(prefix.length), region, input };
}

function send(outgoing: ServerResponse, { status, body }: StubAnswer): void {
  const isXml = typeof body === 'string';
  const code = isXml ? undefined : (body as { __type?: string }).__type;
  outgoing.writeHead(status, {
    'content-type': isXml ? 'application/xml' : 'application/x-amz-json-1.1',
    ...(code === undefined ? {} : { 'x-amzn-errortype': code }),
  });
  outgoing.end(isXml ? body : JSON.stringify(body));
}
