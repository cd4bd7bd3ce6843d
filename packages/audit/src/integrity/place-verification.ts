import type { IntegrityFault, PlaceReport } from './chain-report.ts';
import { chained, type ChainedDigest, chainOf, coversTimeOf, endOf, isBackfill } from './chain.ts';
import type { Digest } from './digest.ts';
import { FaultList } from './fault-list.ts';
import { Hours, type HourState, type Span } from './hour-state.ts';
import { folderOf, isOfFolder, parseDigestKey, timeOfLogFile } from './log-place.ts';
import { listInto, type StoredObject } from './log-store.ts';
import type { IntegrityTools, PlaceTask } from './place-task.ts';
import { faultOfGap, findGaps, isVouchedFor, spanOfGap, type Unlisted } from './timeline.ts';
import {
  type InvalidDigest,
  type ListedDigest,
  type NamedDigest,
  objectOf,
  type ValidDigest,
  verifyDigest,
} from './verify-digest.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** A verified digest with what it says. */
export interface TakenValidDigest {
  readonly verified: ValidDigest;
  readonly digest: Digest;
}

/** What is known of one account and Region so far. Days are to be taken from the latest to the earliest. */
export class PlaceVerification {
  readonly #task: PlaceTask;
  readonly #tools: IntegrityTools;
  readonly #hours: Hours;
  readonly #faults = new FaultList();
  /** Digests by chain, the newest first. */
  readonly #chains = new Map<string, ChainedDigest[]>();
  /** What verified digests say of those before them, by `bucket/key`. */
  readonly #named = new Map<string, NamedDigest>();
  /** Signatures that digests name for those before them, by `bucket/key`. */
  readonly #signatures = new Map<string, string>();
  /** Keys of log files that verified digests name, by the day of their folder and their bucket. */
  readonly #logFiles = new Map<string, Set<string>>();
  readonly #strays: { time: number; object: string }[] = [];
  readonly #unlisted: Unlisted[] = [];
  readonly #verified = { digests: 0, logFiles: 0 };

  /** @param from beginning of the report; the hours until the task's are not expected. */
  constructor(task: PlaceTask, tools: IntegrityTools, from: number) {
    this.#task = task;
    this.#tools = tools;
    this.#hours = new Hours(from, task.to);
    if (from < task.from) this.#hours.note({ from, to: task.from, state: 'not-expected' });
  }

