import { defineControl } from '../../define-control.ts';
import { parseArn } from '../../estate/arn.ts';
import { findKey } from '../../estate/keys.ts';
import { scopedToOurTrails } from '../../estate/our-trails.ts';
import { nameOfTrail } from '../../estate/trails.ts';
import type { Estate, Key, Trail } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import type { Verdict } from '../../model/verdict.ts';
import { sourceScopeOf } from '../../policy/source-scope.ts';
import { conditionsOf, coversAction, nameOfStatement, namesService } from '../../policy/statement.ts';
import { matchesPattern } from '../../policy/wildcard.ts';
import { all, decide, evidence, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

const service = 'cloudtrail.amazonaws.com';
const uses = ['kms:GenerateDataKey', 'kms:Decrypt', 'kms:Encrypt', 'kms:ReEncryptFrom', 'kms:CreateGrant'];
const trailContext = 'kms:encryptioncontext:aws:cloudtrail:arn';

/**
 * The encryption context of log files names the trail; a bucket key or a topic has statements of its own. Of an organization's trail the
 * owner is the management account. A key without any statement for CloudTrail, which encrypts a bucket by default only, is
 * left out unless a trail uses it.
 */
export default defineControl({
  id: 'KM-05',
  title: 'CloudTrail may use the key only for our trails',
  intent: 'Service access is bound to trail ARN and encryption context.',
  severity: 'high',
  appliesTo: 'key',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:kms/key:Key', 'aws:kms/keyPolicy:KeyPolicy'],
  needs: ['kms:GetKeyPolicy', 'cloudtrail:DescribeTrails'],
  fix: `Give each statement for ${service} a condition on aws:SourceArn with the trail’s ARN, and one on kms:EncryptionContext:aws:cloudtrail:arn.`,
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html',
  parameters: { trailArns: [] as readonly string[] },
  parameterHelp: {
    trailArns: {
      description: 'ARNs of the trails that may use the key, where the trails themselves are not seen.',
    },
  },
  evaluate(key, { estate, parameters: { trailArns } }) {
    return decide(key.policy, 'the key policy', (policy) => {
      const statements = (policy?.Statement ?? []).filter(
        (statement) => statement.Effect === 'Allow' && namesService(statement, service),
      );
      const trails = trailsOf(key, estate);
      const hidden = estate.trails.items.map(({ kmsKeyId }) => kmsKeyId).find(isUnknown);
      const complete = hidden ?? estate.trails.complete;
      const others =
        complete === true
          ? notApplicable('no trail uses the key')
          : unknown('which trails use the key is not known', complete);
      if (statements.length === 0 && trails.length === 0) return others;
      return all([
        ...statements
          .filter((statement) => uses.some((action) => coversAction(statement, action)))
          .map((statement) => {
            const name = nameOfStatement(statement, policy?.Statement.indexOf(statement) ?? 0);
            const found = evidence(key, 'policy', statement);
            return scopedToOurTrails(statement, name, found, { estate, trailArns });
          }),
        bindsToContext(key, statements),
        mayDescribe(key, statements),
        ...trails.map((trail) => mayEncrypt(key, statements, trail)),
        others,
      ]);
    });
  },
});

function trailsOf(key: Key, estate: Estate): readonly Trail[] {
  return estate.trails.items.filter(
    ({ kmsKeyId }) => typeof kmsKeyId === 'string' && findKey(estate, kmsKeyId) === key,
  );
}

/** Log files at least; a topic or log group that shares the key has other statements. */
function bindsToContext(key: Key, statements: readonly PolicyStatement[]): Verdict {
  const found = evidence(key, 'policy');
  return statements.some(
    (statement) => coversAction(statement, 'kms:GenerateDataKey') && namesContext(statement),
  )
    ? pass(found)
    : fail('no statement lets CloudTrail encrypt log files under its encryption context alone', found);
}

function namesContext(statement: PolicyStatement): boolean {
  return conditionsOf(statement).some(
    ({ key, operator, ifExists, set }) =>
      key === trailContext &&
      /^(String|Arn)(Equals|Like)$/.test(operator) &&
      !ifExists &&
      set !== 'ForAllValues',
  );
}

function mayDescribe(key: Key, statements: readonly PolicyStatement[]): Verdict {
  return statements.some((statement) => coversAction(statement, 'kms:DescribeKey'))
    ? pass(evidence(key, 'policy'))
    : fail('no statement lets CloudTrail describe the key', evidence(key, 'policy'));
}

function mayEncrypt(key: Key, statements: readonly PolicyStatement[], trail: Trail): Verdict {
  return decide(trail.arn, 'the trail’s ARN', (arn) => {
    if (arn === null || parseArn(arn) === undefined) return notApplicable('the trail’s ARN is not known yet');
    const found = evidence(key, 'policy');
    const admits = statements.some(
      (statement) =>
        coversAction(statement, 'kms:GenerateDataKey') &&
        sourceAdmits(statement, arn) &&
        contextAdmits(statement, arn),
    );
    return admits
      ? pass(found)
      : fail(
          `no statement lets ${nameOfTrail(trail)} encrypt with the key under its encryption context`,
          found,
        );
  });
}

function sourceAdmits(statement: PolicyStatement, arn: string): boolean {
  const { arns } = sourceScopeOf(statement);
  return arns.length === 0 || arns.some((pattern) => matchesPattern(pattern, arn));
}

/** The context holds the trail's ARN as its owner knows it. */
function contextAdmits(statement: PolicyStatement, arn: string): boolean {
  const context = conditionsOf(statement).filter(({ key }) => key === trailContext);
  return (
    namesContext(statement) &&
    context.every(({ values }) => values.some((pattern) => matchesPattern(pattern, arn)))
  );
}
