import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext } from '../service.ts';
import { invalidValue, noSuchResource } from './errors.ts';
import { settle } from './organization/settle.ts';
import { guardDutyState, type RegionState, type Tags } from './state.ts';

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_TagResource.html */
const TagsPerResource = 50;

/** Checks tags of a request. @throws AwsError `BadRequestException` */
export function readTags(tags: Readonly<Record<string, string>> | undefined): Tags {
  for (const [key, value] of Object.entries(tags ?? {})) {
    if (key.length < 1 || key.length > 128 || /^aws:/i.test(key) || value.length > 256) throw invalidValue();
  }
  return { ...tags };
}

const Arn = /^arn:aws[a-z-]*:guardduty:([a-z0-9-]+):(\d{12}):(detector|malware-protection-plan)\/(.+)$/;

interface Tagged {
  tags: Tags;
}

/** Last segments of a detector's resources -> where they are kept. */
function withinDetector(region: RegionState, accountId: string, path: readonly string[]): Tagged | undefined {
  const [detectorId, kind, id] = path;
  const detector = region.detectors[accountId];
  if (!detector || detector.id !== detectorId) return undefined;
  if (kind === undefined) return detector;
  switch (kind) {
    case 'filter':
      return detector.filters.find((filter) => filter.name === id);
    case 'publishingDestination':
      return detector.destinations.find((destination) => destination.id === id);
    default:
      return detector.sets[kind]?.find((set) => set.id === id);
  }
}

async function tagged(call: Call, sandbox: SandboxContext): Promise<Tagged> {
  const arn = String(call.input.ResourceArn);
  const match = Arn.exec(arn);
  if (!match || match[1] !== call.region) throw invalidValue();
  const [, , accountId = '', kind, rest = ''] = match;
  if (accountId !== call.caller.accountId) {
    throw new AwsError('AccessDeniedException', `The resource ${arn} is not of the current account.`, 403);
  }
  const region = await settle(sandbox, call.region);
  const resource =
    kind === 'detector'
      ? withinDetector(region, accountId, rest.split('/'))
      : guardDutyState(sandbox).malwareProtectionPlans.find(
          (plan) => plan.id === rest && plan.accountId === accountId && plan.region === call.region,
        );
  if (!resource) throw noSuchResource();
  return resource;
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_TagResource.html */
export async function tagResource(call: Call, sandbox: SandboxContext): Promise<object> {
  const resource = await tagged(call, sandbox);
  const tags = { ...resource.tags, ...readTags(call.input.Tags as Tags) };
  if (Object.keys(tags).length > TagsPerResource) throw invalidValue();
  resource.tags = tags;
  return {};
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UntagResource.html */
export async function untagResource(call: Call, sandbox: SandboxContext): Promise<object> {
  const resource = await tagged(call, sandbox);
  for (const key of (call.input.TagKeys ?? []) as string[]) delete resource.tags[key];
  return {};
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListTagsForResource.html */
export async function listTagsForResource(call: Call, sandbox: SandboxContext): Promise<object> {
  return { Tags: (await tagged(call, sandbox)).tags };
}
