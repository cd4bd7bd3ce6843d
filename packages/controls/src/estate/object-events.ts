import type { Account, Estate } from '../model/estate.ts';
import { type Fact, isUnknown, type Unknown } from '../model/fact.ts';
import { isUrn } from '../model/observation.ts';
import type { Verdict } from '../model/verdict.ts';
import { access, dataEvents } from '../selectors/data-events.ts';
import { unknown } from '../verdicts.ts';
import { partitions } from './arn.ts';
import { judgeRecorded } from './recording.ts';

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
  const approved = [...approvedExclusions, ...logBucketsOf(estate)];
  const verdict = judgeBut(approved);
  const hidden = hiddenBuckets(estate);
  if (verdict.status !== 'fail' || hidden === undefined) return verdict;
  return judgeBut([...approved, ...exclusionsOf(estate)]).status === 'fail'
    ? verdict
    : unknown('whether the objects that are left out are of a log bucket is not known', hidden);
}

/** The start of ARNs in log buckets, in every partition: names of buckets are unique in theirs. */
function logBucketsOf(estate: Estate): readonly string[] {
  const names = bucketNamesOf(estate).filter((name) => typeof name === 'string' && !isUrn(name));
  return [...new Set(names)].flatMap((name) =>
    partitions.map((partition) => `arn:${partition}:s3:::${String(name)}/`),
  );
}

function bucketNamesOf({ trails, buckets }: Estate): readonly Fact<string>[] {
  return [
    ...trails.items.map(({ bucketName }) => bucketName),
    ...buckets.items.filter(({ role }) => role !== 'other').map(({ name }) => name),
  ];
}

function hiddenBuckets(estate: Estate): Unknown | undefined {
  return [...bucketNamesOf(estate), estate.trails.complete, estate.buckets.complete].find(isUnknown);
}

/** All that the trails leave out by the start of its ARN. */
function exclusionsOf({ trails }: Estate): readonly string[] {
  return trails.items.flatMap(({ selectors }) =>
    isUnknown(selectors)
      ? []
      : (selectors?.advanced ?? []).flatMap(({ fields }) =>
          fields.flatMap(({ field, notStartsWith }) =>
            field === 'resources.ARN' ? (notStartsWith ?? []) : [],
          ),
        ),
  );
}
