import { describe, expect, it } from 'vitest';
import {
  aDetectionOrganization,
  anAccount,
  anEstate,
  complete,
  denied,
  names,
} from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Account, DetectionOrganization, Estate } from '../../model/estate.ts';
import control from './every-account-is-member.ts';

function judged(
  settings: Partial<DetectionOrganization>,
  member: Partial<Account> = {},
  estate: Partial<Estate> = {},
) {
  const accounts = [
    anAccount({ id: names.management, enabledRegions: [names.home] }),
    anAccount({ id: names.security }),
    anAccount(member),
  ];
  return verdictOf(
    control,
    anEstate({
      accounts: complete(accounts),
      detectionOrganizations: complete([aDetectionOrganization(settings)]),
      ...estate,
    }),
  );
}
const statuses = (status: string) => [
  { accountId: names.management, status: 'Enabled' },
  { accountId: names.member, status },
];
const withoutMember = { members: [{ accountId: names.management, status: 'Enabled' }] };

describe(control.id, () => {
  it('passes when all accounts but the administrator are enabled members', () => {
    expect(judged({}).status).toBe('pass');
  });

  it.each(['Created', 'Invited', 'Disabled', 'Removed', 'Resigned'])(
    'fails a member that is %s',
    (status) => {
      expect(judged({ members: statuses(status) })).toMatchObject({
        status: 'fail',
        reason: `account-${names.member} (${names.member}) is ${status} in us-east-1, not Enabled`,
      });
    },
  );

  it('fails an account that is no member', () => {
    expect(judged(withoutMember)).toMatchObject({
      reason: expect.stringContaining('is no member in us-east-1'),
    });
  });

  it('fails when the management account is no member', () => {
    const members = [{ accountId: names.member, status: 'Enabled' }];
    expect(judged({ members })).toMatchObject({ reason: expect.stringContaining(names.management) });
  });

  it('fails a Region without an administrator', () => {
    expect(judged({ administratorAccountId: null }).status).toBe('fail');
  });

  it.each<[string, Partial<Account>]>([
    ['suspended', { status: 'SUSPENDED' }],
    ['about to be closed', { status: 'PENDING_CLOSURE' }],
    ['not enabled in the Region', { enabledRegions: ['eu-west-1'] }],
  ])('leaves out an account that is %s', (_case, member) => {
    expect(judged(withoutMember, member).status).toBe('pass');
  });

  it('waits a day for a new account', () => {
    expect(judged(withoutMember, { joinedAt: '2026-06-15T02:00:00.000Z' })).toMatchObject({
      because: { unknown: 'pending', until: '2026-06-16T02:00:00.000Z' },
    });
  });

  it.each<[string, Partial<DetectionOrganization>, Partial<Account>, Partial<Estate>]>([
    ['members', { members: denied }, {}, {}],
    ['administrator', { administratorAccountId: denied }, {}, {}],
    ['Regions of an account that is no member', withoutMember, { enabledRegions: denied }, {}],
    ['status of an account that is no member', withoutMember, { status: denied }, {}],
    [
      'status of a member',
      { members: [...statuses('Enabled').slice(0, 1), { accountId: names.member, status: denied }] },
      {},
      {},
    ],
  ])('does not know while the %s could not be read', (_what, settings, member, estate) => {
    expect(judged(settings, member, estate).status).toBe('unknown');
  });
});
