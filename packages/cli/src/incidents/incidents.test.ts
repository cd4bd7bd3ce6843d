import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseRecords } from '@trailguard/controls/records';
import { appendEntry, type EntryContent, entryKey } from '@trailguard/incidents';
import { MemoryRecord } from '@trailguard/incidents/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runTrailguard } from '../../test/run-trailguard.ts';

const first = '444444444444-us-east-1-0a';
const second = '444444444444-us-east-1-0b';
const finding = { id: '0a', type: 'Policy:S3/BucketAnonymousAccessGranted', severity: 8 };
const digest = 'a'.repeat(64);
const closure: EntryContent = { kind: 'closure', summary: 'a drill', actions: ['told the owner'] };

let folder: string;
let store: MemoryRecord;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-incidents-'));
  store = new MemoryRecord();
  await add(first, { kind: 'finding', event: 'e1', finding });
  await add(first, {
    kind: 'result',
    digest,
    outcome: 'done',
    text: 'public access is blocked',
    undo: 'aws s3api …',
    requestIds: [],
  });
  await add(second, { kind: 'finding', event: 'e2', finding: { ...finding, id: '0b' } });
  await copy();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function add(incident: string, content: EntryContent, by = 'arn:aws:iam::333333333333:role/r') {
  store.advance(1000);
  await appendEntry(store, incident, by, () => content);
}

/** Copies the record into the folder, as `aws s3 sync` does. */
async function copy(): Promise<void> {
  await rm(join(folder, 'incidents'), { recursive: true, force: true });
  for (const [key, text] of store.objects) {
    await mkdir(dirname(join(folder, key)), { recursive: true });
    await writeFile(join(folder, key), text);
  }
}
const run = (...args: string[]) => runTrailguard(['incidents', ...args]);

describe('trailguard incidents verify', () => {
  it('finds a record whole', async () => {
    const { code, stdout } = await run('verify', folder);
    expect(code).toBe(0);
    expect(stdout).toContain(`whole  ${first}: 2 entries, open\n`);
    expect(stdout).toContain('2 incidents, 0 broken, 2 open');
  });

  it('names each place that was changed or removed', async () => {
    const text = store.objects.get(entryKey(first, 1)) ?? '';
    await writeFile(join(folder, entryKey(first, 1)), text.replace('"severity":8', '"severity":2'));
    const changed = await run('verify', folder);
    expect(changed.code).toBe(1);
    expect(changed.stdout).toContain(
      `changed: ${entryKey(first, 2)}: it does not follow the entry before it`,
    );
    await rm(join(folder, entryKey(first, 1)));
    expect((await run('verify', folder)).stdout).toContain(`missing: ${entryKey(first, 1)}`);
  });

  it('finds by what it printed before that an end or a whole incident is gone', async () => {
    const known = join(folder, 'known.json');
    await writeFile(known, (await run('verify', folder, '--json')).stdout);
    expect((await run('verify', folder, '--known', known)).code).toBe(0);
    await add(first, closure);
    await copy();
    expect((await run('verify', folder, '--known', known)).code).toBe(0);
    await rm(join(folder, entryKey(first, 2)));
    await rm(join(folder, entryKey(first, 3)));
    await rm(join(folder, 'incidents', second), { recursive: true });
    expect((await run('verify', folder)).code).toBe(0);
    const { code, stdout } = await run('verify', folder, '--known', known, '--json');
    const { incidents } = JSON.parse(stdout) as { incidents: { incident: string; faults: object[] }[] };
    expect(code).toBe(1);
    expect(incidents.map(({ incident, faults }) => [incident, faults])).toMatchObject([
      [first, [{ fault: 'missing' }]],
      [second, [{ fault: 'missing' }]],
    ]);
  });

  it.each<[string, () => Promise<{ code: number; stderr: string }>, RegExp]>([
    ['no copy of a record', () => run('verify', join(folder, 'none')), /no copy of a record/],
    ['no bucket', () => run('verify', 's3://A'), /is no bucket of a record/],
    [
      'other known ends',
      async () => {
        await writeFile(join(folder, 'x'), '{}');
        return run('verify', folder, '--known', join(folder, 'x'));
      },
      /is not what trailguard incidents verify --json prints/,
    ],
  ])('ends with 2 for %s', async (_what, verify, message) => {
    expect(await verify()).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
  });
});

describe('trailguard incidents show', () => {
  it('lists the incidents, and tells one with what takes an action back', async () => {
    expect((await run('show', folder)).stdout.split('\n')).toHaveLength(3);
    const { stdout } = await run('show', folder, first);
    expect(stdout).toContain('done: public access is blocked; taken back by: aws s3api …');
  });

  it('refuses an incident that there is none of', async () => {
    expect(await run('show', folder, 'nothing')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('has no incident nothing'),
    });
  });
});

describe('trailguard incidents records', () => {
  it('prints closed incidents as records that the controls read', async () => {
    await add(first, closure, 'arn:aws:sts::333333333333:assumed-role/Approver/alice');
    await copy();
    const { code, stdout } = await run('records', folder);
    expect(code).toBe(0);
    const records = parseRecords([{ file: 'incidents.json', text: stdout }]);
    expect(records).toMatchObject([
      {
        kind: 'incident',
        scope: ['0a'],
        actions: ['public access is blocked', 'told the owner', 'a drill'],
        signedOffBy: 'arn:aws:sts::333333333333:assumed-role/Approver/alice',
      },
    ]);
  });

  it('leaves out what is not whole', async () => {
    await add(first, closure);
    await copy();
    await rm(join(folder, entryKey(first, 2)));
    const { code, stdout, stderr } = await run('records', folder);
    expect([code, JSON.parse(stdout).records]).toEqual([1, []]);
    expect(stderr).toContain(`${first} is not whole`);
  });
});
