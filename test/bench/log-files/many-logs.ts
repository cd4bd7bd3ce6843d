import { gzipSync } from 'node:zlib';
import {
  deliverDigest,
  type ChainPlan,
  type DeliveredDigest,
  MemoryStore,
  type ServedObjects,
  sha256,
  type SigningKey,
} from '@trailguard/audit/integrity/test';

/** How many logs there are. */
export interface ManyLogsTask {
  readonly regions: number;
  readonly days: number;
  /** Log files of an hour and Region. */
  readonly filesPerHour: number;
}

export const accountId = '111111111111';
export const bucket = 'bench-many-logs';
export const start = Date.parse('2026-03-01T00:00:00Z');
export const regionName = (at: number) => `us-east-${at + 1}`;

const hour = 3_600_000;
const day = 24 * hour;
const text = JSON.stringify({ Records: [{ eventTime: '2026-03-01T00:00:00Z', eventName: 'AssumeRole' }] });

/**
 * Signed logs of an account in many Regions. The digests are there from the start; log files, all of the same content, are made up when
 * they are asked for, so that a million of them fit into memory.
 */
export class ManyLogs implements ServedObjects {
  readonly #digests = new MemoryStore();
  /** Keys of digests by the folder of their day. */
  readonly #folders = new Map<string, string[]>();
  readonly #file = { content: gzipSync(text), metadata: {} };
  readonly #task: ManyLogsTask;

  constructor(task: ManyLogsTask, key: SigningKey) {
    this.#task = task;
    for (let at = 0; at < task.regions; at += 1) this.#deliver(regionName(at), key);
  }

  #deliver(region: string, key: SigningKey): void {
    const place = { bucket, prefix: null, organizationId: null };
    const plan: ChainPlan = { accountId, region, place, trailName: 'bench', start, periods: [] };
    const hashValue = sha256(text);
    let before: DeliveredDigest | undefined;
    for (let begin = start; begin < start + this.#task.days * day; begin += hour) {
      const logFiles = this.#keysOfHour(region, begin).map((s3Object) => ({
        ...{ s3Bucket: bucket, s3Object, hashValue },
        hashAlgorithm: 'SHA-256' as const,
      }));
      before = deliverDigest(this.#digests, key, plan, { start: begin, end: begin + hour, logFiles }, before);
      const name = before.object.slice(bucket.length + 1);
      const folder = name.slice(0, name.lastIndexOf('/') + 1);
      this.#folders.set(folder, [...(this.#folders.get(folder) ?? []), name]);
    }
  }

  /** Delivered early in the hour, so that its own digest names them. */
  #keysOfHour(region: string, begin: number): string[] {
    const date = new Date(begin).toISOString();
    const folder = `AWSLogs/${accountId}/CloudTrail/${region}/${date.slice(0, 10).replaceAll('-', '/')}/`;
    const stamp = `${date.slice(0, 13).replaceAll(/[-:]/g, '')}15Z`;
    return Array.from(
      { length: this.#task.filesPerHour },
      (_, at) =>
        `${folder}${accountId}_CloudTrail_${region}_${stamp}_${String(at).padStart(16, '0')}.json.gz`,
    );
  }

  find(id: string) {
    return this.#digests.find(id) ?? (id.includes('/CloudTrail/') ? this.#file : undefined);
  }

  keysAfter(_bucket: string, prefix: string, after: string): readonly string[] {
    const [, region = '', date = ''] = /\/CloudTrail\/([^/]+)\/(\d{4}\/\d\d\/\d\d)\/$/.exec(prefix) ?? [];
    const keys = date === '' ? (this.#folders.get(prefix) ?? []) : this.#keysOfDay(region, date);
    return keys.filter((key) => key > after);
  }

  #keysOfDay(region: string, date: string): string[] {
    const begin = Date.parse(`${date.replaceAll('/', '-')}T00:00:00Z`);
    if (begin < start || begin >= start + this.#task.days * day) return [];
    return Array.from({ length: 24 }, (_, at) => this.#keysOfHour(region, begin + at * hour)).flat();
  }
}
