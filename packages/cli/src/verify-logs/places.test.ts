import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deliverChain, MemoryStore, SigningKey, writeCopy } from '@trailguard/audit/integrity/test';
import { IntegrityReportSchema } from '@trailguard/audit/integrity/files';
import Value from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTrailguard } from '../../test/run-trailguard.ts';

const accountId = '111111111111';
const region = 'eu-west-1';
const hour = 3_600_000;
const start = Date.parse('2026-03-01T00:00:00Z');

let folder: string;

/** A trail that delivered to `older` under `audit`, and from the fourth hour on to `newer`. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailguard-places-'));
  const store = new MemoryStore();
  const key = new SigningKey(region);
  const plan = { accountId, region, trailName: 'trail' };
  const before = { bucket: 'older', prefix: 'audit', organizationId: 'o-example' };
  const now = { bucket: 'newer', prefix: null, organizationId: 'o-example' };
  const periods = [{ files: [1, 1, 1], pause: 0 }];
  deliverChain(store, key, { ...plan, place: before, start, periods });
  deliverChain(store, key, { ...plan, place: now, start: start + 3 * hour, periods });
  for (const bucket of ['older', 'newer']) writeCopy(store, bucket, join(folder, bucket));
  writeFileSync(join(folder, 'keys.json'), JSON.stringify([key.publicKey]));
});
afterAll(() => rmSync(folder, { recursive: true }));

const verify = (...args: string[]) =>
  runTrailguard([
    ...[
      'verify-logs',
      '--bucket',
      'newer',
      '--organization-id',
      'o-example',
      '--copy',
      join(folder, 'newer'),
    ],
    ...['--accounts', accountId, '--regions', region, '--keys', join(folder, 'keys.json')],
    ...['--from', '2026-03-01', '--to', '2026-03-01T06:00Z', ...args],
  ]);

describe('the logs of a trail that was given another bucket', () => {
  it('are proven over all its places, in a report that its schema describes', async () => {
    const older = ['--place', 's3://older/audit/', '--copy', `older=${join(folder, 'older')}`];
    const { code, stdout } = await verify(...older, '--format', 'json');
    const report = Value.Parse(IntegrityReportSchema, JSON.parse(stdout));
    expect([code, report.verified]).toEqual([0, { digests: 6, logFiles: 6 }]);
    expect(report.hours.proven).toBe(6);
  });

  it('are proven over the places that the organization’s file names', async () => {
    const settings = {
      ...{ organizationId: 'o-abcdefghij', managementAccountId: accountId, homeRegion: region },
      ...{ logArchiveAccountId: '222222222222', securityAccountId: '333333333333' },
    };
    const file = join(folder, 'organization.yaml');
    const write = (places: readonly string[]) =>
      writeFileSync(
        file,
        JSON.stringify({ stack: 'main', settings: { ...settings, formerLogPlaces: places } }),
      );
    const older = ['--organization', file, '--copy', `older=${join(folder, 'older')}`];
    write(['s3://older/audit']);
    expect((await verify(...older)).stdout).toContain('Verified: 6 digests, 6 log files');
    write(['older/audit']);
    expect(await verify(...older)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('formerLogPlaces'),
    });
  });

  it('are not looked for in the older ones unless these are named', async () => {
    expect((await verify()).stdout).toContain('Verified: 3 digests, 3 log files');
  });
});
