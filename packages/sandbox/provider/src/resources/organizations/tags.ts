import { Organizations, paginateListTagsForResource } from '@aws-sdk/client-organizations';
import type { ResourceContext } from '../../core/resource.ts';
import { type Tag, tagChanges, tagList, tagMap } from '../../core/tags.ts';

type Tags = { [key: string]: string } | undefined;

/** Tags of an account, unit or policy. */
export async function readTags(
  ResourceId: string,
  context: ResourceContext,
): Promise<{ [key: string]: string }> {
  const tags: Tag[] = [];
  for await (const page of paginateListTagsForResource(
    { client: context.client(Organizations) },
    { ResourceId },
  )) {
    tags.push(...(page.Tags ?? []));
  }
  return tagMap(tags);
}

/** Changes the tags of an account, unit or policy. */
export async function changeTags(
  ResourceId: string,
  old: Tags,
  next: Tags,
  context: ResourceContext,
): Promise<void> {
  const organizations = context.client(Organizations);
  const { set, removed } = tagChanges(old, next);
  if (Object.keys(set).length > 0) await organizations.tagResource({ ResourceId, Tags: tagList(set) });
  if (removed.length > 0) await organizations.untagResource({ ResourceId, TagKeys: removed });
}
