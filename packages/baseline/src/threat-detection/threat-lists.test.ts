import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordProgram } from '../testing/record-program.ts';
import { type ThreatList, ThreatLists, type ThreatListsArgs, threatListFaults } from './threat-lists.ts';

const expires = '2999-12-31';
const threats: ThreatList = {
  name: 'botnets',
  kind: 'threat',
  text: '198.51.100.7\n',
  owner: 'security',
  reason: 'seen in an incident',
  expires,
};
const trusted: ThreatList = { ...threats, name: 'scanners', kind: 'trusted', text: '203.0.113.0/24\n' };
const recorded = (different: Partial<ThreatListsArgs> = {}) =>
  recordProgram(
    () =>
      void new ThreatLists('lists', {
        detectors: [
          { region: 'us-east-1', detectorId: 'd1' },
          { region: 'eu-west-1', detectorId: 'd2' },
        ],
        lists: [threats, trusted],
        bucketName: 'lists-333333333333',
        region: 'us-east-1',
        deployRoleArns: ['arn:aws:iam::333333333333:role/Deploy'],
        tags: { Team: 'blue' },
        ...different,
      }),
  );
const threatType = 'aws:guardduty/threatIntelSet:ThreatIntelSet';
const trustedType = 'aws:guardduty/iPSet:IPSet';

describe('ThreatLists', () => {
  it('uploads a list under its digest and has GuardDuty use it in every region, protected', async () => {
    const recording = await recorded();
    const object = recording.find('aws:s3/bucketObjectv2:BucketObjectv2', 'lists-botnets');
    expect(object.inputs).toEqual({
      region: 'us-east-1',
      bucket: 'lists-333333333333',
      key: expect.stringMatching(/^threat\/botnets\/[0-9a-f]{64}\.txt$/),
      content: '198.51.100.7\n',
      contentType: 'text/plain',
    });
    expect(object.retainOnDelete).toBe(true);
    expect(object.dependsOn).toContain('BucketPolicy lists');
    for (const [region, detectorId] of [
      ['us-east-1', 'd1'],
      ['eu-west-1', 'd2'],
    ]) {
      const set = recording.find(threatType, `lists-botnets-${region}`);
      expect(set.inputs).toEqual({
        region,
        detectorId,
        activate: true,
        format: 'TXT',
        location: `https://s3.us-east-1.amazonaws.com/lists-333333333333/${String(object.inputs.key)}`,
        name: 'botnets',
        tags: { Team: 'blue', Owner: 'security', Reason: 'seen in an incident', Expires: expires },
      });
      expect(set.protect).toBe(true);
      expect(set.dependsOn).toContain('BucketObjectv2 lists-botnets');
    }
    expect(recording.resources.filter(({ type }) => type === trustedType)).toHaveLength(2);
  });

  it('moves to another object when the text changes, and only then', async () => {
    const keyOf = async (list: ThreatList) =>
      (await recorded({ lists: [list] })).inputsOf('aws:s3/bucketObjectv2:BucketObjectv2').key;
    const key = await keyOf(threats);
    expect(await keyOf({ ...threats, reason: 'another' })).toBe(key);
    expect(await keyOf({ ...threats, text: '198.51.100.8\n' })).not.toBe(key);
  });

  it('lets a list go once GuardDuty does not use it', async () => {
    const recording = await recorded({ lists: [{ ...threats, isActive: false }] });
    const set = recording.find(threatType, 'lists-botnets-us-east-1');
    expect([set.inputs.activate, set.protect]).toEqual([false, false]);
  });

  it('keeps an empty bucket versioned, encrypted and closed', async () => {
    const { resources, inputsOf } = await recorded({ lists: [] });
    expect(resources.filter(({ type }) => type.startsWith('aws:guardduty'))).toEqual([]);
    expect(inputsOf('aws:s3/bucketVersioning:BucketVersioning').versioningConfiguration).toEqual({
      status: 'Enabled',
    });
    expect(inputsOf('aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock').restrictPublicBuckets).toBe(
      true,
    );
  });

  it('names the endpoint of the partition', async () => {
    const recording = await recorded({ region: 'cn-north-1', lists: [threats] });
    expect(String(recording.inputsOf(threatType, 'lists-botnets-us-east-1').location)).toContain(
      'https://s3.cn-north-1.amazonaws.com.cn/',
    );
    expect(recording.inputsOf('aws:s3/bucketPolicy:BucketPolicy').policy).toContain('arn:aws-cn:s3:::lists-');
  });

  it('fails before it declares anything when a list has expired', async () => {
    await expect(recorded({ lists: [{ ...threats, expires: '2020-01-31' }] })).rejects.toThrow(
      'ThreatLists "lists": list "botnets": it expired on 2020-01-31 and security answers for it',
    );
  });
});

describe('threatListFaults', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'threat-lists-'));
    writeFileSync(join(folder, 'good.txt'), '198.51.100.7\n');
    writeFileSync(join(folder, 'bad.txt'), '198.51.100.7\nnot an address\n');
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const { text: _, ...fileless } = threats;

  it('reads a list from its file', () => {
    expect(threatListFaults([{ ...fileless, file: join(folder, 'good.txt') }])).toEqual([]);
  });

  it('names the file and the line of a fault', () => {
    const file = join(folder, 'bad.txt');
    expect(threatListFaults([{ ...fileless, file }])).toEqual([
      expect.stringContaining(`list "botnets": ${file} line 2: "not an address" is no IPv4 address`),
    ]);
  });

  it.each<[string, ThreatList[], string]>([
    [
      'a file that is not there',
      [{ ...fileless, file: '/nowhere/list.txt' }],
      '/nowhere/list.txt cannot be read',
    ],
    ['neither file nor text', [fileless], 'give either file or text'],
    ['both file and text', [{ ...threats, file: 'list.txt' }], 'give either file or text'],
    ['a name that is no name', [{ ...threats, name: 'bot nets' }], 'its name must be 1 to 50 letters'],
    ['a name twice', [threats, threats], 'the list "botnets" is given twice'],
    [
      'two trusted lists',
      [trusted, { ...trusted, name: 'others' }],
      'there are 2 trusted lists; GuardDuty takes at most 1 in a region',
    ],
    [
      'seven threat lists',
      Array.from({ length: 7 }, (_, index) => ({ ...threats, name: `list-${index}` })),
      'there are 7 threat lists; GuardDuty takes at most 6 in a region',
    ],
  ])('refuses %s', (_what, lists, message) => {
    expect(threatListFaults(lists)).toEqual([expect.stringContaining(message)]);
  });
});
