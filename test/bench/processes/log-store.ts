/**
 * Signed logs of one account and Region in S3, from memory. Each GET of an object may be answered late, as S3 does.
 */
import {
  type ChainPlan,
  deliverChain,
  LogServer,
  MemoryStore,
  SigningKey,
} from '@trailguard/audit/integrity/test';
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
let server: LogServer | undefined;

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
    server = await LogServer.start({
      objects: store,
      publicKeys: [key.publicKey],
      trails: [{ Name: 'bench', TrailARN: trailArn, S3BucketName: bucket, HomeRegion: region }],
    });
    const bytes = digests.flatMap(({ logFiles }) => logFiles).map((id) => store.get(id).content.length);
    return {
      port: server.port,
      bucket,
      accountId,
      region,
      trailArn,
      from: start,
      to: digests.at(-1)?.end ?? start,
      keys: store.keysAfter(bucket, '', ''),
      bytes: bytes.reduce((sum, length) => sum + length, 0),
    };
  },
  async () => {
    await server?.[Symbol.asyncDispose]();
  },
);
