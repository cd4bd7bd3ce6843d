import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { TrailInvestigation } from '@trailguard/baseline';
import { recordProgram } from '@trailguard/baseline/testing';
import { investigate, questions, type Row } from '@trailguard/investigate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventTable, type LogFile, partitionOf } from './event-table.ts';
import { events } from './events.ts';

const bucket = 'acme-logs';
const account = '111111111111';
const home = `AWSLogs/o-exampleorgid/${account}/CloudTrail`;
const keyOf = (region: string, day: string) =>
  `${home}/${region}/${day}/${account}_CloudTrail_${region}_${day.replaceAll('/', '')}T1200Z_abcdefghijklmnop.json.gz`;
const days = ['2026/03/01', '2026/03/01'];
const newSince = '2026-03-01T12:00:00Z';
const named = 'arn:aws:s3:::logs';

/** What each query is given beside account and days, and the question of `trailguard investigate` that asks the same. */
const asked: Readonly<Record<string, { values?: (string | number)[]; question?: string }>> = {
  'console-without-mfa': { question: 'console-without-mfa' },
  'deleted-logs': { values: ['logs'] },
  'denied-bursts': { values: [10], question: 'denied-bursts' },
  'failed-sign-ins': { question: 'failed-sign-ins' },
  'guardduty-changes': { question: 'guardduty-changes' },
  'key-deletion': { question: 'key-deletion' },
  'key-use': { values: ['key/1234'] },
  'new-regions': { values: [newSince], question: 'new-regions' },
  'root-use': { question: 'root-use' },
  'trail-changes': { question: 'trail-changes' },
  'unusual-callers': { values: [newSince], question: 'unusual-callers' },
  'who-changed': { values: [named], question: 'timeline' },
};

let table: EventTable;
let parameters: Readonly<Record<string, string>>;
let saved: readonly string[];
/** Rows of `trailguard investigate` by question. */
let answers: Readonly<Record<string, readonly Row[]>>;

beforeAll(async () => {
  const { resources, inputsOf } = await recordProgram(
    () =>
      new TrailInvestigation('logs', {
        namePrefix: 'acme',
        accountId: '333333333333',
        region: 'us-east-1',
        logBucketName: bucket,
        organizationId: 'o-exampleorgid',
        regions: ['us-east-1', 'eu-west-1'],
      }),
  );
  const { databaseName, name, storageDescriptor, ...described } = inputsOf(
    'aws:glue/catalogTable:CatalogTable',
  ) as never as {
    databaseName: string;
    name: string;
    storageDescriptor: { columns: { name: string; type: string }[] };
    parameters: Record<string, string>;
  };
  ({ parameters } = described);
  const queries = Object.fromEntries(
    resources
      .filter(({ type }) => type === 'aws:athena/namedQuery:NamedQuery')
      .map(({ inputs }) => [String(inputs.name), String(inputs.query)]),
  );
  saved = Object.keys(queries);
  const files: LogFile[] = ['us-east-1', 'eu-west-1'].map((region) => ({
    key: keyOf(region, '2026/03/01'),
    records: events.filter(({ awsRegion }) => awsRegion === region),
  }));
  const { columns } = storageDescriptor;
  table = await EventTable.of({ databaseName, name, columns, parameters, queries }, bucket, files);
  answers = await investigated(files);
});
afterAll(() => table?.[Symbol.asyncDispose]());

