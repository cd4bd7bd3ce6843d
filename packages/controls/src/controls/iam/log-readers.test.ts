import { describe, expect, it } from 'vitest';
import {
  aDocument,
  aLogBucket,
  anAccountAccess,
  anEstate,
  anIdentityPolicy,
  aRole,
  complete,
  denied,
  names,
} from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { AccountAccess, Estate, Identity } from '../../model/estate.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import control from './log-readers.ts';

/** A role of the log archive that holds one statement. */
function judged(
  statements: readonly Partial<PolicyStatement>[],
  identity: Partial<Identity> = {},
  access: Partial<AccountAccess> = {},
  parameters = {},
  differing: Partial<Estate> = {},
) {
  const role = aRole(identity);
  const document = aDocument(
    ...statements.map((one) => ({ Effect: 'Allow', Resource: '*', ...one }) as PolicyStatement),
  );
  const one = anAccountAccess({
    accountId: names.logArchive,
    identities: complete([role]),
    policies: complete([anIdentityPolicy({ document, heldBy: [`role/${String(role.name)}`] })]),
    ...access,
  });
  return verdictOf(control, anEstate({ access: complete([one]), ...differing }), parameters);
}
const reads = { Action: 's3:GetObject' };

describe(control.id, () => {
  it.each<[string, readonly Partial<PolicyStatement>[], string]>([
    ['read all objects', [reads], 'fail'],
    ['read as ReadOnlyAccess does', [{ Action: ['s3:Get*', 's3:List*'] }], 'fail'],
    ['read the log bucket', [{ ...reads, Resource: `arn:aws:s3:::${names.bucket}/*` }], 'fail'],
    [
      'read a part of the log bucket',
      [{ ...reads, Resource: `arn:aws:s3:::${names.bucket}/AWSLogs/*` }],
      'fail',
    ],
    ['read another bucket', [{ ...reads, Resource: 'arn:aws:s3:::site/*' }], 'pass'],
    ['list buckets', [{ Action: 's3:ListAllMyBuckets' }], 'pass'],
    ['read results of Athena', [{ Action: 'athena:Get*' }], 'fail'],
    ['read log events', [{ Action: 'logs:*' }], 'fail'],
    ['read, and is denied to', [reads, { Effect: 'Deny', Action: 's3:GetObject*' }], 'pass'],
  ])('a role that may %s -> %s', (_case, statements, status) => {
    expect(judged(statements).status).toBe(status);
  });

  it.each<[string, Partial<Identity>, string]>([
    ['of the deployment', { name: 'OrganizationAccountAccessRole' }, 'pass'],
    ['of a service itself', { path: '/aws-service-role/access-analyzer.amazonaws.com/' }, 'pass'],
    ['whose name could not be read', { name: denied }, 'unknown'],
  ])('a reading role %s -> %s', (_case, identity, status) => {
    expect(judged([reads], identity).status).toBe(status);
  });

  it('takes readers from the parameter', () => {
    expect(judged([reads], {}, {}, { approvedReaders: ['reader'] }).status).toBe('pass');
  });

  it('does not apply to other accounts, nor knows while the log archive is not known', () => {
    expect(judged([reads], {}, { accountId: names.member }).status).toBe('not_applicable');
    const buckets = complete([aLogBucket({ accountId: denied })]);
    expect(judged([reads], {}, { accountId: names.member }, {}, { buckets }).status).toBe('unknown');
  });

  it('does not know while identities could not be listed', () => {
    expect(judged([], {}, { identities: { items: [], complete: denied } }).status).toBe('unknown');
  });
});
