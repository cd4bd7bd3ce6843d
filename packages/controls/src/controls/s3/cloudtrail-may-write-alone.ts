import { defineControl } from '../../define-control.ts';
import { parseArn, partitions } from '../../estate/arn.ts';
import { trailsInto } from '../../estate/buckets.ts';
import { accountOpen, scopedToOurTrails } from '../../estate/our-trails.ts';
import { nameOfTrail } from '../../estate/trails.ts';
import type { Bucket, Estate, Trail } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import { isPlaceholder, isUrn } from '../../model/observation.ts';
import type { PolicyDocument, PolicyStatement } from '../../model/policy-document.ts';
import type { Verdict } from '../../model/verdict.ts';
import { sourceScopeOf } from '../../policy/source-scope.ts';
import {
  coversAction,
  coversResource,
  listOf,
  nameOfStatement,
  namesService,
} from '../../policy/statement.ts';
import { matchesPattern } from '../../policy/wildcard.ts';
import { all, decide, evidence, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

const service = 'cloudtrail.amazonaws.com';

/** Where the files of an organization's members go. */
const organizationFolder = /\/AWSLogs\/o-[a-z0-9]+\//;

/** Object keys that CloudTrail writes: `PREFIX/AWSLogs/` and the id of an account or organization. */
const scopedKeys = /^(?:[^*?]*\/)?AWSLogs\/[^/*?]+\//;

/**
 * Digests lie under the same prefix as log files. An organization's trail writes under the management account's id
 * and under the organization's.
 */
export default defineControl({
  id: 'LB-05',
  title: 'CloudTrail write statement is scoped to our trail',
  intent: 'Trails of strangers cannot write into the archive, and ours can.',
  severity: 'high',
  appliesTo: 'logBucket',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:s3/bucketPolicy:BucketPolicy'],
  needs: ['s3:GetBucketPolicy', 'cloudtrail:DescribeTrails'],
  fix: `Give each statement for ${service} a condition on aws:SourceArn with the trail’s ARN, and limit s3:PutObject to PREFIX/AWSLogs/ID/*.`,
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
  parameters: { trailArns: [] as readonly string[] },
  parameterHelp: {
    trailArns: {
      description: 'ARNs of the trails that may write, where the trails themselves are not seen.',
    },
  },
  evaluate(bucket, { estate, parameters: { trailArns } }) {
    if (bucket.role !== 'trail-logs') return notApplicable('the bucket is no destination of a trail');
    return decide(bucket.policy, 'the bucket policy', (policy) => {
      if (policy === null)
        return fail('the bucket has no policy, so CloudTrail cannot write', evidence(bucket, 'policy'));
      const statements = policy.Statement.filter(
        (statement) => statement.Effect === 'Allow' && namesService(statement, service),
      );
      return all([
        ...statements.map((statement) =>
          scopedToOurTrails(
            statement,
            nameOfStatement(statement, policy.Statement.indexOf(statement)),
            evidence(bucket, 'policy', statement),
            { estate, trailArns },
          ),
        ),
        ...statements.map((statement) => reachesAsNeeded(bucket, policy, statement)),
        ...admitsTrails(bucket, statements, estate),
      ]);
    });
  },
});

/** What a statement opens: object keys of an account or organization only, and the bucket itself for its ACL. */
function reachesAsNeeded(bucket: Bucket, policy: PolicyDocument, statement: PolicyStatement): Verdict {
  const name = nameOfStatement(statement, policy.Statement.indexOf(statement));
  const found = evidence(bucket, 'policy', statement);
  if (statement.NotAction !== undefined || statement.NotResource !== undefined) {
    return fail(`${name} admits CloudTrail by what it leaves out`, found);
  }
  const resources = listOf(statement.Resource);
  const bare = resources.find((resource) => resource === '*' || bucketOf(resource).match(/[*?]/));
  if (bare !== undefined) return fail(`${name} is for the bare wildcard ${bare}`, found);
  if (!coversAction(statement, 's3:PutObject')) return pass(found);
  const wide = resources.filter((resource) => resource.includes('/') && !scopedKeys.test(keysOf(resource)));
  return wide.length === 0
    ? pass(found)
    : fail(`${name} lets CloudTrail write ${wide.join(', ')}, not only below AWSLogs/ID/`, found);
}

function bucketOf(resource: string): string {
  return resource.split('/')[0] ?? '';
}

function keysOf(resource: string): string {
  return resource.slice(resource.indexOf('/') + 1);
}

/** Each trail that delivers here must be let in; without a trail in sight the two statements must at least exist. */
function admitsTrails(
  bucket: Bucket,
  statements: readonly PolicyStatement[],
  estate: Estate,
): readonly Verdict[] {
  const { trails, complete } = trailsInto(bucket, estate);
  const missing = (what: string) => fail(`no statement lets CloudTrail ${what}`, evidence(bucket, 'policy'));
  const basics = [
    statements.some((statement) => coversAction(statement, 's3:GetBucketAcl'))
      ? pass()
      : missing('read the bucket’s ACL'),
    statements.some((statement) => coversAction(statement, 's3:PutObject'))
      ? pass()
      : missing('write log files'),
  ];
  const others =
    complete === true ? pass() : unknown('which trails deliver into the bucket is not known', complete);
  return [
    ...basics,
    others,
    ...organizationFolders(bucket, statements),
    ...trails.map((trail) => admits(bucket, statements, trail, estate)),
  ];
}

/** CreateTrail writes below the account of an organization's trail too, beside the organization's folder. */
function organizationFolders(bucket: Bucket, statements: readonly PolicyStatement[]): readonly Verdict[] {
  const writing = statements.filter((statement) => coversAction(statement, 's3:PutObject'));
  const folders = writing.flatMap(({ Resource }) => listOf(Resource));
  return writing.flatMap((statement) => {
    const inOrganization = listOf(statement.Resource).filter((resource) => organizationFolder.test(resource));
    if (inOrganization.length === 0) return [];
    const owners = sourceScopeOf(statement)
      .arns.map((arn) => parseArn(arn)?.accountId ?? '')
      .filter((owner) => /^\d{12}$/.test(owner));
    if (owners.length === 0) return [];
    return inOrganization.map((resource) => {
      const needed = owners.map((owner) => resource.replace(organizationFolder, `/AWSLogs/${owner}/`));
      return needed.some((one) => folders.some((folder) => matchesPattern(folder, one)))
        ? pass(evidence(bucket, 'policy'))
        : fail(
            `no statement lets CloudTrail write to ${needed.join(' or ')}, as it must for the organization`,
            evidence(bucket, 'policy', statement),
          );
    });
  });
}

function admits(
  bucket: Bucket,
  statements: readonly PolicyStatement[],
  trail: Trail,
  estate: Estate,
): Verdict {
  return decide(trail.arn, 'the trail’s ARN', (arn) => {
    const forTrail = statements.filter((statement) => {
      const { arns } = sourceScopeOf(statement);
      return arns.length === 0 || arns.some((pattern) => arn !== null && matchesPattern(pattern, arn));
    });
    return all([
      forTrail.some((statement) => coversAction(statement, 's3:GetBucketAcl'))
        ? pass()
        : fail(`no statement lets ${nameOfTrail(trail)} read the bucket’s ACL`, evidence(bucket, 'policy')),
      ...prefixesOf(trail, estate).map((prefix) => writesBelow(bucket, forTrail, trail, prefix)),
    ]);
  });
}

function writesBelow(
  bucket: Bucket,
  statements: readonly PolicyStatement[],
  trail: Trail,
  prefix: Verdict | { readonly key: string },
): Verdict {
  if ('status' in prefix) return prefix;
  return decide(bucket.name, 'the bucket’s name', (name) => {
    if (name === null || isUrn(name)) return unknown('the bucket’s name is not known', accountOpen);
    const writes = statements.some(
      (statement) =>
        coversAction(statement, 's3:PutObject') &&
        partitions.some((partition) =>
          coversResource(statement, `arn:${partition}:s3:::${name}/${prefix.key}/*`),
        ),
    );
    return writes
      ? pass(evidence(bucket, 'policy'))
      : fail(
          `no statement lets ${nameOfTrail(trail)} write below ${prefix.key}/`,
          evidence(bucket, 'policy'),
        );
  });
}

/** Where a trail writes; a verdict where that is not known. */
function prefixesOf(trail: Trail, { organization }: Estate): readonly (Verdict | { readonly key: string })[] {
  const { keyPrefix, ownerAccountId, isOrganization } = trail;
  for (const fact of [keyPrefix, ownerAccountId, isOrganization]) {
    if (isUnknown(fact)) return [unknown(`where ${nameOfTrail(trail)} writes is not known`, fact)];
  }
  const root = `${keyPrefix ? `${keyPrefix}/` : ''}AWSLogs`;
  const below = (id: string) =>
    isPlaceholder(id)
      ? unknown(`where ${nameOfTrail(trail)} writes is not known`, accountOpen)
      : { key: `${root}/${id}` };
  const own = below(ownerAccountId as string);
  if (isOrganization !== true) return [own];
  if (isUnknown(organization)) return [own, unknown('the organization’s id is not known', organization)];
  return organization === null ? [own] : [own, below(organization.id)];
}
