import { CloudTrailClient, StartLoggingCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { type Trail, unknownBecause } from '@trailguard/controls';
import { beforeAll, describe, expect, it } from 'vitest';
import { useOrganization } from '../../test/use-organization.ts';
import { readTrail } from './cloudtrail.ts';

const used = useOrganization();
let applied: Trail;

beforeAll(async () => {
  const { audited, regions, trailArn } = used.parts;
  const place = { arn: trailArn, accountId: audited.managementAccountId, region: 'us-east-1' };
  applied = (await readTrail(used.reader(), place, regions)) as Trail;
});

/** What the audit says of the trails that were applied. */
async function compared(appliedTrails: readonly Trail[] = [applied], deny: readonly string[] = []) {
  const applies = { items: appliedTrails, complete: true } as const;
  const report = await used.audit({ appliedTrails: applies, narrowing: { deny: [...deny] } });
  return report.results.filter(({ controlId }) => controlId === 'CT-24').map(({ verdict }) => verdict);
}

describe('a trail that a stack has applied', () => {
  it('passes while it is as it was applied, and nobody asks who changed it', async () => {
    const { results, unread } = await used.audit({
      appliedTrails: { items: [applied], complete: true },
      narrowing: { deny: ['cloudtrail:LookupEvents'] },
    });
    expect(results.filter(({ controlId }) => controlId === 'CT-24')).toMatchObject([
      { verdict: { status: 'pass' } },
    ]);
    expect(unread.filter(({ detail }) => detail.includes(used.parts.trailArn))).toEqual([]);
  });

  it('is not known where the state could not be read, which leaves the audit incomplete', async () => {
    const complete = unknownBecause('not-read', 'the state of the stack organization could not be read');
    const report = await used.audit({ appliedTrails: { items: [], complete } });
    expect(report.results.filter(({ controlId }) => controlId === 'CT-24')).toMatchObject([
      { verdict: { status: 'unknown', because: complete } },
    ]);
    expect(report).toMatchObject({ complete: false, unread: expect.arrayContaining([complete]) });
  });

  it('is compared with nothing where no state was given', async () => {
    const { results } = await used.audit();
    expect(results.filter(({ controlId }) => controlId === 'CT-24')).toMatchObject([
      { verdict: { status: 'not_applicable' } },
    ]);
  });

  it('fails when it is gone', async () => {
    expect(await compared([{ ...applied, arn: `${used.parts.trailArn}-gone` }])).toMatchObject([
      { status: 'fail', reason: expect.stringContaining('is gone') },
    ]);
  });

  it('fails when it was stopped, and tells who did it', async () => {
    const { administrators, audited, trailName, sandbox } = used.parts;
    const cloudtrail = await administrators.client(CloudTrailClient, audited.managementAccountId);
    await cloudtrail.send(new StopLoggingCommand({ Name: trailName }));
    // The event history has a call some minutes later.
    await sandbox.clock.advance(16 * 60_000);
    const verdicts = await compared();
    const unread = await compared([applied], ['cloudtrail:LookupEvents']);
    await cloudtrail.send(new StartLoggingCommand({ Name: trailName }));
    expect(verdicts).toMatchObject([
      {
        status: 'fail',
        reason: expect.stringContaining('isLogging is false'),
        evidence: expect.arrayContaining([
          expect.objectContaining({
            field: 'changes',
            value: expect.arrayContaining([
              expect.objectContaining({ call: 'StopLogging', by: expect.any(String) }),
            ]),
          }),
        ]),
      },
    ]);
    expect(unread).toMatchObject([{ status: 'fail' }]);
  });
});
