import { describe, expect, it } from 'vitest';
import {
  anAccount,
  anEstate,
  anOrganization,
  aTrail,
  complete,
  denied,
  names,
} from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Account, Estate, Trail } from '../../model/estate.ts';
import control from './organization-trail-covers-every-account.ts';

const judged = (differing: Partial<Estate>) => verdictOf(control, anEstate(differing));
const withTrail = (trail: Partial<Trail>) => judged({ trails: complete([aTrail(trail)]) });
const withMember = (member: Partial<Account>) =>
  judged({ accounts: complete([anAccount({ id: names.management }), anAccount(member)]) });

describe(control.id, () => {
  it('passes when every active account sees the trail of the management account', () => {
    expect(judged({}).status).toBe('pass');
  });

  it('passes a trail whose owner is the delegated administrator', () => {
    const organization = anOrganization({
      delegatedAdministrators: { 'cloudtrail.amazonaws.com': [names.security] },
    });
    const trails = complete([aTrail({ ownerAccountId: names.security })]);
    expect(judged({ organization, trails }).status).toBe('pass');
  });

  it.each<[string, Partial<Trail>, string]>([
    ['that is stopped', { isLogging: false }, 'does not record'],
    ['of a single Region', { isMultiRegion: false }, 'single Region'],
    ['of a member', { ownerAccountId: names.member }, 'neither the management account'],
    ['that is none', { isOrganization: false }, 'no organization trail'],
  ])('fails an organization trail %s', (_case, trail, reason) => {
    expect(withTrail(trail)).toMatchObject({ status: 'fail', reason: expect.stringContaining(reason) });
  });

  it('fails when an account does not see the trail', () => {
    expect(withMember({ visibleTrails: [] })).toMatchObject({
      status: 'fail',
      reason: `account ${names.member} does not see ${names.trailArn}`,
    });
  });

  it('fails without trusted access', () => {
    expect(judged({ organization: anOrganization({ trustedServices: [] }) })).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining('no trusted access'),
    });
  });

  it.each(['SUSPENDED', 'PENDING_CLOSURE'] as const)('leaves out an account that is %s', (status) => {
    expect(withMember({ status, visibleTrails: [] }).status).toBe('pass');
  });

  it('waits a day for the trail to reach a new account', () => {
    expect(withMember({ visibleTrails: [], joinedAt: '2026-06-15T02:00:00.000Z' })).toMatchObject({
      status: 'unknown',
      because: { unknown: 'pending', until: '2026-06-16T02:00:00.000Z' },
    });
  });

  it('is not about a standalone account', () => {
    expect(judged({ organization: null }).status).toBe('not_applicable');
  });

  it.each<[string, Partial<Estate>]>([
    ['the organization', { organization: denied }],
    ['the accounts', { accounts: { items: [anAccount()], complete: denied } }],
    ['the trails', { trails: { items: [], complete: denied } }],
    ['trusted access', { organization: anOrganization({ trustedServices: denied }) }],
    ['the state of the trail', { trails: complete([aTrail({ isLogging: denied })]) }],
    ['what a member sees', { accounts: complete([anAccount({ visibleTrails: denied })]) }],
  ])('does not know while %s could not be read', (_what, differing) => {
    expect(judged(differing).status).toBe('unknown');
  });
});
