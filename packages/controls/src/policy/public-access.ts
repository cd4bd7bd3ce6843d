import type { PolicyDocument, PolicyStatement } from '../model/policy-document.ts';
import { type ConditionClause, conditionsOf, listOf, namesEveryone } from './statement.ts';

/**
 * Condition keys that make a statement for everyone not public when their values are fixed. `kms:ViaService` is none
 * of them: every customer can call through a service.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 * section "The meaning of public".
 */
const limitingKeys = new Set([
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourcearn',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceip',
  'aws:userid',
  'kms:calleraccount',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
]);

const limitingOperators = new Set([
  'StringEquals',
  'StringEqualsIgnoreCase',
  'StringLike',
  'ArnEquals',
  'ArnLike',
  'IpAddress',
]);

/** Statements that open a resource to everyone, as AWS's meaning of public has it. */
export function publicStatements({ Statement }: PolicyDocument): readonly PolicyStatement[] {
  return Statement.filter(
    (statement) =>
      statement.Effect === 'Allow' &&
      (namesEveryone(statement) || statement.NotPrincipal !== undefined) &&
      !conditionsOf(statement).some(limits),
  );
}

function limits({ operator, key, values, ifExists, set }: ConditionClause): boolean {
  if (ifExists || set === 'ForAllValues' || !limitingOperators.has(operator) || !limitingKeys.has(key))
    return false;
  return values.length > 0 && values.every((value) => isFixed(key, value));
}

/** A range of addresses wider than /8 (/32 for IPv6), a wildcard or a variable fixes nothing. */
function isFixed(key: string, value: string): boolean {
  if (key === 'aws:sourceip') {
    const bits = Number(value.split('/')[1] ?? 32);
    return bits >= (value.includes(':') ? 32 : 8);
  }
  // An ARN may have wildcards as long as its account has none.
  if (key === 'aws:sourcearn' || key === 'aws:principalarn' || key === 's3:dataaccesspointarn') {
    return /^\d{12}$/.test(value.split(':')[4] ?? '') || isFixedBucketArn(value);
  }
  return !/[*?]|\$\{/.test(value);
}

function isFixedBucketArn(value: string): boolean {
  const [, , service, , , resource] = value.split(':');
  return (
    service === 's3' && resource !== undefined && !/[*?]|\$\{/.test(listOf(resource.split('/'))[0] ?? '*')
  );
}
