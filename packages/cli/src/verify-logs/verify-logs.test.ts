import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import {
  CloudTrailClient,
  CreateTrailCommand,
  DescribeTrailsCommand,
  ListPublicKeysCommand,
  StartLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { parseRecords } from '@trailguard/controls/records';
import { type Sandbox, startSandbox } from '@trailguard/sandbox';
import { clientEnvironment, clientsPython } from '@trailguard/sandbox/clients';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runTrailguard } from '../../test/run-trailguard.ts';
import type { IntegrityReport } from '@trailguard/audit/integrity/report';

const hour = 3_600_000;
const bucket = 'verified-logs';
const region = 'us-east-1';

let sandbox: Sandbox;
let s3: S3Client;
let folder: string;
let from: string;
let to: string;
/** Keys of what was delivered. */
let digests: string[];
/** But for the last ones, which wait for their digest. */
let logFiles: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-verify-logs-'));
  sandbox = await startSandbox({ delays: { iam: 0, trustedAccess: 0 } });
  for (const [name, value] of Object.entries(sandbox.environment)) vi.stubEnv(name, value);
  const config = {
    region,
    endpoint: sandbox.endpoint,
    credentials: {
      accessKeyId: sandbox.environment.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: sandbox.environment.AWS_SECRET_ACCESS_KEY ?? '',
    },
  };
  s3 = new S3Client(config);
  const cloudtrail = new CloudTrailClient(config);
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: policyOf(sandbox) }));
  const Name = 'first';
  const settings = { IsMultiRegionTrail: false, EnableLogFileValidation: true };
  await cloudtrail.send(new CreateTrailCommand({ Name, S3BucketName: bucket, ...settings }));
  await cloudtrail.send(new StartLoggingCommand({ Name }));
  from = sandbox.clock.now().toISOString();
  for (let count = 0; count < 6; count += 1) {
    // CloudTrail delivers files of what happens.
    await cloudtrail.send(new DescribeTrailsCommand({}));
    await sandbox.clock.advance(hour);
  }
  to = sandbox.clock.now().toISOString();
  await writeFile(join(folder, 'keys.json'), JSON.stringify(await keysOf(cloudtrail)));
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  const keys = Contents.map(({ Key = '' }) => Key).filter((key) => key.endsWith('.json.gz'));
  digests = keys.filter((key) => key.includes('/CloudTrail-Digest/'));
  logFiles = await namedBy(digests);
}, 120_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  s3?.destroy();
  await sandbox?.stop();
  await rm(folder, { recursive: true, force: true });
});

