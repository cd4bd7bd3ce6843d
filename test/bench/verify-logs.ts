import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import {
  KeyRing,
  keysOfAws,
  LogFilePool,
  openStore,
  type StoreDescription,
  verifyLogs,
} from '@trailguard/audit/integrity';
import { clientsPython, clientEnvironment } from '@trailguard/sandbox/clients';
import { defineBench } from './harness/bench.ts';
import { startProcess } from './harness/processes.ts';
import { printTable } from './harness/report.ts';
import { takeTurns, timing } from './harness/rounds.ts';
import type { RawTask } from './log-files/raw-loop.ts';
import type { LogStoreAnswer, LogStoreTask } from './processes/log-store.ts';

const threads = availableParallelism();
/** Requests of a thread that are under way at once. */
const atOnce = 64;

export default defineBench({
  measures:
    'Verification of signed logs, from S3 and from a copy, beside the AWS CLI and a loop that only fetches, uncompresses and hashes.',
  figures: {
    rawToS3: {
      kind: 'limit',
      means: 'parallel GET, gunzip and SHA-256 of the same objects / our verification from S3',
      aim: { atLeast: 0.7 },
    },
    awsCliToS3: {
      kind: 'ratio',
      means: 'aws cloudtrail validate-logs / our verification, both from S3',
      aim: { atLeast: 10 },
    },
    awsCliToLateS3: {
      kind: 'ratio',
      means: 'the same with each GET answered 30 ms late',
      aim: { atLeast: 50 },
    },
    memoryToCopy: {
      kind: 'limit',
      means: 'gunzip and SHA-256 of files in memory / our verification of a copy on the disk',
      aim: { atLeast: 0.7 },
    },
  },
  parameters: {
    hours: { default: 24, least: 2, most: 720, description: 'hours of the chain' },
    files: { default: 50, least: 1, most: 1_000, description: 'log files an hour' },
    events: { default: 90, least: 1, most: 10_000, description: 'events a log file: 90 are about 5 KB' },
  },
  maxMinutes: 15,
  async run({ hours, files, events }) {
    const task: LogStoreTask = { hours, filesPerHour: files, eventsPerFile: events };
    await using served = await startProcess<LogStoreAnswer>('log-store', task);
    const logs = served.answer;
    const folder = await mkdtemp(join(tmpdir(), 'trailguard-bench-logs-'));
    useEndpoint(logs);
    const logFiles = logs.keys.filter((key) => key.includes('/CloudTrail/'));
    printTable('logs', [
      { hours, 'log files': logFiles.length, 'KB a file': (logs.bytes / logFiles.length / 1000).toFixed(1) },
    ]);
    await using s3 = await ours({ kind: 's3', region: logs.region }, logs);
    await using copy = await ours({ kind: 'folder', folders: { [logs.bucket]: folder } }, logs);
    try {
      await copyTo(folder, logs);
      await using raw = await rawLoop(`http://127.0.0.1:${logs.port}/${logs.bucket}`, logs.keys);
      await using memory = await rawLoop(folder, logFiles);
      const local = await takeTurns('logs of a copy', {
        copy: timing(() => copy.verify()),
        memory: timing(() => memory.run()),
      });
      const near = await takeTurns('logs in S3', {
        s3: timing(() => s3.verify()),
        raw: timing(() => raw.run()),
      });
      const peer = await takeTurns(
        'logs in S3, beside the AWS CLI',
        { s3: timing(() => s3.verify()), awsCli: timing(() => validateLogs(logs, logFiles.length)) },
        { rounds: 3, warmUps: 0, seconds: 240 },
      );
      await fetch(`http://127.0.0.1:${logs.port}/_delay?ms=30`);
      const late = await takeTurns(
        'logs in an S3 that answers after 30 ms',
        { s3: timing(() => s3.verify()), awsCli: timing(() => validateLogs(logs, logFiles.length)) },
        { rounds: 1, warmUps: 0 },
      );
      return {
        rawToS3: near.ratio('raw', 's3'),
        awsCliToS3: peer.ratio('awsCli', 's3'),
        awsCliToLateS3: late.ratio('awsCli', 's3'),
        memoryToCopy: local.ratio('memory', 'copy'),
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
});

function useEndpoint({ port, region }: LogStoreAnswer): void {
  const keys = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };
  Object.assign(process.env, { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`, AWS_REGION: region, ...keys });
}

/** Our verification, with its threads started, as in a run over many accounts. */
async function ours(description: StoreDescription, logs: LogStoreAnswer) {
  const store = await openStore(description);
  const pool = new LogFilePool(store);
  const { bucket, accountId, region, from, to, keys } = logs;
  const expected = keys.filter((key) => key.includes('/CloudTrail/')).length;
  return {
    async verify(): Promise<void> {
      const tools = {
        store,
        keys: new KeyRing(keysOfAws()),
        verifyLogFiles: pool.verify.bind(pool),
      };
      const options = {
        accounts: [{ accountId }],
        regions: [region],
        places: [{ bucket, prefix: null, organizationId: null }],
        from: new Date(from),
        to: new Date(to),
        asOf: new Date(to + 86_400_000),
      };
      for await (const { verified, faultCount, faults } of verifyLogs(options, tools)) {
        if (faultCount > 0 || verified.logFiles !== expected)
          throw new Error(
            `${verified.logFiles} of ${expected} log files are verified: ${faults[0]?.because}`,
          );
      }
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await pool.close();
      await store[Symbol.asyncDispose]();
    },
  };
}

/** Threads that do no more than the machine has to, each with its share of the files. */
async function rawLoop(from: string, keys: readonly string[]) {
  const workers = Array.from({ length: threads }, (_, thread) => {
    const share = keys.filter((_key, at) => at % threads === thread);
    const workerData: RawTask = { from, keys: share, atOnce };
    return new Worker(new URL('./log-files/raw-loop.ts', import.meta.url), { workerData });
  });
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  return {
    async run(): Promise<void> {
      const done = workers.map((worker) => once(worker, 'message'));
      for (const worker of workers) worker.postMessage('run');
      const counts = (await Promise.all(done)).map(([count]) => Number(count));
      const hashed = counts.reduce((sum, count) => sum + count, 0);
      if (hashed !== keys.length) throw new Error(`${hashed} of ${keys.length} files are hashed`);
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

async function copyTo(folder: string, { port, bucket, keys }: LogStoreAnswer): Promise<void> {
  for (const key of keys) {
    const response = await fetch(`http://127.0.0.1:${port}/${bucket}/${key}`);
    const file = join(folder, key);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, Buffer.from(await response.arrayBuffer()));
    const signature = response.headers.get('x-amz-meta-signature');
    if (signature !== null)
      await writeFile(`${file}.metadata.json`, JSON.stringify({ Metadata: { signature } }));
  }
}

async function validateLogs(logs: LogStoreAnswer, expected: number): Promise<void> {
  const python = await clientsPython();
  const environment = clientEnvironment({
    AWS_ENDPOINT_URL: `http://127.0.0.1:${logs.port}`,
    AWS_REGION: logs.region,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
  });
  const time = (at: number) => new Date(at).toISOString();
  const range = ['--start-time', time(logs.from), '--end-time', time(logs.to)];
  const command = ['cloudtrail', 'validate-logs', '--trail-arn', logs.trailArn, ...range];
  const options = { env: environment, maxBuffer: 1 << 26 };
  const { stdout: said } = await promisify(execFile)(
    python,
    [join(python, '..', 'aws'), ...command],
    options,
  );
  if (!said.includes(`${expected}/${expected} log files valid`)) throw new Error(`the AWS CLI says: ${said}`);
}
