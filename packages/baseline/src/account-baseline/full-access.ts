import { partitionOf } from '../partition.ts';

/** ARN of AWS's managed policy that lets its holder stop, change and delete every trail of an account. */
export function cloudTrailFullAccessArn(region: string): string {
  return `arn:${partitionOf(region)}:iam::aws:policy/AWSCloudTrail_FullAccess`;
}

/**
 * Who holds `AWSCloudTrail_FullAccess`, in one sentence with the way out, for a preview. AWS asks to give it to as few as
 * possible, because its holder can end what records everybody, himself included.
 * @param holderArn ARN of a user, a group or a role that the policy is attached to.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html
 */
export function describeFullAccess(holderArn: string): string {
  const kind = holderArn.split(':').at(-1)?.split('/')[0] ?? 'role';
  const name = holderArn.split('/').at(-1) ?? '';
  const policyArn = `arn:${holderArn.split(':')[1]}:iam::aws:policy/AWSCloudTrail_FullAccess`;
  return (
    `${holderArn} has AWSCloudTrail_FullAccess and so may stop, change and delete the trails of its account. Attach ` +
    `AWSCloudTrail_ReadOnlyAccess in its place: aws iam detach-${kind}-policy --${kind}-name ${name} --policy-arn ${policyArn}`
  );
}
