import { controls } from '@trailguard/controls';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { largeOrganization } from '../test/aws-at-rates/large-organization.ts';
import { type AwsAtRatesOptions, refusal, startAwsAtRates } from '../test/aws-at-rates/server.ts';
import { auditParts, callsLeftOut } from './collect/audit-parts.ts';
import { audit, auditCalls, streamedAudit } from './index.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

async function organizationOf(accounts: number, options: AwsAtRatesOptions = {}, regions = 2) {
  const organization = largeOrganization(accounts, regions);
  const aws = await startAwsAtRates(organization, options);
  vi.stubEnv('AWS_ENDPOINT_URL', aws.endpoint);
  return {
    ...organization,
    options: { organization: organization.audited, credentials: aws.credentials },
    calls: () => Object.values(aws.counts().calls).reduce((sum, count) => sum + count, 0),
    callsOf: (names: readonly string[]) =>
      names.reduce((sum, name) => sum + (aws.counts().calls[signedAs(name)] ?? 0), 0),
    [Symbol.asyncDispose]: () => aws[Symbol.asyncDispose](),
  };
}

/** A call by the name with which its service signs. */
const signedAs = (call: string) => call.replace('accessanalyzer:', 'access-analyzer:');

/** Results without the times at which things were seen. */
const timeless = (results: Iterable<unknown>): unknown =>
  JSON.parse(JSON.stringify([...results]).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'T'));

describe('an audit of a large organization', () => {
  it('gives the results of a whole one when they are taken one by one, as often as one likes', async () => {
    const [, , , , unread, off] = largeOrganization(12, 2).accountIds;
    await using large = await organizationOf(12, {
      instead: ({ service, accountId }) =>
        (service === 'config' && accountId === unread) || (service === 'cloudtrail' && accountId === off)
          ? refusal(403, 'AccessDeniedException')
          : undefined,
    });
    const whole = await audit(large.options);
    const streamed = await streamedAudit(large.options);
    expect(timeless(streamed.results)).toEqual(timeless(whole.results));
    expect(timeless(streamed.results)).toEqual(timeless(whole.results));
    expect(whole.counts.unknown).toBeGreaterThan(0);
    for (const name of ['counts', 'score', 'notices', 'complete', 'controls', 'scope'] as const)
      expect(streamed[name]).toEqual(whole[name]);
    expect(timeless(streamed.unread.toSorted(byDetail))).toEqual(timeless(whole.unread.toSorted(byDetail)));
  });

  it('asks fewer questions of an account the more there are', async () => {
    await using few = await organizationOf(4);
    await audit(few.options);
    await using many = await organizationOf(12);
    await audit(many.options);
    expect(many.calls() / 12).toBeLessThan(few.calls() / 4);
  });

  it('asks GuardDuty about no members but those that it judges, however many there are', async () => {
    await using large = await organizationOf(120, { isUnlimited: true });
    const [, , , first = '', second = ''] = large.accountIds;
    const chosen = { ...large.options, controls: ['GD-04', 'GD-05'] };
    const { results, complete } = await audit({ ...chosen, accounts: [first, second, first] });
    expect(large.callsOf(['guardduty:GetMembers'])).toBe(2);
    expect(large.callsOf(['guardduty:GetMemberDetectors'])).toBe(2);
    expect(large.callsOf(['guardduty:ListMembers'])).toBe(0);
    expect(complete).toBe(true);
    expect(results.map(({ controlId, verdict }) => [controlId, verdict.status])).toEqual([
      ['GD-04', 'pass'],
      ['GD-04', 'pass'],
      ['GD-05', 'pass'],
      ['GD-05', 'pass'],
    ]);
  });

  it('makes no call that no chosen control needs, and says of those what an audit by all controls says', async () => {
    await using large = await organizationOf(3, { isUnlimited: true }, 1);
    const whole = await audit(large.options);
    // What needs the same is read alike, and judged together.
    const alike = Map.groupBy(controls, (control) => [...callsLeftOut([control])].sort().join());
    for (const chosen of alike.values()) {
      const left = [...callsLeftOut(chosen)].filter((call) => !call.includes(' '));
      const before = large.callsOf(left);
      const ids = chosen.map(({ id }) => id);
      const part = await audit({ ...large.options, controls: ids });
      const same = whole.results.filter(({ controlId }) => ids.includes(controlId));
      expect([ids, timeless(part.results)]).toEqual([ids, timeless(same)]);
      expect([ids, large.callsOf(left) - before]).toEqual([ids, 0]);
      expect(part.complete).toBe(true);
      expect(part.controls.map(({ id }) => id)).toEqual(ids);
    }
  }, 60_000);

  it('has each call in a part that can be left out, but for those that tell whom it is about', () => {
    const operations = auditParts.flatMap(({ calls }) => calls).filter((call) => !call.includes(' '));
    const others = auditCalls.map(({ call }) => call).filter((call) => !operations.includes(call));
    expect([...new Set(others)]).toEqual([
      'account:ListRegions',
      'organizations:DescribeOrganization',
      'organizations:ListAccounts',
      // Not asked by an audit, but by the comparison of its report with Security Hub.
      'securityhub:GetFindings',
    ]);
    expect(new Set(operations).size).toBe(operations.length);
  });

  it('is refused by a control that there is not', async () => {
    await using large = await organizationOf(3);
    await expect(audit({ ...large.options, controls: ['CT-01', 'CT-99'] })).rejects.toThrow(
      'CT-99: there is no such control',
    );
  });

  it('tells how far it is', async () => {
    await using large = await organizationOf(4);
    const seen: unknown[] = [];
    await audit({ ...large.options, onProgress: (progress) => seen.push(progress) });
    expect(seen).toEqual([0, 1, 2, 3, 4].map((read) => ({ accounts: 4, read, known: 0 })));
  });
});

const byDetail = (a: { detail: string }, b: { detail: string }) => (a.detail < b.detail ? -1 : 1);
