/**
 * S3 and CloudTrail as far as a verification of logs asks them, from memory: signed logs of one account and Region. Each GET of
 * an object may be answered late, as S3 does.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ChainPlan, deliverChain, MemoryStore, SigningKey } from '@trailguard/audit/integrity/test';
import { answerBench } from '../harness/processes.ts';

/** What is to be served. */
export interface LogStoreTask {
  readonly hours: number;
  readonly filesPerHour: number;
  readonly eventsPerFile: number;
}

/** Where it is served. */
export interface LogStoreAnswer {
  readonly port: number;
  readonly bucket: string;
  readonly accountId: string;
  readonly region: string;
  readonly trailArn: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly keys: readonly string[];
  /** Of all log files, compressed. */
  readonly bytes: number;
}

const accountId = '111111111111';
const region = 'us-east-1';
const bucket = 'bench-logs';
const trailArn = `arn:aws:cloudtrail:${region}:${accountId}:trail/bench`;
const start = Date.parse('2026-03-01T00:00:00Z');

const key = new SigningKey(region);
const store = new MemoryStore();
let keys: string[] = [];
/** Milliseconds by which a GET is late; set by `PUT /delay?ms=30`. */
let delay = 0;

const server = createServer((request, response) => {
  answer(request, response).catch((error: Error) => response.destroy(error));
});

// Contestants wait for one another, with their connections open.
server.keepAliveTimeout = 600_000;

answerBench<LogStoreTask, LogStoreAnswer>(
  async ({ hours, filesPerHour, eventsPerFile }) => {
    const plan: ChainPlan = {
      accountId,
      region,
      place: { bucket, prefix: null, organizationId: null },
      trailName: 'bench',
      start,
      periods: [{ files: new Array(hours).fill(filesPerHour), pause: 0 }],
      events: eventsPerFile,
    };
    const digests = deliverChain(store, key, plan);
    keys = [...store.objects.keys()].map((id) => id.slice(bucket.length + 1)).sort();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const bytes = digests.flatMap(({ logFiles }) => logFiles).map((id) => store.get(id).content.length);
    return {
      port,
      bucket,
      accountId,
      region,
      trailArn,
      from: start,
      to: digests.at(-1)?.end ?? start,
      keys,
      bytes: bytes.reduce((sum, length) => sum + length, 0),
    };
  },
  () => {
    server.closeAllConnections();
    server.close();
  },
);

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  request.resume();
  const url = new URL(request.url ?? '/', 'http://localhost');
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') {
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify(answerOfCloudTrail(target.split('.').at(-1) ?? '')));
  } else if (url.pathname === '/delay') {
    delay = Number(url.searchParams.get('ms'));
    response.end();
  } else if (url.pathname === `/${bucket}` || url.pathname === `/${bucket}/`) {
    response.setHeader('content-type', 'application/xml');
    response.end(url.searchParams.has('location') ? location : listing(url.searchParams));
  } else {
    if (delay > 0) await sleep(delay);
    sendObject(decodeURIComponent(url.pathname.slice(1)), response);
  }
}

function sendObject(id: string, response: ServerResponse): void {
  const object = store.objects.get(id);
  if (object === undefined) {
    response.statusCode = 404;
    response.end('<Error><Code>NoSuchKey</Code><Message>none</Message></Error>');
    return;
  }
  for (const [name, value] of Object.entries(object.metadata))
    response.setHeader(`x-amz-meta-${name}`, value);
  response.setHeader('content-length', object.content.length);
  response.end(object.content);
}

const location = `<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>`;

/** Both versions of the listing, by pages of 1,000 keys. */
function listing(parameters: URLSearchParams): string {
  const prefix = parameters.get('prefix') ?? '';
  const after =
    parameters.get('continuation-token') ?? parameters.get('marker') ?? parameters.get('start-after') ?? '';
  const found = keys.filter((name) => name.startsWith(prefix) && name > after);
  const page = found.slice(0, 1000);
  const isTruncated = found.length > page.length;
  const next = isTruncated ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
  const contents = page.map(
    (name) =>
      `<Contents><Key>${name}</Key><LastModified>2026-03-01T00:00:00.000Z</LastModified><Size>1</Size></Contents>`,
  );
  return `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name><Prefix>${prefix}</Prefix><KeyCount>${page.length}</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>${isTruncated}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`;
}

function answerOfCloudTrail(operation: string): object {
  if (operation === 'ListPublicKeys') {
    const { fingerprint, value } = key.publicKey;
    const valid = { ValidityStartTime: start / 1000 - 86_400, ValidityEndTime: start / 1000 + 864_000 };
    return { PublicKeyList: [{ Fingerprint: fingerprint, Value: value, ...valid }] };
  }
  if (operation === 'DescribeTrails') {
    return { trailList: [{ Name: 'bench', TrailARN: trailArn, S3BucketName: bucket, HomeRegion: region }] };
  }
  throw new Error(`CloudTrail ${operation} is not served`);
}
