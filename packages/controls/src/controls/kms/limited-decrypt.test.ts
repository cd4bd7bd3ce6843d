import { describe, expect, it } from 'vitest';
import { aKey, aKeyPolicy, anEstate, complete, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, IdentityPolicy, Key } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import control from './limited-decrypt.ts';

const hidden = unknownBecause('access-denied', 'AccessDenied');
const reader = `arn:aws:iam::${names.security}:role/log-reader`;
const approved = { readerRoleArns: [reader] };
const judged = (key: Partial<Key>, parameters: object = approved, estate: Partial<Estate> = {}) =>
  verdictOf(control, anEstate({ keys: complete([aKey(key)]), ...estate }), { ...parameters });
const allowing = (
  statement: Partial<PolicyStatement>,
  parameters: object = approved,
  estate: Partial<Estate> = {},
) =>
  judged(
    {
      policy: aKeyPolicy({
        Sid: 'Decrypt',
        Effect: 'Allow',
        Principal: { AWS: reader },
        Action: 'kms:Decrypt',
        Resource: '*',
        ...statement,
      }),
    },
    parameters,
    estate,
  );
const root = { Principal: { AWS: `arn:aws:iam::${names.logArchive}:root` } };
function withPolicy(
  statement: Partial<PolicyStatement>,
  heldBy: IdentityPolicy['heldBy'] = ['role/app'],
): Partial<Estate> {
  const [first] = anEstate().access.items;
  const policy: IdentityPolicy = {
    id: 'wide',
    name: 'wide',
    kind: 'customer',
    document: { Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource: '*', ...statement }] },
    heldBy,
    observation: { arn: 'wide' },
  };
  const access = {
    ...(first as NonNullable<typeof first>),
    accountId: names.logArchive,
    policies: complete([policy]),
  };
  return { access: complete([access]) };
}

describe(control.id, () => {
  it.each<[string, Partial<PolicyStatement>]>([
    ['an approved reader', {}],
    [
      'accounts narrowed to approved readers',
      {
        Principal: { AWS: `arn:aws:iam::${names.security}:root` },
        Condition: { ArnLike: { 'aws:PrincipalArn': reader } },
      },
    ],
    ['a service', { Principal: { Service: 'cloudtrail.amazonaws.com' } }],
  ])('passes %s', (_case, statement) => {
    expect(allowing(statement).status).toBe('pass');
  });

  it.each<[string, Partial<PolicyStatement>, string]>([
    ['everyone', { Principal: '*' }, '* may decrypt'],
    ['another role', { Principal: { AWS: `${reader}-2` } }, 'no approved reader'],
    ['a whole other account', { Principal: { AWS: names.member } }, names.member],
    ['a reader that administers', { Action: 'kms:*' }, 'both administer'],
    [
      'a role that takes all into its own key',
      { Principal: { AWS: `${reader}-2` }, Action: 'kms:ReEncrypt*' },
      'decrypt',
    ],
  ])('fails %s', (_case, statement, reason) => {
    expect(allowing(statement)).toMatchObject({ status: 'fail', reason: expect.stringContaining(reason) });
  });

  it.each<[string, Partial<PolicyStatement>, string]>([
    ['all keys', {}, 'fail'],
    ['all keys of the account', { Resource: `arn:aws:kms:*:${names.logArchive}:key/*` }, 'fail'],
    ['all but one key', { Resource: undefined, NotResource: 'x' } as never, 'fail'],
    ['all keys by what it leaves out', { Action: undefined, NotAction: 's3:*' } as never, 'fail'],
    ['one key', { Resource: names.keyArn }, 'pass'],
    ['all keys, without decrypting', { Action: 'kms:List*' }, 'pass'],
  ])(
    'looks at the account’s policies where its root may decrypt: one for %s -> %s',
    (_case, statement, status) => {
      expect(allowing(root, approved, withPolicy(statement)).status).toBe(status);
    },
  );

  it('leaves a policy that AWS wrote to others', () => {
    const { access } = withPolicy({});
    const [account] = access?.items ?? [];
    const items = (account?.policies.items ?? []).map((policy) => ({ ...policy, kind: 'aws' as const }));
    const estate = {
      access: complete([{ ...(account as NonNullable<typeof account>), policies: complete(items) }]),
    };
    expect(allowing({ ...root, Action: 'kms:*' }, approved, estate).status).toBe('pass');
  });

  it('leaves policies that nobody holds alone', () => {
    expect(allowing(root, approved, withPolicy({}, [])).status).toBe('pass');
  });

  it.each<[string, string, string]>([
    ['a role', `${reader}-2`, 'fail'],
    ['an approved reader', reader, 'pass'],
    ['a service', 's3.amazonaws.com', 'pass'],
  ])('judges a grant for %s -> %s', (_case, grantee, status) => {
    expect(judged({ grants: [{ grantee, operations: ['Decrypt'] }] }).status).toBe(status);
  });

  it.each<[string, () => { status: string }]>([
    ['readers, which are not configured,', () => allowing({}, {})],
    ['key policy', () => judged({ policy: hidden })],
    ['grants', () => judged({ grants: hidden })],
    [
      'account’s name in a program',
      () => allowing({ Principal: { AWS: '(account of the default provider)' } }),
    ],
    ['account’s policies', () => allowing(root, approved, { access: { items: [], complete: hidden } })],
    ['holders of a wide policy', () => allowing(root, approved, withPolicy({}, hidden))],
  ])('does not know while the %s are not known', (_what, verdict) => {
    expect(verdict().status).toBe('unknown');
  });
});
