import type { EventSelector } from '@aws-sdk/client-cloudtrail';
import { fieldMatches } from '../advanced-selectors.ts';
import { DefaultEventSelectors } from '../event-selectors.ts';
import type { Trail } from '../state.ts';
import { type CloudTrailEvent, isGlobalServiceEvent } from './event.ts';

function basicMatches(selector: EventSelector, event: CloudTrailEvent): boolean {
  if (selector.ReadWriteType === 'ReadOnly' && !event.readOnly) return false;
  if (selector.ReadWriteType === 'WriteOnly' && event.readOnly) return false;
  if (event.managementEvent) {
    return (
      (selector.IncludeManagementEvents ?? true) &&
      !(selector.ExcludeManagementEventSources ?? []).includes(event.eventSource)
    );
  }
  // `arn:aws:s3` stands for all buckets, `arn:aws:s3:::name/` for all objects of one.
  // https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DataResource.html
  return (selector.DataResources ?? []).some((wanted) =>
    (event.resources ?? []).some(
      (resource) =>
        resource.type === wanted.Type &&
        (wanted.Values ?? []).some((value) =>
          wanted.Type === 'AWS::Lambda::Function' && value !== 'arn:aws:lambda'
            ? resource.ARN === value
            : resource.ARN.startsWith(value),
        ),
    ),
  );
}

/** Values of an event under the name of a selector's field. */
function valuesOf(event: CloudTrailEvent, field: string): string[] {
  switch (field) {
    case 'eventCategory':
      return [event.eventCategory];
    case 'readOnly':
      return [String(event.readOnly)];
    case 'resources.type':
      return (event.resources ?? []).map((resource) => resource.type);
    case 'resources.ARN':
      return (event.resources ?? []).map((resource) => resource.ARN);
    case 'userIdentity.arn':
      return event.userIdentity.arn === undefined ? [] : [event.userIdentity.arn];
    case 'sessionCredentialFromConsole':
      return [];
    default: {
      const value = (event as unknown as Record<string, unknown>)[field];
      return typeof value === 'string' ? [value] : [];
    }
  }
}

/** Whether a trail's selectors take an event. */
function selected(trail: Trail, event: CloudTrailEvent): boolean {
  if (trail.advancedEventSelectors) {
    return trail.advancedEventSelectors.some((selector) =>
      (selector.FieldSelectors ?? []).every((field) =>
        fieldMatches(field, valuesOf(event, field.Field ?? '')),
      ),
    );
  }
  return (trail.eventSelectors ?? DefaultEventSelectors).some((selector) => basicMatches(selector, event));
}

/** Whether a trail logs an event: its account, region, global services and selectors. */
export function logs(
  trail: Trail,
  event: CloudTrailEvent,
  organizationAccountIds: ReadonlySet<string>,
): boolean {
  const accountId = event.recipientAccountId;
  if (accountId !== trail.accountId && !(trail.isOrganization && organizationAccountIds.has(accountId))) {
    return false;
  }
  if (!trail.isMultiRegion && event.awsRegion !== trail.homeRegion) return false;
  if (!trail.includeGlobalServiceEvents && isGlobalServiceEvent(event)) return false;
  return selected(trail, event);
}
