import type { Account, Estate, Trail } from '../model/estate.ts';
import { type Fact, isUnknown } from '../model/fact.ts';
import type { Verdict } from '../model/verdict.ts';
import { access, dataEvents } from '../selectors/data-events.ts';
import { unknown } from '../verdicts.ts';
import { judgeRecorded } from './recording.ts';
import { remembered } from './remembered.ts';
import { trailsRecording, trailsToCome } from './trails.ts';

/** What may be left out of the data events of S3. */
export const exclusionParameters = {
  approvedExclusions: [] as readonly string[],
  leaveOutLogBuckets: true,
};

/** Help for {@link exclusionParameters}. */
export const exclusionHelp = {
  approvedExclusions: {
    description:
      'ARNs, or the start of them such as arn:aws:s3:::scratch/, of objects whose events need not be recorded.',
  },
  leaveOutLogBuckets: {
    description:
      'Whether buckets that trails or access logs are delivered into may be left out; their delivery would feed itself.',
  },
};

/**
 * Judges whether the calls that read, or those that write, are recorded for objects of all buckets, now and later.
 * What is left out may be a log bucket that the lens does not see.
 */
export function judgeObjectEvents(
  account: Account,
  estate: Estate,
  which: 'reads' | 'writes',
  { approvedExclusions, leaveOutLogBuckets }: typeof exclusionParameters,
): Verdict {
  const judgeBut = (exclusions: readonly string[]) =>
    judgeRecorded(account, estate, {
      eventsIn: (partition) =>
        dataEvents('AWS::S3::Object', access[which], {
          field: 'resources.ARN',
          startsWith: [`arn:${partition}:s3:::`],
          notStartsWith: exclusions,
        }),
    });
  if (!leaveOutLogBuckets) return judgeBut(approvedExclusions);
  const { trails } = trailsRecording(account, estate);
  const excluded = [...trails, ...trailsToCome(account, estate)].flatMap(exclusionsOf);
  const names = logBuckets(estate, '', () => bucketNamesOf(estate));
  const ofLogs = excluded.filter((start) => {
    const bucket = bucketOf(start);
    return bucket !== undefined && names.includes(bucket);
  });
  const approved = [...approvedExclusions, ...ofLogs];
  const verdict = judgeBut(approved);
  if (verdict.status !== 'fail' || excluded.length === 0) return verdict;
  const hidden = [...names, estate.trails.complete, estate.buckets.complete].find(isUnknown);
  return hidden === undefined || judgeBut([...approved, ...excluded]).status === 'fail'
    ? verdict
    : unknown('whether the objects that are left out are of a log bucket is not known', hidden);
}

const logBuckets = remembered<readonly Fact<string>[]>();

/** Names of the buckets that trails and access logs are delivered into, as far as they are known. */
function bucketNamesOf({ trails, buckets }: Estate): readonly Fact<string>[] {
  return [
    ...trails.items.map(({ bucketName }) => bucketName),
    ...buckets.items.filter(({ role }) => role !== 'other').map(({ name }) => name),
  ];
}

/** All that a trail leaves out by the start of its ARN. */
function exclusionsOf({ selectors }: Trail): readonly string[] {
  if (isUnknown(selectors)) return [];
  return (selectors?.advanced ?? []).flatMap(({ fields }) =>
    fields.flatMap(({ field, notStartsWith }) => (field === 'resources.ARN' ? (notStartsWith ?? []) : [])),
  );
}

/** The bucket whose objects all have ARNs with this start; none where other buckets have objects with it. */
function bucketOf(start: string): string | undefined {
  return /^arn:[^:]+:s3:::([^/]+)\//.exec(start)?.[1];
}
