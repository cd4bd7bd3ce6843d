import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  type DeliveredDigest,
  deliverChain,
  MemoryStore,
  SigningKey,
  writeCopy,
} from '@trailguard/audit/integrity/test';
import { Investigation, questions } from '@trailguard/investigate';
import Value from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTrailguard } from '../../test/run-trailguard.ts';
import { questionNames } from './command.ts';

const accountId = '111111111111';
const region = 'eu-west-1';
const bucket = 'logs';
const start = Date.parse('2026-03-01T10:00:00Z');
const key = new SigningKey(region);
const attack = `<img src=x onerror=alert(1)>\u001b[31m`;

let folder: string;
let store: MemoryStore;
let digests: DeliveredDigest[];

const copy = (name: string) => writeCopy(store, bucket, join(folder, name));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailguard-investigate-test-'));
  store = new MemoryStore();
  const place = { bucket, prefix: null, organizationId: null };
  const periods = [{ files: [2, 1, 2, 1], pause: 0 }];
  digests = deliverChain(store, key, {
    accountId,
    region,
    place,
    trailName: 'trail',
    start,
    periods,
    differing,
  });
  writeFileSync(join(folder, 'keys.json'), JSON.stringify([key.publicKey]));
  copy('clean');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The first event of all is a root user's, with a user agent that means harm. */
let isFirst = true;
function differing(): object {
  if (!isFirst) return {};
  isFirst = false;
  return { userIdentity: { type: 'Root', arn: `arn:aws:iam::${accountId}:root` }, userAgent: attack };
}

function ask(name: string, ...args: string[]) {
  const subject = ['--accounts', accountId, '--regions', region, '--keys', join(folder, 'keys.json')];
  const range = ['--from', '2026-03-01T10:00Z', '--to', '2026-03-01T14:00Z'];
  return runTrailguard([
    'investigate',
    ...args,
    '--copy',
    join(folder, name),
    '--bucket',
    bucket,
    ...subject,
    ...range,
  ]);
}

async function reportOf(name: string, ...args: string[]) {
  const { code, stdout } = await ask(name, ...args, '--format', 'json');
  return { code, report: Value.Parse(Investigation, JSON.parse(stdout)) };
}

