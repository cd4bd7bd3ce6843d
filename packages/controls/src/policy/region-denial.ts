import type { PolicyDocument, PolicyStatement } from '../model/policy-document.ts';
import { conditionsOf, coversAction, coversResource, exceptsPrincipals } from './statement.ts';
import { coversPattern, matchesPattern } from './wildcard.ts';

/** Regions that may be open, and roles that must reach all of them. */
export interface RegionScope {
  /** Empty: whichever the statement names. */
  readonly approvedRegions: readonly string[];
  readonly auditRoles: readonly string[];
}

/** Actions of services that have an endpoint in each Region: a denial of Regions must take them in. */
const regionalActions = ['ec2:RunInstances', 'lambda:CreateFunction', 's3:CreateBucket', 'sqs:CreateQueue'];

/** Why Regions are open that should not be, or closed to audits; `undefined` when neither. */
export function regionDenialWeakness(
  documents: readonly PolicyDocument[],
  scope: RegionScope,
): string | undefined {
  const statements = documents
    .flatMap(({ Statement }) => Statement)
    .filter(
      (statement) =>
        statement.Effect === 'Deny' &&
        coversResource(statement, '*') &&
        regionalActions.every((action) => coversAction(statement, action)) &&
        conditionsOf(statement).some(({ key }) => key === 'aws:requestedregion'),
    );
  if (statements.length === 0) return 'no Region is denied';
  const weaknesses = statements.map((statement) => weaknessOf(statement, scope));
  return weaknesses.includes(undefined) ? undefined : weaknesses[0];
}

function weaknessOf(
  statement: PolicyStatement,
  { approvedRegions, auditRoles }: RegionScope,
): string | undefined {
  const clauses = conditionsOf(statement);
  const regions = clauses.filter(({ key }) => key === 'aws:requestedregion');
  if (regions.some(({ operator, set }) => set !== null || operator !== 'StringNotEquals'))
    return 'Regions are not denied by StringNotEquals';
  const open = regions.flatMap(({ values }) => values);
  const wide = approvedRegions.length === 0 ? [] : open.filter((region) => !approvedRegions.includes(region));
  if (wide.length > 0) return `${wide.join(', ')} is open and not approved`;
  const principals = clauses.filter(({ key }) => key !== 'aws:requestedregion');
  const other = principals.find((clause) => !exceptsPrincipals(clause));
  if (other !== undefined) return `Regions are denied only under a condition on ${other.key}`;
  const excepted = principals.flatMap(({ values }) => values);
  const everyone = excepted.find(takesInEveryRole);
  if (everyone !== undefined) return `Regions are denied to nobody: ${everyone} excepts every role`;
  const shutOut = auditRoles.filter(
    (role) =>
      !excepted.some(
        (pattern) => pattern.endsWith(`:role/${role}`) || matchesPattern(pattern, anyRole(role)),
      ),
  );
  return shutOut.length === 0 ? undefined : `${shutOut.join(', ')} is shut out of the denied Regions`;
}

/** Tells whether a pattern of principals takes in all roles of all accounts, in whichever partition they are. */
function takesInEveryRole(pattern: string): boolean {
  return ['aws', 'aws-cn', 'aws-us-gov'].some((partition) =>
    coversPattern(pattern, `arn:${partition}:iam::*:role/*`),
  );
}

/** The ARN of a role of this name in an account of no meaning. */
function anyRole(name: string): string {
  return `arn:aws:iam::000000000000:role/${name}`;
}
