import { defineControl } from '../../define-control.ts';
import { parseArn } from '../../estate/arn.ts';
import { holdingsOf } from '../../estate/identities.ts';
import type { AccountAccess, Estate, Identity, Trail } from '../../model/estate.ts';
import { type Fact, isUnknown, type Unknown, unknownBecause } from '../../model/fact.ts';
import { isUrn } from '../../model/observation.ts';
import type { PolicyDocument, PolicyStatement } from '../../model/policy-document.ts';
import type { Verdict } from '../../model/verdict.ts';
import { conditionsOf, listOf, namesService } from '../../policy/statement.ts';
import { coversPattern } from '../../policy/wildcard.ts';
import { all, decide, evidenceElsewhere, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

const service = 'cloudtrail.amazonaws.com';
const needed = ['logs:createlogstream', 'logs:putlogevents'];

/**
 * The trust policy must name CloudTrail and have no condition: CloudTrail sends neither `aws:SourceArn` nor
 * `aws:SourceAccount` when it takes the role, so that delivery stops where they are asked for
 * (https://github.com/prowler-cloud/prowler/issues/4714); Prowler's check of cross-service roles asks for them all the same and
 * is not mapped to this control. CloudTrail checks itself that role and trail share an account. The role
 * of an organization trail also writes streams that begin with the organization's id.
 */
export default defineControl({
  id: 'IAM-06',
  title: 'The role that delivers to CloudWatch Logs is minimal',
  intent: 'It can write the streams of one log group and nothing else.',
  severity: 'medium',
  appliesTo: 'trail',
  policies: ['stack'],
  pulumiTypes: ['aws:iam/role:Role', 'aws:iam/rolePolicy:RolePolicy'],
  needs: ['iam:GetAccountAuthorizationDetails'],
  fix: 'Trust cloudtrail.amazonaws.com alone, without a condition, and allow logs:CreateLogStream and logs:PutLogEvents on the streams of the log group alone.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html',
  evaluate(trail, { estate }) {
    return decide(trail.logsRoleArn, 'the role that delivers to CloudWatch Logs', (roleArn) => {
      if (roleArn === null) return notApplicable('the trail does not deliver to CloudWatch Logs');
      const found = findRole(roleArn, estate);
      if ('complete' in found) {
        return found.complete === true
          ? fail(`the role ${roleArn} does not exist`)
          : unknown(`the role ${roleArn} is not known`, found.complete);
      }
      return all([trusts(found.role), mayWriteAlone(found.role, found.access, groupOf(trail, estate))]);
    });
  },
});

function findRole(reference: string, estate: Estate) {
  const arn = parseArn(reference);
  const accesses = estate.access.items.filter(
    ({ accountId }) => arn === undefined || accountId === arn.accountId,
  );
  for (const access of accesses) {
    const role = access.identities.items.find(
      ({ kind, observation, name }) =>
        kind === 'role' &&
        (observation.urn === reference ||
          observation.arn === reference ||
          name === arn?.resource.split('/').at(-1)),
    );
    if (role !== undefined) return { role, access };
  }
  const hidden: Unknown | undefined = accesses
    .flatMap(({ identities }) => [identities.complete, ...identities.items.map(({ name }) => name)])
    .find((fact) => isUnknown(fact));
  const lacking = accesses.length > 0 ? true : unknownBecause('not-read', 'its account was not read');
  const complete: true | Unknown =
    hidden ?? (estate.access.complete === true ? lacking : estate.access.complete);
  return { complete };
}

function trusts(role: Identity): Verdict {
  return decide(role.trust, 'who may take the role', (trust) => {
    const found = evidenceElsewhere(role, 'trust');
    const admitted = (trust?.Statement ?? []).filter(({ Effect }) => Effect === 'Allow');
    if (!admitted.some((statement) => namesService(statement, service)))
      return fail('the role does not trust CloudTrail', found);
    if (!admitted.every(isForCloudTrailAlone)) return fail('the role trusts others than CloudTrail', found);
    return admitted.some((statement) => conditionsOf(statement).length > 0)
      ? fail('the trust has a condition, which CloudTrail does not meet: delivery stops', found)
      : pass(found);
  });
}

function isForCloudTrailAlone({ Principal }: PolicyStatement): boolean {
  return (
    typeof Principal === 'object' &&
    Object.keys(Principal).every((kind) => kind === 'Service') &&
    listOf(Principal.Service).every((name) => name === service)
  );
}

/** The trail's log group: its ARN, or in a program all that the group's name leaves open. */
function groupOf({ logGroupArn }: Trail, estate: Estate): Fact<string> {
  if (typeof logGroupArn !== 'string' || !isUrn(logGroupArn)) return logGroupArn;
  const group = estate.logGroups.items.find(({ observation }) => observation.urn === logGroupArn);
  if (typeof group?.arn === 'string') return group.arn;
  return typeof group?.name === 'string'
    ? `arn:*:logs:*:*:log-group:${group.name}`
    : unknownBecause('unresolved', 'the name of the log group is known only after the update');
}

function mayWriteAlone(role: Identity, access: AccountAccess, logGroup: Fact<string>): Verdict {
  const { policies, documents, hidden } = holdingsOf(role, access);
  return decide(logGroup, 'the log group', (group) => {
    const wide = group === null ? [] : documents.flatMap((document) => excessOf(document, group));
    const found = policies.map((policy) => evidenceElsewhere(policy, 'document'));
    if (wide.length > 0) return fail(`the role may do more than deliver: ${wide.join(', ')}`, ...found);
    if (hidden !== undefined) return unknown('what the role may do is not known', hidden);
    return documents.length === 0 ? fail('the role has no permission to deliver') : pass(...found);
  });
}

function excessOf({ Statement }: PolicyDocument, group: string): readonly string[] {
  const streams = `${group.replace(/:\*$/, '')}:*`;
  return Statement.filter(({ Effect }) => Effect === 'Allow').flatMap((statement) => [
    ...(statement.NotAction === undefined ? [] : ['all but some actions']),
    ...listOf(statement.Action).filter((action) => !needed.includes(action.toLowerCase())),
    ...(statement.NotResource === undefined ? [] : ['on all but some resources']),
    ...listOf(statement.Resource)
      .filter((resource) => !coversPattern(streams, resource))
      .map((resource) => `on ${resource}`),
  ]);
}