describe('trailguard investigate', () => {
  it('offers every question that there is', () => {
    expect(questionNames).toEqual(questions.map(({ name }) => name));
  });

  it('answers from log files that it has proved, and says so', async () => {
    const { code, report } = await reportOf('clean', 'root-use', 'trail-changes');
    expect(code).toBe(0);
    expect(report.logs).toMatchObject({ verified: true, files: 6, events: 6, unread: [], faultCount: 0 });
    expect(report.logs.hours).toMatchObject({ proven: 4, missing: 0 });
    expect(report.answers.map(({ question, rowCount }) => [question, rowCount])).toEqual([
      ['root-use', 1],
      ['trail-changes', 0],
    ]);
    expect(report.answers[0]?.rows[0]?.file).toBe(digests[0]?.logFiles[0]);
  });

  it('reads no file that was changed, forged or lost, names each, and ends with 4', async () => {
    const target = copy('tampered');
    const fileOf = (object = '') => join(target, object.slice(bucket.length + 1));
    const [changed = '', lost = ''] = [digests[0]?.logFiles[0], digests[2]?.logFiles[0]];
    const forged = changed.replace(/_[^_]+\.json\.gz$/, '_forged.json.gz');
    const Records = [{ eventTime: '2026-03-01T10:20:00Z', userIdentity: { type: 'Root' } }];
    for (const object of [changed, forged])
      writeFileSync(fileOf(object), gzipSync(JSON.stringify({ Records })));
    rmSync(fileOf(lost));
    const { code, report } = await reportOf('tampered', 'root-use');
    expect([code, report.answers[0]?.rowCount, report.logs.files]).toEqual([4, 0, 4]);
    expect(report.logs.unread.map(({ object }) => object).sort()).toEqual([changed, forged, lost].sort());
    const { stdout } = await ask('tampered', 'root-use');
    expect(stdout).toContain(
      '3 digests and log files are missing or not as they were delivered, and were not read.',
    );
    expect(stdout).toContain(`${forged}: unreferenced`);

    const unverified = await reportOf('tampered', 'root-use', '--unverified');
    expect([unverified.code, unverified.report.answers[0]?.rowCount]).toEqual([0, 2]);
    expect(unverified.report.logs).toMatchObject({ verified: false, hours: null, files: 6 });
    expect((await ask('tampered', 'root-use', '--unverified')).stdout).toContain('NOTHING WAS VERIFIED');
  });

  it('names files that are none when it proves nothing, and ends with 4', async () => {
    const target = copy('broken');
    const [object = ''] = digests[1]?.logFiles ?? [];
    writeFileSync(join(target, object.slice(bucket.length + 1)), 'no gzip');
    const odd = object.replace(/_20260301T/, '_20250301T');
    writeFileSync(join(target, odd.slice(bucket.length + 1)), gzipSync('{"Records":[]}'));
    const { code, report } = await reportOf('broken', 'root-use', '--unverified');
    expect([code, report.logs.files]).toEqual([4, 5]);
    expect(report.logs.unread).toEqual([
      { object: odd, because: 'its name is not that of a log file of this day' },
      { object, because: 'it is no gzip file' },
    ]);
  });

  it('tells the timeline of a resource, and of several', async () => {
    const resources = ['--resource', `arn:aws:iam::${accountId}:role/Worker`, '--resource', 'nothing'];
    const { report } = await reportOf('clean', 'timeline', ...resources);
    // The calls of the fixture read.
    expect(report.answers.map(({ resource, rowCount }) => [resource, rowCount])).toEqual([
      [resources[1], 0],
      ['nothing', 0],
    ]);
  });

  it('writes a table that no log can steer a terminal with', async () => {
    const { stdout } = await ask('clean', 'root-use');
    expect(stdout).toContain('Use of root users (1)');
    expect(stdout).toContain(`arn:aws:iam::${accountId}:root`);
    expect(stdout).not.toContain('\u001b');
  });

  it('writes CSV with a column for each part of a row', async () => {
    const lines = (await ask('clean', 'root-use', '--format', 'csv')).stdout.trim().split('\n');
    expect(lines[0]).toBe(
      'question,resource,verified,first,last,count,accountId,region,caller,sourceAddress,action,outcome,detail,eventId,file',
    );
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(
      /^root-use,,yes,2026-03-01T10:20:00Z,2026-03-01T10:20:00Z,1,111111111111,eu-west-1,/,
    );
  });

  it('writes a page that runs nothing, with a plot', async () => {
    const output = join(folder, 'page.html');
    await ask('clean', 'root-use', '--format', 'html', '--output', output);
    const page = readFileSync(output, 'utf8');
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(page).not.toContain('<img');
    expect(page.match(/<rect /g)).toHaveLength(1);
  });

  it.each([
    ['an unknown question', ['nonsense'], 'Allowed choices are root-use'],
    ['a timeline of nothing', ['timeline'], 'name it by --resource'],
    ['a resource without a timeline', ['root-use', '--resource', 'x'], 'which is not asked'],
    ['a time that is not in the range', ['new-regions', '--new-since', '2026-04-01'], 'is not between'],
    ['a burst of nothing', ['denied-bursts', '--burst', '0'], 'a whole number from 1'],
    ['a place whose bucket was not copied', ['--place', 's3://older/audit'], '--copy older=FOLDER'],
    ['a place that is none', ['--place', 'older'], 's3://BUCKET/PREFIX'],
  ])('ends with 2 for %s', async (_case, args, message) => {
    expect(await ask('clean', ...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });
});