const policyOf = ({ accounts }: Sandbox, ...more: readonly object[]) => {
  const delivery = ['s3:GetBucketAcl', 's3:PutObject'].map((Action) => ({
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action,
    Resource: `arn:aws:s3:::${bucket}${Action === 's3:PutObject' ? `/AWSLogs/${accounts.management}/*` : ''}`,
  }));
  return JSON.stringify({ Version: '2012-10-17', Statement: [...delivery, ...more] });
};

/** What digests name. */
async function namedBy(keys: readonly string[]): Promise<string[]> {
  const named: { logFiles: { s3Object: string }[] }[] = [];
  for (const Key of keys) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
    named.push(JSON.parse(gunzipSync((await Body?.transformToByteArray()) ?? '').toString()));
  }
  return named.flatMap(({ logFiles: files }) => files.map(({ s3Object }) => s3Object));
}

async function keysOf(cloudtrail: CloudTrailClient) {
  const asked = { StartTime: new Date(from), EndTime: new Date(to) };
  const { PublicKeyList = [] } = await cloudtrail.send(new ListPublicKeysCommand(asked));
  return PublicKeyList.map(({ Fingerprint, Value = new Uint8Array() }) => ({
    region,
    fingerprint: Fingerprint,
    value: Buffer.from(Value).toString('base64'),
  }));
}

const verifyLogs = (...args: string[]) => runTrailguard(['verify-logs', ...args]);
const ofTrail = (...args: string[]) => verifyLogs('--trail', 'first', '--from', from, '--to', to, ...args);

/** What `aws cloudtrail validate-logs` says. */
async function validateLogs(): Promise<string> {
  const python = await clientsPython();
  const { management } = sandbox.accounts;
  const trail = ['--trail-arn', `arn:aws:cloudtrail:${region}:${management}:trail/first`];
  const range = ['--start-time', from, '--end-time', to];
  const command = [join(python, '..', 'aws'), 'cloudtrail', 'validate-logs', ...trail, ...range];
  const env = clientEnvironment(sandbox.environment);
  return promisify(execFile)(python, command, { env }).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
}

/** What is there without an object, or with another content; afterwards it is as before. */
async function without<T>(key: string, work: () => Promise<T>, content?: Buffer): Promise<T> {
  const { Body, Metadata } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  const before = (await Body?.transformToByteArray()) ?? '';
  const object = { Bucket: bucket, Key: key };
  await s3.send(
    content === undefined
      ? new DeleteObjectCommand(object)
      : new PutObjectCommand({ ...object, Body: content }),
  );
  try {
    return await work();
  } finally {
    await s3.send(new PutObjectCommand({ ...object, Body: before, Metadata: Metadata ?? {} }));
  }
}

describe('trailguard verify-logs', () => {
  it('proves the hours of a trail that it asks AWS for', async () => {
    const { code, stdout } = await ofTrail('--format', 'json');
    const report = JSON.parse(stdout) as IntegrityReport;
    expect([code, report.faultCount]).toEqual([0, 0]);
    expect(report.verified).toEqual({ digests: digests.length, logFiles: logFiles.length });
    expect(report.hours).toMatchObject({ missing: 0, tampered: 0, unknown: 0 });
    expect(report.hours.proven).toBeGreaterThan(3);
    expect(logFiles.length).toBeGreaterThan(3);
  });

  it('ends with 5 when the newest digests are gone, and says from when', async () => {
    // CloudTrail may take two hours for a digest: the newest of these might still come.
    const [before = '', last = ''] = digests.slice(-2);
    const { code, stdout } = await without(last, () => without(before, () => ofTrail()));
    expect([code, stdout]).toEqual([5, expect.stringContaining('MISSING digest from ')]);
  });

  it('ends with 6 when a log file was written over', async () => {
    const [file = ''] = logFiles;
    const { code, stdout } = await without(file, () => ofTrail(), Buffer.from('no gzip'));
    expect([code, stdout]).toEqual([6, expect.stringMatching(/TAMPERED log file .*\n {4}verified-logs\//)]);
  });

  it('ends with 4 when there is a file that no digest names', async () => {
    const Key = (logFiles[1] ?? '').replace(/_[^_]+\.json\.gz$/, '_forged0000000000.json.gz');
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: Buffer.from('x') }));
    const { code, stdout } = await ofTrail();
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
    expect([code, stdout]).toEqual([4, expect.stringContaining(Key)]);
  });

  it('ends with 3 when folders of a Region may not be listed, says why, and proves the others', async () => {
    const refusal = {
      ...{ Effect: 'Deny', Principal: '*', Action: 's3:ListBucket', Resource: `arn:aws:s3:::${bucket}` },
      Condition: { StringLike: { 's3:prefix': '*/us-west-2/*' } },
    };
    await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: policyOf(sandbox, refusal) }));
    const { code, stdout } = await ofTrail('--regions', 'us-east-1,us-west-2', '--format', 'json');
    await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: policyOf(sandbox) }));
    const { places } = JSON.parse(stdout) as IntegrityReport;
    expect([code, places.map(({ faultCount }) => faultCount > 0)]).toEqual([3, [false, true]]);
    expect(new Set(places[1]?.hours)).toEqual(new Set(['unknown']));
    expect(places[1]?.faults[0]?.because).toContain('not authorized to perform: s3:ListBucket');
    expect(places[0]?.verified.digests).toBe(digests.length);
  });

  it('judges clean and changed logs as the AWS CLI does, which sees no digest that is gone at the end', async () => {
    const clean = await validateLogs();
    expect(clean).toContain(`${digests.length}/${digests.length} digest files valid`);
    expect(clean).toContain(`${logFiles.length}/${logFiles.length} log files valid`);
    const changed = await without(logFiles[0] ?? '', validateLogs, Buffer.from('no gzip'));
    expect(changed).toContain(`1/${logFiles.length} log files INVALID`);
    const cut = await without(digests.at(-1) ?? '', validateLogs);
    expect(cut).toContain(`${digests.length - 1}/${digests.length - 1} digest files valid`);
  }, 60_000);

  it('keeps the ends of the chains, and ends with 2 when somebody changed them', async () => {
    const ends = join(folder, 'ends.jsonl');
    expect((await ofTrail('--ends', ends)).stdout).toContain('Ends of the chains are kept');
    expect((await ofTrail('--ends', ends)).code).toBe(0);
    const text = await readFile(ends, 'utf8');
    const lines = text.trim().split('\n');
    expect(lines).toHaveLength(2);
    await writeFile(ends, `${lines[0]}\n`);
    const head = lines[1]?.slice(2, 66) ?? '';
    expect(await ofTrail('--ends', ends, '--ends-head', head)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`does not end with the run ${head}`),
    });
    expect((await ofTrail('--ends-head', head)).stderr).toContain('name it by --ends');
    await writeFile(ends, text.replace('2', '3'));
    expect(await ofTrail('--ends', ends)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('ends.jsonl:'),
    });
  });

  it('writes a record of the run, which audits read', async () => {
    const record = join(folder, 'record.yaml');
    const [file = ''] = logFiles;
    await without(file, () => ofTrail('--record', record), Buffer.from('no gzip'));
    const text = await readFile(record, 'utf8');
    expect(parseRecords([{ file: record, text }])).toMatchObject([
      { kind: 'log-validation', outcome: 'failed', scope: [`${sandbox.accounts.management}/${region}`] },
    ]);
    expect(await ofTrail('--record', record)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('it is there already'),
    });
  });

  it('verifies a copy of the bucket with saved keys, and asks AWS nothing', async () => {
    const copy = join(folder, 'copy');
    for (const key of [...digests, ...logFiles]) {
      const file = join(copy, key);
      await mkdir(dirname(file), { recursive: true });
      const { Body, Metadata } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      await writeFile(file, (await Body?.transformToByteArray()) ?? '');
      if (key === digests.at(-1)) await writeFile(`${file}.metadata.json`, JSON.stringify({ Metadata }));
    }
    const options = [
      '--copy',
      copy,
      '--bucket',
      bucket,
      '--keys',
      join(folder, 'keys.json'),
      '--regions',
      region,
    ];
    const account = ['--accounts', sandbox.accounts.management, '--from', from, '--to', to];
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1');
    const { stdout } = await verifyLogs(...options, ...account);
    vi.stubEnv('AWS_ENDPOINT_URL', sandbox.endpoint);
    expect(stdout).toContain(`Verified: ${digests.length} digests, ${logFiles.length} log files`);
  });

  it.each([
    ['no beginning', ['--trail', 'first'], "required option '--from <time>' not specified"],
    ['a time without a zone', ['--from', '2026-03-01T08:00'], 'a time with its zone'],
    ['a day that there is not', ['--from', '2026-02-30'], 'it is a date'],
    [
      'an end before the beginning',
      ['--trail', 'first', '--from', '2026-03-02', '--to', '2026-03-01'],
      'is not after',
    ],
    [
      'a trail that there is not',
      ['--trail', 'none', '--from', '2026-03-01'],
      'there is no trail none in us-east-1: ask in its home Region',
    ],
    [
      'no organization trail',
      ['--from', '2026-03-01'],
      'there is no organization trail in us-east-1: ask the Region and account that own it',
    ],
    ['a copy of nobody knows which bucket', ['--copy', 'x', '--from', '2026-03-01'], 'name by --bucket'],
    ['a bucket without accounts', ['--bucket', 'x', '--from', '2026-03-01'], '--accounts and --regions'],
    ['keys that are none', ['--from', '2026-03-01', '--keys', 'none.json'], 'none.json cannot be read'],
  ])('ends with 2 for %s', async (_case, args, message) => {
    expect(await verifyLogs(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });
});
