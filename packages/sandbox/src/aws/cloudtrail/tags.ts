import type {
  AddTagsRequest,
  AddTagsResponse,
  ListTagsRequest,
  ListTagsResponse,
  RemoveTagsRequest,
  RemoveTagsResponse,
} from '@aws-sdk/client-cloudtrail';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext } from '../service.ts';
import { findOwnStore, findStore } from './find-event-data-store.ts';
import { findOwnTrail, findTrail } from './find-trail.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AddTags.html */
const TagsPerTrail = 50;

/** @throws AwsError `InvalidTagParameterException`, `TagsLimitExceededException` */
export function assertTags(tags: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(tags)) {
    if (key.length < 1 || key.length > 128 || /^aws:/i.test(key) || value.length > 256) {
      throw new AwsError('InvalidTagParameterException', `The tag ${key} is not valid.`);
    }
  }
  if (Object.keys(tags).length > TagsPerTrail) {
    throw new AwsError('TagsLimitExceededException', `A trail can have at most ${TagsPerTrail} tags.`);
  }
}

/** What has tags. */
interface Tagged {
  tags: Record<string, string>;
}

function isStore(arn: string | undefined): boolean {
  return arn?.includes(':eventdatastore/') ?? false;
}

function find(call: Call, sandbox: SandboxContext, arn: string): Tagged {
  return isStore(arn) ? findStore(call, sandbox, arn) : findTrail(call, sandbox, arn);
}

function findOwn(call: Call, sandbox: SandboxContext, arn: string | undefined): Tagged {
  return isStore(arn) ? findOwnStore(call, sandbox, arn) : findOwnTrail(call, sandbox, arn);
}

/** Tags are on the ARN of a trail or an event data store; a name is not enough. */
function byArn(find: () => Tagged, resourceId: string | undefined): Tagged {
  if (!resourceId?.startsWith('arn:')) {
    throw new AwsError('CloudTrailARNInvalidException', `Invalid ARN: ${resourceId ?? ''}.`);
  }
  if (isStore(resourceId)) return find();
  if (!/:trail\//.test(resourceId)) {
    throw new AwsError(
      'ResourceTypeNotSupportedException',
      `The resource ${resourceId} is neither a trail nor an event data store; the sandbox has no other resource with tags.`,
    );
  }
  try {
    return find();
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'TrailNotFoundException') throw error;
    throw new AwsError('ResourceNotFoundException', `Unknown resource: ${resourceId}`);
  }
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AddTags.html */
export function addTags(call: Call, sandbox: SandboxContext): AddTagsResponse {
  const input = call.input as unknown as AddTagsRequest;
  const tagged = byArn(() => findOwn(call, sandbox, input.ResourceId), input.ResourceId);
  const tags = { ...tagged.tags };
  for (const tag of input.TagsList ?? []) tags[tag.Key ?? ''] = tag.Value ?? '';
  assertTags(tags);
  tagged.tags = tags;
  return {};
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_RemoveTags.html */
export function removeTags(call: Call, sandbox: SandboxContext): RemoveTagsResponse {
  const input = call.input as unknown as RemoveTagsRequest;
  const tagged = byArn(() => findOwn(call, sandbox, input.ResourceId), input.ResourceId);
  for (const tag of input.TagsList ?? []) delete tagged.tags[tag.Key ?? ''];
  return {};
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListTags.html */
export function listTags(call: Call, sandbox: SandboxContext): ListTagsResponse {
  const input = call.input as unknown as ListTagsRequest;
  return {
    ResourceTagList: (input.ResourceIdList ?? []).map((arn) => ({
      ResourceId: arn,
      TagsList: Object.entries(byArn(() => find(call, sandbox, arn), arn).tags).map(([Key, Value]) => ({
        Key,
        Value,
      })),
    })),
  };
}
