import type { GuardDuty } from '@aws-sdk/client-guardduty';
import type { ResourceContext } from '../../core/resource.ts';
import { tagChanges } from '../../core/tags.ts';

type Tags = { [key: string]: string } | undefined;

/** Changes the tags of a detector or of something in it. */
export async function changeTags(
  guardduty: GuardDuty,
  ResourceArn: string,
  old: Tags,
  next: Tags,
): Promise<void> {
  const { set, removed } = tagChanges(old, next);
  if (Object.keys(set).length > 0) await guardduty.tagResource({ ResourceArn, Tags: set });
  if (removed.length > 0) await guardduty.untagResource({ ResourceArn, TagKeys: removed });
}

/** ARN of a detector, or of something in it such as `filter/my-filter`. */
export function detectorArn(context: ResourceContext, detectorId: string, part?: string): string {
  const arn = `arn:${context.partition}:guardduty:${context.region}:${context.accountId}:detector/${detectorId}`;
  return part ? `${arn}/${part}` : arn;
}