  /** Verifies the digests of a day. @returns those whose log files are to be verified. */
  async readDigests(listed: readonly ListedDigest[]): Promise<readonly TakenValidDigest[]> {
    // All of a day are read at once; each is verified after the one that names it.
    const reads = listed.map(({ bucket, key }) => this.#tools.store.read(bucket, key));
    for (const read of reads) read.catch(() => {}); // Told where it is awaited.
    const taken: TakenValidDigest[] = [];
    for (const [at, digest] of listed.entries()) {
      const work = await this.#takeDigest(digest, () => reads[at] ?? Promise.resolve(null));
      if (work !== null) taken.push(work);
    }
    return taken;
  }

  /** Verifies the files that the digests of a day name, and looks for files of that day that none names. */
  async verifyFiles(taken: readonly TakenValidDigest[], date: Date): Promise<void> {
    const files = taken.map(({ verified, digest }) => this.#verifyLogFiles(verified, digest));
    await Promise.all([...files, this.#findStrays(date)]);
  }

  report(): PlaceReport {
    const { accountId, region } = this.#task;
    const chains = [...this.#chains].map(([id, chain]) => ({ id, digests: chain.toReversed() }));
    const main = chains.filter(({ id }) => !isBackfill(id)).map(({ digests }) => digests);
    this.#tellGaps(main);
    this.#tellStrays(main);
    this.#tellLostEnds();
    return {
      accountId,
      region,
      from: new Date(this.#hours.from).toISOString(),
      hours: this.#hours.states,
      verified: this.#verified,
      faults: this.#faults.first,
      faultCount: this.#faults.count,
      ends: chains.flatMap(({ id, digests }) => endOf(id, digests) ?? []),
    };
  }

  /** Digests of a day, the newest first. */
  async listDigests(date: Date): Promise<ListedDigest[]> {
    const { accountId, region, places } = this.#task;
    const listed: ListedDigest[] = [];
    for (const place of places) {
      const folder = folderOf(place, 'CloudTrail-Digest', accountId, region, date);
      const failure = await listInto(this.#tools.store, place.bucket, folder, (key) => {
        const name = parseDigestKey(key);
        if (name?.accountId === accountId && name.region === region) {
          listed.push({ bucket: place.bucket, key, name });
        } else this.#tellForeign('digest', place.bucket, key, date);
      });
      if (failure === null) continue;
      // A digest lies in the folder of the day on which it ends.
      const unlisted = { from: date.getTime() - hour, to: date.getTime() + day };
      this.#unlisted.push(unlisted);
      this.#tellUnlisted('digest', objectOf({ bucket: place.bucket, key: folder }), unlisted, failure);
    }
    return listed.sort((a, b) => b.name.end.getTime() - a.name.end.getTime());
  }

  /** Something without a time of its own: it counts in the first hour of its day that is of the range. */
  #tellForeign(what: IntegrityFault['what'], bucket: string, key: string, date: Date): void {
    const time = Math.max(date.getTime(), this.#task.from);
    if (time >= date.getTime() + day) return;
    const because =
      what === 'digest'
        ? 'its name is not that of a digest of this account and Region'
        : 'its name is not that of a log file of this day';
    this.#tell('unreferenced', time, { what, object: objectOf({ bucket, key }), because });
  }

  /** @returns the digest when its log files are to be verified. */
  async #takeDigest(
    listed: ListedDigest,
    read: () => Promise<StoredObject | null>,
  ): Promise<TakenValidDigest | null> {
    const object = objectOf(listed);
    const named = this.#named.get(object);
    const hint = this.#signatures.get(object);
    // Each is asked for once.
    this.#named.delete(object);
    this.#signatures.delete(object);
    const { verified, digest } = await verifyDigest(listed, read, this.#tools.keys, named, hint);
    this.#hint(digest);
    const id = chainOf(listed);
    const chain = this.#chains.get(id) ?? [];
    this.#chains.set(id, chain);
    if (verified.state !== 'valid') {
      this.#takeInvalid(verified, chain, named !== undefined);
      return null;
    }
    chain.push(chained(verified, named?.object ?? object));
    if (verified.previous !== null) this.#named.set(verified.previous.object, verified.previous);
    for (const { s3Bucket, s3Object } of digest?.logFiles ?? []) this.#remember(s3Bucket, s3Object);
    // Digests of the days around the range are read for their links alone.
    const isInside = verified.end > this.#task.from && verified.start < this.#task.to;
    return isInside && digest !== null ? { verified, digest } : null;
  }

  /** Remembers the signature that a digest, verified or not, names for the one before it. */
  #hint(digest: Digest | null): void {
    const {
      previousDigestS3Bucket: bucket,
      previousDigestS3Object: key,
      previousDigestSignature,
    } = digest ?? {};
    if (bucket != null && key != null && previousDigestSignature != null)
      this.#signatures.set(objectOf({ bucket, key }), previousDigestSignature);
  }

  #takeInvalid(verified: InvalidDigest, chain: ChainedDigest[], isNamed: boolean): void {
    const object = objectOf(verified);
    const { state, start, end } = verified;
    if (!isNamed && coversTimeOf(chain, verified)) {
      const because = `no digest names it, and its hour has another: ${verified.because}`;
      this.#tell('unreferenced', end - 1, { what: 'digest', object, because });
      return;
    }
    chain.push(chained(verified, object));
    const kind = state === 'unknown' ? 'unreadable' : state;
    this.#tell(kind, start, { what: 'digest', object, because: verified.because }, end);
  }

  async #verifyLogFiles({ start, end }: ValidDigest, { logFiles }: Digest): Promise<void> {
    const faults = await this.#tools.verifyLogFiles(logFiles);
    this.#verified.digests += 1;
    this.#note({ from: start, to: end, state: logFiles.length === 0 ? 'provably-empty' : 'proven' });
    logFiles.forEach((file, at) => {
      const fault = faults[at];
      if (fault === null) {
        this.#verified.logFiles += 1;
        this.#tools.onProven?.(file);
        return;
      }
      const object = objectOf({ bucket: file.s3Bucket, key: file.s3Object });
      // A verdict that is lost is none.
      const { kind, because } = fault ?? { kind: 'unreadable', because: 'nothing was said of it' };
      this.#tell(kind, start, { what: 'log file', object, because }, end);
    });
  }

  #remember(bucket: string, key: string): void {
    const time = timeOfLogFile(key);
    if (time === null) return;
    const id = folderId(bucket, time);
    const keys = this.#logFiles.get(id) ?? new Set();
    keys.add(key);
    this.#logFiles.set(id, keys);
  }

  /** All digests that can name a file of this day have been read by now. */
  async #findStrays(date: Date): Promise<void> {
    const { accountId, region, places, from, to } = this.#task;
    const known = new Map(places.map(({ bucket }) => [bucket, this.#logFiles.get(folderId(bucket, date))]));
    for (const { bucket } of places) this.#logFiles.delete(folderId(bucket, date));
    if (date.getTime() + day <= from || date.getTime() >= to) return;
    for (const place of places) {
      const folder = folderOf(place, 'CloudTrail', accountId, region, date);
      const failure = await listInto(this.#tools.store, place.bucket, folder, (key) => {
        if (known.get(place.bucket)?.has(key)) return;
        const time = timeOfLogFile(key)?.getTime();
        if (time === undefined || !isOfFolder(time, date))
          this.#tellForeign('log file', place.bucket, key, date);
        else if (time >= from && time < to)
          this.#strays.push({ time, object: objectOf({ bucket: place.bucket, key }) });
      });
      const unlisted = { from: date.getTime(), to: date.getTime() + day };
      if (failure !== null)
        this.#tellUnlisted('log file', objectOf({ bucket: place.bucket, key: folder }), unlisted, failure);
    }
  }

  /** Where nobody knows what there is, nothing is proven to be all. */
  #tellUnlisted(what: IntegrityFault['what'], object: string, { from, to }: Unlisted, failure: string): void {
    const because = `its folder could not be listed: ${failure}`;
    this.#tell(
      'unreadable',
      Math.max(from, this.#task.from),
      { what, object, because },
      Math.min(to, this.#task.to),
    );
  }

  #tellGaps(chains: readonly (readonly ChainedDigest[])[]): void {
    const strays = this.#strays.map(({ time }) => time);
    for (const gap of findGaps(chains, strays, { ...this.#task, unlisted: this.#unlisted })) {
      this.#note(spanOfGap(gap));
      const fault = faultOfGap(gap);
      if (fault !== null) this.#faults.add(fault);
    }
  }

  #tellStrays(chains: readonly (readonly ChainedDigest[])[]): void {
    for (const { time, object } of this.#strays) {
      // Elsewhere it is the digest that is gone, which the hour says already.
      if (!chains.some((chain) => isVouchedFor(time, chain))) continue;
      this.#tell('unreferenced', time, { what: 'log file', object, because: 'no digest names it' });
    }
  }

  /** What an earlier run has seen at the end of a chain is still there. */
  #tellLostEnds(): void {
    for (const { chain, object, end, sha256 } of this.#task.knownEnds ?? []) {
      const to = Date.parse(end);
      if (to <= this.#task.from || to > this.#task.to) continue;
      const found = this.#chains.get(chain)?.find((digest) => digest.object === object);
      if (found?.state === 'valid' && found.sha256 === sha256) continue;
      if (found === undefined && this.#unlisted.some((span) => to >= span.from + hour && to < span.to))
        continue;
      const kind = found === undefined ? 'missing' : 'tampered';
      const because = `an earlier run verified it with the hash ${sha256}`;
      this.#tell(kind, to - hour, { what: 'digest', object, because }, to);
    }
  }

  /** Nothing is said of the time before the account had to be recorded. */
  #note(span: Span): void {
    this.#hours.note({ ...span, from: Math.max(span.from, this.#task.from) });
  }

  #tell(
    kind: IntegrityFault['kind'],
    from: number,
    fault: Pick<IntegrityFault, 'what' | 'object' | 'because'>,
    to = from + 1,
  ): void {
    if (to <= this.#task.from || from >= this.#task.to) return;
    this.#note({ from, to, state: stateOf[kind] });
    this.#faults.add({
      kind,
      ...fault,
      count: 1,
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
    });
  }
}

/** The digests of a day name files of all places; each bucket's are looked up when that day's folders are listed. */
const folderId = (bucket: string, time: Date) => `${bucket} ${Math.floor(time.getTime() / day)}`;

const stateOf: Readonly<Record<IntegrityFault['kind'], HourState>> = {
  missing: 'missing',
  tampered: 'tampered',
  unreferenced: 'unreferenced',
  unreadable: 'unknown',
};
