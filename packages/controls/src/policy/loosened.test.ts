import { describe, expect, it } from 'vitest';
import type { PolicyStatement } from '../model/policy-document.ts';
import { loosened, narrowed } from './loosened.ts';

const deny = (differing: Partial<PolicyStatement> = {}): PolicyStatement => ({
  Sid: 'KeepLogs',
  Effect: 'Deny',
  Principal: '*',
  Action: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
  Resource: 'arn:aws:s3:::logs/*',
  Condition: { ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::222222222222:role/break-glass' } },
  ...differing,
});
const allow = (differing: Partial<PolicyStatement> = {}): PolicyStatement => ({
  Sid: 'Read',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::333333333333:role/reader' },
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::logs/*',
  ...differing,
});
const changes = (before: readonly PolicyStatement[], after: readonly PolicyStatement[]) =>
  loosened({ Statement: before }, { Statement: after });

const noLonger = ['statement "KeepLogs" no longer refuses all that it refused'];
const more = ['statement "Read" allows what was not allowed'];

describe('a Deny', () => {
  it.each<[string, PolicyStatement]>([
    ['that stays', deny()],
    ['with another Sid', deny({ Sid: 'Other' })],
    ['of more actions', deny({ Action: 's3:Delete*' })],
    ['of the same actions in other letters', deny({ Action: ['S3:deleteobject', 's3:DELETEOBJECTVERSION'] })],
    ['on more resources', deny({ Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs*'] })],
    ['without its condition', { ...deny(), Condition: {} }],
    ['of all but harmless actions', { ...deny(), Action: undefined, NotAction: 's3:Get*' } as never],
  ])('%s loosens nothing', (_case, after) => {
    expect(changes([deny()], [after])).toEqual([]);
  });

  it.each<[string, readonly PolicyStatement[]]>([
    ['that is gone', []],
    ['that became an Allow of nobody', [deny({ Effect: 'Allow', Principal: { AWS: [] } })]],
    ['of fewer actions', [deny({ Action: 's3:DeleteObject' })]],
    ['on fewer resources', [deny({ Resource: 'arn:aws:s3:::logs/AWSLogs/*' })]],
    ['for one principal', [deny({ Principal: { AWS: 'arn:aws:iam::333333333333:root' } })]],
    [
      'that exempts one more role',
      [
        deny({
          Condition: {
            ArnNotEquals: {
              'aws:PrincipalArn': [
                'arn:aws:iam::222222222222:role/break-glass',
                'arn:aws:iam::222222222222:role/x',
              ],
            },
          },
        }),
      ],
    ],
    [
      'that exempts by a pattern',
      [
        deny({
          Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::222222222222:role/break-*' } },
        }),
      ],
    ],
    [
      'with one more condition',
      [
        deny({
          Condition: {
            ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::222222222222:role/break-glass' },
            Bool: { 'aws:MultiFactorAuthPresent': 'false' },
          },
        }),
      ],
    ],
    [
      'of all but the actions in question',
      [{ ...deny(), Action: undefined, NotAction: 's3:Delete*' } as never],
    ],
  ])('%s loosens', (_case, after) => {
    expect(changes([deny()], after)).toContain(noLonger[0]);
  });

  it('that is split into two is named, though nothing changed: it errs on the safe side', () => {
    const parts = [deny({ Action: 's3:DeleteObject' }), deny({ Action: 's3:DeleteObjectVersion' })];
    expect(changes([deny()], parts)).toEqual(noLonger);
  });
});

describe('an Allow', () => {
  it.each<[string, readonly PolicyStatement[]]>([
    ['that stays', [allow()]],
    ['that is gone', []],
    ['of fewer objects', [allow({ Resource: 'arn:aws:s3:::logs/AWSLogs/1/*' })]],
    ['under a condition', [allow({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } })]],
  ])('%s loosens nothing', (_case, after) => {
    expect(changes([allow()], after)).toEqual([]);
  });

  it.each<[string, PolicyStatement]>([
    ['to everyone', allow({ Principal: '*' })],
    ['to one more', allow({ Principal: { AWS: ['arn:aws:iam::333333333333:role/reader', '444444444444'] } })],
    ['to a service', allow({ Principal: { Service: 'config.amazonaws.com' } })],
    ['of more actions', allow({ Action: ['s3:GetObject', 's3:DeleteObject'] })],
    ['of all but some actions', { ...allow(), Action: undefined, NotAction: 'iam:*' } as never],
    ['on more resources', allow({ Resource: '*' })],
  ])('%s loosens', (_case, after) => {
    expect(changes([allow()], [after])).toEqual(more);
  });
});

describe('a policy that allows less', () => {
  it('is named by the statement that lets in less, and only then', () => {
    const less = allow({ Resource: 'arn:aws:s3:::logs/AWSLogs/1/*' });
    const said = ['statement "Read" no longer allows all that it allowed'];
    expect(narrowed({ Statement: [allow()] }, { Statement: [less] })).toEqual(said);
    expect(narrowed({ Statement: [allow()] }, { Statement: [] })).toEqual(said);
    expect(narrowed({ Statement: [less, deny()] }, { Statement: [allow()] })).toEqual([]);
  });
});
