import { describe, expect, it } from 'vitest';
import { aTrail, anAccount, anEstate, complete, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Account, Trail } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './account-is-recorded.ts';

const denied = unknownBecause('access-denied', 'AccessDenied for cloudtrail:DescribeTrails');

function judged(account: Partial<Account>, trails: readonly Trail[] = [aTrail()]) {
  return verdictOf(control, anEstate({ accounts: complete([anAccount(account)]), trails: complete(trails) }));
}

describe(control.id, () => {
  it('passes a member that only the organization trail records, naming the owner', () => {
    expect(judged({})).toMatchObject({
      status: 'pass',
      evidence: [
        { field: 'isLogging', value: true, call: 'cloudtrail:GetTrailStatus' },
        { field: 'ownerAccountId', value: names.management, resource: names.trailArn },
      ],
    });
  });

  it('fails an account that no trail records', () => {
    expect(judged({ visibleTrails: [] }, [])).toMatchObject({
      status: 'fail',
      reason: `no trail records account ${names.member}`,
    });
  });

  it('fails an account whose trails are all stopped', () => {
    expect(judged({}, [aTrail({ isLogging: false })])).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining('does not record'),
    });
  });

  it('passes by one recording trail beside a stopped one', () => {
    const stopped = aTrail({
      arn: 'arn:aws:cloudtrail:us-east-1:444444444444:trail/own',
      ownerAccountId: names.member,
      isLogging: false,
    });
    expect(judged({}, [stopped, aTrail()]).status).toBe('pass');
  });

  it('waits for the trail of an account that joined less than a day ago', () => {
    expect(judged({ visibleTrails: [], joinedAt: '2026-06-15T02:00:00.000Z' })).toMatchObject({
      status: 'unknown',
      because: { unknown: 'pending', until: '2026-06-16T02:00:00.000Z' },
    });
  });

  it.each<[string, Partial<Account>, readonly Trail[]]>([
    ['sees its trail, which is stopped', {}, [aTrail({ isLogging: false })]],
    ['is to see a trail that is stopped', { visibleTrails: [] }, [aTrail({ isLogging: false })]],
    ['is to see none, as there is none', { visibleTrails: [] }, []],
    [
      'is to see none, as that of another account is no organization trail',
      { visibleTrails: [] },
      [aTrail({ isOrganization: false })],
    ],
  ])('does not wait for the day to end when a new account %s', (_case, account, trails) => {
    expect(judged({ joinedAt: '2026-06-15T02:00:00.000Z', ...account }, trails).status).toBe('fail');
  });

  it('waits for the organization trail of a new account whose own trail is stopped', () => {
    const own = 'arn:aws:cloudtrail:us-east-1:444444444444:trail/own';
    const stopped = aTrail({
      arn: own,
      ownerAccountId: names.member,
      isOrganization: false,
      isLogging: false,
    });
    const account = { visibleTrails: [own], joinedAt: '2026-06-15T02:00:00.000Z' };
    expect(judged(account, [stopped, aTrail()])).toMatchObject({ because: { unknown: 'pending' } });
  });

  it('fails an account whose day is over', () => {
    expect(judged({ visibleTrails: [], joinedAt: '2026-06-14T12:00:00.000Z' }).status).toBe('fail');
  });

  it.each(['SUSPENDED', 'PENDING_CLOSURE'] as const)('does not judge an account that is %s', (status) => {
    expect(judged({ status, visibleTrails: [] }).status).toBe('not_applicable');
  });

  it.each<[string, Partial<Account>, readonly Trail[]]>([
    ['the trails of the account', { visibleTrails: denied }, [aTrail()]],
    ['the trail at its owner', {}, []],
    ['the state of the trail', {}, [aTrail({ isLogging: denied })]],
    ['the status of the account', { status: denied }, [aTrail()]],
    ['when the account joined', { visibleTrails: [], joinedAt: denied }, [aTrail()]],
  ])('does not know while %s could not be read', (_what, account, trails) => {
    expect(judged(account, trails).status).toBe('unknown');
  });
});
