import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { StoreDescription, VerifyLogsOptions } from '@trailguard/audit/integrity';
import { deliverChain, MemoryStore, SigningKey } from '@trailguard/audit/integrity/test';
import { type GatheredLogs, gatherProvenLogs, investigate, questions } from '@trailguard/investigate';
import { median } from 'simple-statistics';
import { absent, defineBench } from './harness/bench.ts';
import { printTable } from './harness/report.ts';
import { takeTurns, timed } from './harness/rounds.ts';

const threads = availableParallelism();
const accountId = '111111111111';
const region = 'us-east-1';
const place = { bucket: 'bench-logs', prefix: null, organizationId: null };
const start = Date.parse('2026-03-01T00:00:00Z');
/** One of as many events is a root user's. */
const rareness = 1_000;

/** The same question as `root-use`. */
const jqFilter = `.Records[] | select(.userIdentity.type == "Root" and .userIdentity.invokedBy == null
  and .eventType != "AwsServiceEvent") | .eventID`;

export default defineBench({
  measures:
    'A question to log files on the disk, from the start to its answer, beside zcat and jq on all processors.',
  figures: {
    jqToOurs: {
      kind: 'ratio',
      means: 'processor time of zcat | jq / ours, which proves nothing either',
      aim: { atLeast: 3 },
    },
    jqToProven: {
      kind: 'ratio',
      means: 'processor time of zcat | jq / ours with each file proved before',
      aim: { atLeast: 2 },
    },
    allToOne: { kind: 'ratio', means: 'processor time of all questions / one of them', aim: { atMost: 1.5 } },
    zcatToOurs: { kind: 'limit', means: 'processor time of zcat for all files / ours' },
    gigabytesASecond: {
      kind: 'limit',
      means: 'GB of gzipped log files / seconds of ours; belongs to this machine',
    },
  },
  parameters: {
    hours: { default: 24, least: 2, most: 720, description: 'hours of the chain' },
    files: { default: 10, least: 1, most: 1_000, description: 'log files an hour' },
    events: { default: 2_000, least: 1, most: 50_000, description: 'events a log file' },
  },
  maxMinutes: 10,
  async run({ hours, files, events }) {
    const folder = await mkdtemp(join(tmpdir(), 'trailguard-bench-investigate-'));
    try {
      const key = new SigningKey(region);
      const logs = await deliver(folder, key, { hours, files, events });
      const { gzipped, paths, roots } = logs;
      printTable('logs', [
        {
          'log files': paths.length,
          events: paths.length * events,
          'MB gzipped': (gzipped / 1e6).toFixed(1),
        },
      ]);
      const list = join(folder, 'files.txt');
      await writeFile(list, paths.join('\0'));
      const unproven: GatheredLogs = { files: logs.files, unread: [], places: null };
      const proven = () =>
        gatherProvenLogs(
          logs.options,
          { kind: 'saved', keys: [key.publicKey] },
          { store: logs.store, folder },
        );
      const ask = async (gathered: GatheredLogs, names: readonly string[]) => {
        const asked = questions.filter(({ name }) => names.includes(name));
        const { from, to, asOf } = logs.options;
        const report = await investigate(gathered, {
          from,
          to,
          asOf,
          questions: asked,
          folder,
          most: 1_000_000,
        });
        const found = report.answers.find(({ question }) => question === 'root-use');
        const isSame =
          found?.rowCount === roots.size && found.rows.every(({ eventId }) => roots.has(eventId));
        if (!isSame || report.logs.unread.length > 0)
          throw new Error(
            `${found?.rowCount} of ${roots.size} events are found, ${report.logs.unread[0]?.because}`,
          );
      };
      const clock: number[] = [];
      const every = questions.map(({ name }) => name);
      const isThere = await promisify(execFile)('jq', ['--version']).then(
        () => true,
        () => false,
      );
      const rounds = await takeTurns(
        'use of root users',
        {
          ours: () =>
            processorTime(async () => {
              clock.push(await timed(() => ask(unproven, ['root-use'])));
            }),
          all: () => processorTime(() => ask(unproven, every)),
          proven: () => processorTime(async () => ask(await proven(), ['root-use'])),
          zcat: async () => (await eachProcessor(list, 'zcat "$@" > /dev/null')).milliseconds,
          jq: () => (isThere ? askJq(list, roots) : 0),
        },
        { rounds: 5, seconds: 240, unit: 'ms of processor time' },
      );
      const noJq = absent('jq is not on PATH');
      return {
        jqToOurs: isThere ? rounds.ratio('jq', 'ours') : noJq,
        jqToProven: isThere ? rounds.ratio('jq', 'proven') : noJq,
        allToOne: rounds.ratio('all', 'ours'),
        zcatToOurs: rounds.ratio('zcat', 'ours'),
        gigabytesASecond: gzipped / 1e6 / median(clock),
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
});

/** Writes signed logs as a copy of their bucket. */
async function deliver(
  folder: string,
  key: SigningKey,
  { hours, files, events }: { readonly hours: number; readonly files: number; readonly events: number },
) {
  let made = 0;
  const differing = () => {
    made += 1;
    return made % rareness === 0
      ? { userIdentity: { type: 'Root', arn: `arn:aws:iam::${accountId}:root` } }
      : {};
  };
  const store = new MemoryStore();
  const periods = [{ files: new Array<number>(hours).fill(files), pause: 0 }];
  const digests = deliverChain(store, key, {
    ...{ accountId, region, place, start, periods, events, differing },
    trailName: 'bench',
  });
  const objects = digests.flatMap(({ logFiles }) => logFiles);
  const pathOf = (object: string) => join(folder, object.slice(place.bucket.length + 1));
  for (const [object, { content, metadata }] of store.objects) {
    await mkdir(dirname(pathOf(object)), { recursive: true });
    await writeFile(pathOf(object), content);
    if (metadata.signature !== undefined)
      await writeFile(`${pathOf(object)}.metadata.json`, JSON.stringify({ Metadata: metadata }));
  }
  const to = digests.at(-1)?.end ?? start;
  const options: VerifyLogsOptions = {
    accounts: [{ accountId }],
    regions: [region],
    places: [place],
    from: new Date(start),
    to: new Date(to),
    asOf: new Date(to + 86_400_000),
  };
  const description: StoreDescription = { kind: 'folder', folders: { [place.bucket]: folder } };
  const paths = objects.map(pathOf);
  return {
    options,
    store: description,
    paths,
    files: objects.map((object) => ({ path: pathOf(object), object })),
    gzipped: objects.reduce((sum, object) => sum + store.get(object).content.length, 0),
    roots: new Set(await rootsOf(paths)),
  };
}

/** Event ids of root users, read without any of the contestants. */
async function rootsOf(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const { Records } = JSON.parse(gunzipSync(await readFile(path)).toString()) as {
      Records: { eventID: string; userIdentity: { type: string } }[];
    };
    for (const { eventID, userIdentity } of Records) if (userIdentity.type === 'Root') found.push(eventID);
  }
  return found;
}

/** Milliseconds of all processors that a piece of work of this process takes, with its threads. */
async function processorTime(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** @returns milliseconds of all processors. */
async function askJq(list: string, roots: ReadonlySet<string>): Promise<number> {
  const { stdout, milliseconds } = await eachProcessor(list, 'zcat "$@" | jq -r "$FILTER"');
  const ids = stdout.trim().split('\n');
  if (ids.length !== roots.size || !ids.every((id) => roots.has(id)))
    throw new Error(`jq finds ${ids.length} of ${roots.size} events`);
  return milliseconds;
}

/** Runs a command of the shell over the files, which it has as its arguments, in as many processes as there are processors. */
async function eachProcessor(
  list: string,
  command: string,
): Promise<{ readonly stdout: string; readonly milliseconds: number }> {
  const { stdout, stderr } = await promisify(execFile)(
    'sh',
    ['-c', `xargs -0 -P ${threads} -n 40 sh -c '${command}' files < ${list}; times >&2`],
    { env: { ...process.env, FILTER: jqFilter }, maxBuffer: 1 << 28 },
  );
  return { stdout, milliseconds: timeOfChildren(stderr) };
}

/** The second line of the shell's `times`: user and system time of what it has started, as `0m1.690000s 0m0.140000s`. */
function timeOfChildren(text: string): number {
  const found = [...text.matchAll(/(\d+)m([\d.]+)s/g)].slice(-2);
  if (found.length < 2) throw new Error(`the shell told no times: ${text}`);
  return found.reduce(
    (sum, [, minutes, seconds]) => sum + (Number(minutes) * 60 + Number(seconds)) * 1000,
    0,
  );
}
