import type { AdvancedSelector, Selectors } from '../model/estate.ts';

/** Which management events a trail's selectors take in. */
export interface ManagementCoverage {
  readonly reads: boolean;
  readonly writes: boolean;
}

/**
 * Which management events are selected, by whether they read or write.
 *
 * No selectors means all of them. An event must match every field of one advanced selector; any selector
 * suffices, so one for reads and one for writes together take in all.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
 */
export function managementCoverage(selectors: Selectors): ManagementCoverage {
  return unite(coverages(selectors, () => true));
}

/** As {@link managementCoverage}, counting only selectors that take in events whatever their name, user or session. */
export function unnarrowedCoverage(selectors: Selectors): ManagementCoverage {
  return unite(coverages(selectors, isUnnarrowed));
}

/** Tells whether a trail records data or network activity only. */
export function hasNoManagementEvents(selectors: Selectors): boolean {
  const { reads, writes } = managementCoverage(selectors);
  return !reads && !writes;
}

/** What two sets of selectors take in together. */
export function unite(coverages: readonly ManagementCoverage[]): ManagementCoverage {
  return {
    reads: coverages.some(({ reads }) => reads),
    writes: coverages.some(({ writes }) => writes),
  };
}

function coverages(
  { basic, advanced }: Selectors,
  counts: (selector: AdvancedSelector) => boolean,
): readonly ManagementCoverage[] {
  if (advanced !== null && advanced.length > 0) {
    return advanced.filter((selector) => takesManagement(selector) && counts(selector)).map(readsAndWrites);
  }
  if (basic === null || basic.length === 0) return [{ reads: true, writes: true }];
  return basic
    .filter(({ includeManagementEvents }) => includeManagementEvents)
    .map(({ readWriteType }) => ({
      reads: readWriteType !== 'WriteOnly',
      writes: readWriteType !== 'ReadOnly',
    }));
}

function takesManagement({ fields }: AdvancedSelector): boolean {
  const category = fields.filter(({ field }) => field === 'eventCategory');
  return category.length > 0 && category.every(({ equals }) => equals?.includes('Management') ?? false);
}

function readsAndWrites({ fields }: AdvancedSelector): ManagementCoverage {
  const readOnly = fields.filter(({ field }) => field === 'readOnly');
  const takes = (value: string) =>
    readOnly.every(
      ({ equals, notEquals }) =>
        (equals === undefined || equals.includes(value)) && !(notEquals ?? []).includes(value),
    );
  return { reads: takes('true'), writes: takes('false') };
}

/** Leaving out whole sources (`eventSource` not equal to…) is a matter of its own and no narrowing here. */
function isUnnarrowed({ fields }: AdvancedSelector): boolean {
  return fields.every((selector) => {
    if (selector.field === 'eventCategory' || selector.field === 'readOnly') return true;
    const { field, notEquals: _left, ...others } = selector;
    return field === 'eventSource' && Object.values(others).every((values) => values === undefined);
  });
}
