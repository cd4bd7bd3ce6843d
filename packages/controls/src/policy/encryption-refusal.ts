import type { PolicyDocument, PolicyStatement } from '../model/policy-document.ts';
import {
  type ConditionClause,
  conditionsOf,
  coversAction,
  listOf,
  namesEveryone,
  namesService,
} from './statement.ts';

/** A Deny of uploads by their encryption header. */
export interface EncryptionRefusal {
  readonly statement: PolicyStatement;
  /** Values of `x-amz-server-side-encryption` that it lets through. */
  readonly accepted: readonly string[];
}

const refusing = new Set(['StringNotEquals', 'StringNotEqualsIgnoreCase', 'StringNotLike']);
const requiring = new Set(['StringEquals', 'StringLike', 'StringEqualsIgnoreCase', 'ArnEquals', 'ArnLike']);
/** Keys that the requests of people have, and those of a service have not. */
const keysOfPeople = new Set([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:principaltype',
  'aws:userid',
  'aws:username',
]);

/**
 * Statements that refuse a service's uploads by how they are encrypted. Those that leave the service out, by its name
 * or because they speak of people alone, are not among them.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingServerSideEncryption.html
 */
export function encryptionRefusals(
  { Statement }: PolicyDocument,
  service: string,
): readonly EncryptionRefusal[] {
  return Statement.flatMap((statement) => {
    if (statement.Effect !== 'Deny') return [];
    const clauses = conditionsOf(statement);
    const header = clauses.filter(
      ({ key, operator }) => key === 's3:x-amz-server-side-encryption' && refusing.has(operator),
    );
    // Few statements ask for the header, which is why that comes first.
    if (header.length === 0 || clauses.some((clause) => leavesOut(clause, service))) return [];
    if (!coversAction(statement, 's3:PutObject') || !speaksOf(statement, service)) return [];
    return [{ statement, accepted: header.flatMap(({ values }) => values) }];
  });
}

function speaksOf(statement: PolicyStatement, service: string): boolean {
  const { NotPrincipal } = statement;
  if (NotPrincipal !== undefined) {
    return NotPrincipal !== '*' && !listOf(NotPrincipal.Service).includes(service);
  }
  return namesEveryone(statement) || namesService(statement, service);
}

function leavesOut({ key, operator, values, ifExists }: ConditionClause, service: string): boolean {
  if (key === 'aws:principalisawsservice') return operator === 'Bool' && !values.includes('true');
  if (requiring.has(operator)) return keysOfPeople.has(key) && !ifExists;
  if (!/Not(Equals|Like)/.test(operator)) return false;
  return (
    (key.startsWith('aws:principalservicename') && values.includes(service)) ||
    (key === 'aws:sourcearn' && values.some((value) => value.includes(`:${service.split('.')[0]}:`)))
  );
}