/** The same files as `trailguard investigate` reads them. */
async function investigated(files: readonly LogFile[]): Promise<Record<string, readonly Row[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'trailguard-saved-queries-'));
  try {
    const onDisk = files.map(({ key, records }, index) => {
      const path = join(folder, `${index}.json.gz`);
      writeFileSync(path, gzipSync(JSON.stringify({ Records: records })));
      return { path, object: `${bucket}/${key}` };
    });
    const { answers: found } = await investigate(
      { files: onDisk, unread: [], places: null },
      {
        from: new Date('2026-03-01T00:00:00Z'),
        to: new Date('2026-03-02T00:00:00Z'),
        asOf: new Date('2026-03-02T00:00:00Z'),
        newSince: new Date(newSince),
        questions,
        resources: [named],
        folder,
      },
    );
    return Object.fromEntries(found.map(({ question, rows }) => [question, rows]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const rowsOf = (name: string) => table.ask(name, [account, ...days, ...(asked[name]?.values ?? [])]);

describe('the saved queries', () => {
  it('are all asked here', () => {
    expect([...saved].sort()).toEqual(Object.keys(asked).sort());
  });

  it('answer together each question of `trailguard investigate`', () => {
    const taken = Object.values(asked).flatMap(({ question }) => question ?? []);
    expect(taken.sort()).toEqual(questions.map(({ name }) => name).sort());
  });

  it.each(Object.keys(asked))('%s finds something, in the order of time', async (name) => {
    const rows = await rowsOf(name);
    expect(rows.length).toBeGreaterThan(0);
    const times = rows.map(({ first }) => String(first));
    expect(times).toEqual([...times].sort());
    for (const { file } of rows) expect(String(file)).toMatch(/^s3:\/\/acme-logs\/AWSLogs\/o-exampleorgid\//);
  });

  it.each(
    Object.entries(asked).flatMap(([name, { question }]) => (question ? [[name, question] as const] : [])),
  )('%s finds what the question %s finds in the same files', async (name, question) => {
    const compared = (
      row: Readonly<Record<string, unknown>>,
      names: readonly (readonly [string, string])[],
    ) => names.map(([own]) => String(row[own]));
    const both = [
      ['count', 'count'],
      ['account_id', 'accountId'],
      ['region', 'region'],
      ['caller', 'caller'],
      ['source_address', 'sourceAddress'],
      ['outcome', 'outcome'],
      ['event_id', 'eventId'],
      // A burst is told by its commonest action there, and by its first here.
      ...(name === 'denied-bursts' ? [] : [['action', 'action'] as const]),
    ] as const;
    const here = (await rowsOf(name)).map((row) => compared(row, both));
    const there = (answers[question] ?? []).map((row) =>
      compared(
        row,
        both.map(([, other]) => [other, other] as const),
      ),
    );
    // Several may be of one moment.
    expect(here.sort()).toEqual(there.sort());
  });

  it('find nothing on another day or of another account', async () => {
    expect(await table.ask('root-use', [account, '2026/03/02', '2026/03/09'])).toEqual([]);
    expect(await table.ask('root-use', ['222222222222', ...days])).toEqual([]);
  });

  it('take no value for SQL', async () => {
    expect(await table.ask('who-changed', [account, ...days, "' OR 1 = 1 --"])).toEqual([]);
  });

  it('tell deleted log files by the name of their bucket alone', async () => {
    const details = (await rowsOf('deleted-logs')).map(({ action, detail }) => [action, detail]);
    expect(details).toEqual([
      ['s3:PutBucketPolicy', 'logs '],
      ['s3:DeleteObject', 'logs AWSLogs/a.json.gz'],
    ]);
  });

  it('count who used a key, refused calls apart', async () => {
    const used = (await rowsOf('key-use')).map(({ action, outcome, count }) => [action, outcome, count]);
    expect(used).toEqual([
      ['kms:Decrypt', '', '2'],
      ['kms:Decrypt', 'AccessDenied', '1'],
    ]);
  });
});

describe('the table', () => {
  const object = (key: string) => `s3://${bucket}/${key}`;
  it('finds a key of the organization, in each Region that it lists', () => {
    expect(partitionOf(parameters, object(keyOf('eu-west-1', '2026/03/01')))).toEqual({
      account,
      region: 'eu-west-1',
      day: '2026/03/01',
    });
  });

  it.each([
    ['of another organization', keyOf('eu-west-1', '2026/03/01').replace('o-exampleorgid', 'o-another')],
    ['of a Region that it does not list', keyOf('ap-east-1', '2026/03/01')],
    ['before its first day', keyOf('eu-west-1', '2019/12/31')],
    ['that is a digest', keyOf('eu-west-1', '2026/03/01').replace('/CloudTrail/', '/CloudTrail-Digest/')],
  ])('finds no key %s', (_what, key) => {
    expect(partitionOf(parameters, object(key))).toBeUndefined();
  });
});
