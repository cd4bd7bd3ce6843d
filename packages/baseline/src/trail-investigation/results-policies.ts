import { KeyAdministration } from '../log-archive/key-policy.ts';
import { SideWriteActions } from '../log-archive/protection.ts';
import { dnsSuffixOf, partitionOf } from '../partition.ts';
import {
  denyAccessPoints,
  denyInsecureTransport,
  type PolicyStatement,
  policyDocument,
} from '../policy-document.ts';

/** Accounts and people that the policies of results know. */
export interface ResultsPolicyInput {
  readonly bucketName: string;
  readonly region: string;
  /** Account of the bucket and the key, 12 digits. */
  readonly accountId: string;
  /** Roles that ask, and read what is answered. */
  readonly investigatorRoleArns: readonly string[];
}

/** Everybody but those who ask. */
const allBut = ({ investigatorRoleArns: arns }: ResultsPolicyInput): Pick<PolicyStatement, 'Condition'> =>
  arns.length === 0 ? {} : { Condition: { ArnNotLike: { 'aws:PrincipalArn': arns } } };

/**
 * Policy of the results' bucket: what was answered tells what everybody did, as the log files do, so those alone read and
 * write it who may ask. Athena uses their credentials.
 * @see https://docs.aws.amazon.com/athena/latest/ug/querying.html
 */
export function resultsBucketPolicy(input: ResultsPolicyInput): string {
  const bucketArn = `arn:${partitionOf(input.region)}:s3:::${input.bucketName}`;
  const everything = [bucketArn, `${bucketArn}/*`];
  return policyDocument([
    denyInsecureTransport('s3:*', everything),
    denyAccessPoints(everything),
    {
      Sid: 'DenyResultsExceptInvestigators',
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject', ...SideWriteActions],
      Resource: `${bucketArn}/*`,
      ...allBut(input),
    },
  ]);
}

/** Policy of the results' key: those who ask use it, through S3 alone; administrators do not. */
export function resultsKeyPolicy({ region, accountId, investigatorRoleArns }: ResultsPolicyInput): string {
  const root = `arn:${partitionOf(region)}:iam::${accountId}:root`;
  const administer: PolicyStatement = {
    Sid: 'AdministerWithoutUse',
    Effect: 'Allow',
    Principal: { AWS: root },
    Action: KeyAdministration,
    Resource: '*',
  };
  if (investigatorRoleArns.length === 0) return policyDocument([administer]);
  return policyDocument([
    administer,
    {
      // The account with a condition in place of the roles: those need not exist yet.
      Sid: 'UseByInvestigators',
      Effect: 'Allow',
      Principal: { AWS: root },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: '*',
      Condition: {
        ArnLike: { 'aws:PrincipalArn': investigatorRoleArns },
        StringEquals: { 'kms:ViaService': `s3.${region}.${dnsSuffixOf(region)}` },
      },
    },
  ]);
}
