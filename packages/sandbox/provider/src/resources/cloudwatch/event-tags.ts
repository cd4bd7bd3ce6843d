import type { EventBridge } from '@aws-sdk/client-eventbridge';
import { tagChanges, tagList } from '../../core/tags.ts';

type Tags = { [key: string]: string } | undefined;

/** Changes the tags of a rule or event bus. */
export async function changeEventTags(
  events: EventBridge,
  ResourceARN: string,
  old: Tags,
  next: Tags,
): Promise<void> {
  const { set, removed } = tagChanges(old, next);
  if (Object.keys(set).length > 0) await events.tagResource({ ResourceARN, Tags: tagList(set) });
  if (removed.length > 0) await events.untagResource({ ResourceARN, TagKeys: removed });
}
