import type { Bucket, EventRule, Key, ProductSubscription } from '../../src/model/estate.ts';
import type { PolicyStatement } from '../../src/model/policy-document.ts';
import { names } from './names.ts';
import { anEventRule } from './alerting.ts';
import { aKey, aLogBucket } from './log-storage.ts';

const bucketName = 'example-findings';
export const findingsKeyArn = 'arn:aws:kms:us-east-1:222222222222:key/99999999-12ab-34cd-56ef-1234567890ab';

/** Statement that lets GuardDuty do something for the administrator's detectors. */
export function anExportStatement(differing: Partial<PolicyStatement> = {}): PolicyStatement {
  return {
    Sid: 'Export',
    Effect: 'Allow',
    Principal: { Service: 'guardduty.amazonaws.com' },
    Action: ['s3:PutObject', 's3:GetBucketLocation'],
    Resource: [`arn:aws:s3:::${bucketName}`, `arn:aws:s3:::${bucketName}/*`],
    Condition: {
      StringEquals: { 'aws:SourceAccount': names.security },
      ArnLike: { 'aws:SourceArn': `arn:aws:guardduty:*:${names.security}:detector/*` },
    },
    ...differing,
  };
}

/** Statement that refuses what does not come to the bucket of findings over TLS. */
function overTls(): PolicyStatement {
  return {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [`arn:aws:s3:::${bucketName}`, `arn:aws:s3:::${bucketName}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

/** The bucket that findings are exported to, as closed as that of the log files. */
export function aFindingsBucket(differing: Partial<Bucket> = {}): Bucket {
  const statements = [anExportStatement(), overTls()];
  return aLogBucket({
    name: bucketName,
    role: 'findings',
    policy: { Statement: statements },
    encryption: { algorithm: 'aws:kms', keyId: findingsKeyArn },
    observation: { arn: `arn:aws:s3:::${bucketName}`, at: names.asOf },
    ...differing,
  });
}

/** The key of exported findings. */
export function aFindingsKey(differing: Partial<Key> = {}): Key {
  return aKey({
    arn: findingsKeyArn,
    id: findingsKeyArn.split('/')[1] ?? null,
    role: 'other',
    policy: { Statement: [anExportStatement({ Action: 'kms:GenerateDataKey', Resource: '*' })] },
    observation: { arn: findingsKeyArn, at: names.asOf },
    ...differing,
  });
}

/** A rule of the administrator that forwards high and critical findings to the bus of alerts. */
export function aFindingsRule(differing: Partial<EventRule> = {}): EventRule {
  return anEventRule({
    name: 'findings',
    accountId: names.security,
    pattern: JSON.stringify({
      source: ['aws.guardduty'],
      'detail-type': ['GuardDuty Finding'],
      detail: { severity: [{ numeric: ['>=', 7] }] },
    }),
    ...differing,
  });
}

/** Security Hub takes findings of GuardDuty. */
export function aProductSubscription(differing: Partial<ProductSubscription> = {}): ProductSubscription {
  const { region = names.home } = differing;
  const arn = `arn:aws:securityhub:${String(region)}:${names.security}:product-subscription/aws/guardduty`;
  return { accountId: names.security, region, arn, observation: { arn }, ...differing };
}
