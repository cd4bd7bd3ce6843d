import { defineControl } from '../../define-control.ts';
import { findTrail, nameOfTrail } from '../../estate/trails.ts';
import type { Estate, Selectors, Trail } from '../../model/estate.ts';
import { type Fact, isUnknown } from '../../model/fact.ts';
import { isUrn } from '../../model/observation.ts';
import type { Verdict } from '../../model/verdict.ts';
import { lostEvents } from '../../selectors/lost-events.ts';
import { recordedEvents } from '../../selectors/recorded-events.ts';
import { all, decide, evidence, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/** Properties whose values must be the same. */
const plain = [
  'name',
  'homeRegion',
  'isLogging',
  'isMultiRegion',
  'isOrganization',
  'includesGlobalServices',
  'validatesLogFiles',
  'bucketName',
  'keyPrefix',
  'kmsKeyId',
  'logGroupArn',
  'logsRoleArn',
  'topicArn',
] as const;

/**
 * Compares what a stack last applied with what is there. Two lists of selectors are the same when they record the same
 * events, whatever their order. Who changed the trail in the last 90 days is evidence where the event history was read.
 */
export default defineControl({
  id: 'CT-24',
  title: 'Live trail equals the approved baseline',
  intent: 'A change that was made beside the program is found.',
  severity: 'high',
  appliesTo: 'appliedTrail',
  policies: [],
  pulumiTypes: [],
  needs: [
    'cloudtrail:DescribeTrails',
    'cloudtrail:GetEventSelectors',
    'cloudtrail:GetInsightSelectors',
    'cloudtrail:GetTrailStatus',
    'cloudtrail:ListTags',
    'cloudtrail:LookupEvents',
  ],
  fix: 'Find out who changed the trail and why; then refresh the stack and apply it again. A change that nobody approved is an incident.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
  evaluate(applied, { estate }) {
    if (estate.lens !== 'live') return notApplicable('only live trails are compared with what was applied');
    const live = findTrail(estate, applied);
    if (live === undefined) return unlessHidden(applied, estate);
    const verdict = all([
      ...plain.map((field) => sameValue(applied, live, field)),
      sameSet(applied, live, 'insights', (insights) => insights.map(({ type }) => type)),
      sameSet(applied, live, 'tags', (tags) => Object.entries(tags).map(([key, value]) => `${key}=${value}`)),
      sameEvents(applied, live),
    ]);
    if (verdict.status !== 'fail' || live.changes === undefined) return verdict;
    return fail(verdict.reason, ...verdict.evidence, evidence(live, 'changes'));
  },
});

function unlessHidden(applied: Trail, { trails }: Estate): Verdict {
  const name = nameOfTrail(applied);
  return decide(applied.arn, `the ARN of ${name} as it was applied`, () => {
    const nameless = trails.items.find(
      ({ arn, observation }) => isUnknown(arn) && observation.arn === undefined,
    );
    const hidden = trails.complete === true ? nameless?.arn : trails.complete;
    return isUnknown(hidden)
      ? unknown(`${name} was not found`, hidden)
      : fail(`${name} is gone`, evidence(applied, 'arn'));
  });
}

type Field = (typeof plain)[number];

function sameValue(applied: Trail, live: Trail, field: Field): Verdict {
  return decide<string | boolean>(applied[field], `${field} as it was applied`, (wanted) =>
    decide<string | boolean>(live[field], `${field} of ${nameOfTrail(live)}`, (found) =>
      isSame(field, wanted, found)
        ? pass(evidence(live, field))
        : fail(`${field} is ${String(found)}, and ${String(wanted)} was applied`, evidence(live, field)),
    ),
  );
}

/** A program may name a key by its id and a topic by its name, where AWS tells the ARN. */
function isSame(field: Field, wanted: string | boolean | null, found: string | boolean | null): boolean {
  if (wanted === found || (wanted === '' && found === null)) return true;
  if (typeof wanted !== 'string' || typeof found !== 'string' || isUrn(wanted)) return false;
  if (field === 'kmsKeyId') return found.endsWith(`:key/${wanted}`);
  return field === 'topicArn' && found.endsWith(`:${wanted}`);
}

function sameSet<F extends 'insights' | 'tags'>(
  applied: Trail,
  live: Trail,
  field: F,
  textsOf: (value: NonNullable<Exclude<Trail[F], { unknown: unknown }>>) => readonly string[],
): Verdict {
  const texts = (fact: Trail[F]): Fact<string> =>
    isUnknown(fact) ? fact : fact === null ? '' : [...textsOf(fact as never)].sort().join(', ');
  return decide(texts(applied[field]), `${field} as applied`, (wanted) =>
    decide(texts(live[field]), `${field} of ${nameOfTrail(live)}`, (found) =>
      wanted === found
        ? pass(evidence(live, field))
        : fail(
            `${field} are ${found || 'none'}, and ${wanted || 'none'} were applied`,
            evidence(live, field),
          ),
    ),
  );
}

function sameEvents(applied: Trail, live: Trail): Verdict {
  const none: Selectors = { basic: null, advanced: null };
  return decide(applied.selectors, 'the selectors as they were applied', (wanted) =>
    decide(live.selectors, `the selectors of ${nameOfTrail(live)}`, (found) => {
      const [before, after] = [recordedEvents(wanted ?? none), recordedEvents(found ?? none)];
      const isSameRecord = lostEvents(before, after).length === 0 && lostEvents(after, before).length === 0;
      return isSameRecord
        ? pass(evidence(live, 'selectors'))
        : fail('the selectors record other events than were applied', evidence(live, 'selectors'));
    }),
  );
}
