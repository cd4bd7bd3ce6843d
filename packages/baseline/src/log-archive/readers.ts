import { dnsSuffixOf } from '../partition.ts';
import type { PolicyStatement } from '../policy-document.ts';

const RoleArn = /^arn:aws[a-z-]*:iam::[0-9]{12}:role\/[\w+=,.@/-]+$/;

/** IAM Identity Center ends the names of its roles in letters that nobody knows beforehand. */
const IdentityCenterRole =
  /^arn:aws[a-z-]*:iam::[0-9]{12}:role\/aws-reserved\/sso\.amazonaws\.com\/([a-z0-9-]+\/)?AWSReservedSSO_[\w+=,.@-]+_\*$/;

/**
 * Checks who is to read log files: roles by their ARN, never a whole account or organization, and nobody who
 * administers the archive.
 * @param administratorArns roles that may change or delete, which must not read.
 * @returns one sentence for each fault; none when all is well.
 */
export function readerFaults(
  readerRoleArns: readonly string[],
  administratorArns: readonly string[] = [],
): string[] {
  return readerRoleArns.flatMap((arn) => {
    if (!RoleArn.test(arn) && !IdentityCenterRole.test(arn)) {
      return [
        `${JSON.stringify(arn)} is no reader; it must be the ARN of one role, without wildcards but for the end of ` +
          'a role of IAM Identity Center (…/AWSReservedSSO_NAME_*), because log files tell what everybody does',
      ];
    }
    if (administratorArns.includes(arn)) {
      return [
        `${arn} administers the archive and must not read it too; name another role, ` +
          'so that who can change the record cannot learn what it holds',
      ];
    }
    return [];
  });
}

/** The accounts of roles, as principals of a policy that must be valid before the roles exist. */
function accountsOf(roleArns: readonly string[]): string[] {
  return [...new Set(roleArns.map((arn) => `${arn.split(':').slice(0, 5).join(':')}:root`))].sort();
}

/** Lets the named roles list and read a bucket, and restore what is archived; a copy is restored, nothing changed. */
export function readByReaders(bucketArn: string, readerRoleArns: readonly string[]): PolicyStatement[] {
  if (readerRoleArns.length === 0) return [];
  const allow = (sid: string, actions: readonly string[], resource: string): PolicyStatement => ({
    Sid: sid,
    Effect: 'Allow',
    Principal: { AWS: accountsOf(readerRoleArns) },
    Action: actions,
    Resource: resource,
    Condition: { ArnLike: { 'aws:PrincipalArn': readerRoleArns } },
  });
  return [
    allow('ListByReaders', ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketVersions'], bucketArn),
    allow('ReadByReaders', ['s3:GetObject', 's3:GetObjectVersion', 's3:RestoreObject'], `${bucketArn}/*`),
  ];
}

/** Lets the named roles decrypt what is in a bucket, through S3 alone. */
export function decryptForReaders(
  bucketArn: string,
  region: string,
  readerRoleArns: readonly string[],
): PolicyStatement[] {
  if (readerRoleArns.length === 0) return [];
  return [
    {
      Sid: 'DecryptByReaders',
      Effect: 'Allow',
      Principal: { AWS: accountsOf(readerRoleArns) },
      Action: 'kms:Decrypt',
      Resource: '*',
      Condition: {
        ArnLike: { 'aws:PrincipalArn': readerRoleArns },
        StringEquals: { 'kms:ViaService': `s3.${region}.${dnsSuffixOf(region)}` },
        // The bucket's ARN with an S3 Bucket Key, the object's without.
        StringLike: { 'kms:EncryptionContext:aws:s3:arn': [bucketArn, `${bucketArn}/*`] },
      },
    },
  ];
}
