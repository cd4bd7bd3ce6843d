import type { AccountRegion } from '../model/control.ts';
import type { Estate } from '../model/estate.ts';
import { isUnknown } from '../model/fact.ts';
import { type Found, found, text } from './found.ts';
import { enabledRegions } from './enabled-regions.ts';

/** Finds what the controls of alarms, topics and event rules judge. */
export const alertingFinders = {
  logGroup: ({ logGroups }: Estate) =>
    found('logGroup', logGroups, ({ arn, name }) => text(arn) ?? text(name)),
  logResourcePolicy: ({ logResourcePolicies }: Estate) =>
    found(
      'logResourcePolicy',
      logResourcePolicies,
      ({ accountId, region, name }) => `${text(accountId)}/${text(region)}/${text(name)}`,
    ),
  alarm: ({ alarms }: Estate) =>
    found('alarm', alarms, ({ name, observation }) => observation.arn ?? text(name)),
  topic: topicsToJudge,
  eventRule: ({ eventRules }: Estate) =>
    found('eventRule', eventRules, ({ name, observation }) => observation.arn ?? text(name)),
  watchedRegion: watchedRegions,
} as const;

/** Of one that does not exist NT-02 tells; of one that hides nothing can be said. */
function topicsToJudge({ topics }: Estate): readonly Found<'topic'>[] {
  const all = found('topic', topics, ({ arn, name }) => text(arn) ?? text(name)) as readonly Found<'topic'>[];
  return all.map((one) => {
    if (!('subject' in one)) return one;
    const { id, observation, subject } = one;
    if (isUnknown(subject.exists)) return { id, observation, hidden: subject.exists };
    return subject.exists === null ? { id, observation, absent: 'the topic does not exist' } : one;
  });
}

/** Every enabled Region of every account; in a program each further one in which it has event rules. */
function watchedRegions(estate: Estate): readonly Found<'watchedRegion'>[] {
  const seen = new Map(enabledRegions(estate, 'watchedRegion').map((one) => [one.id, one]));
  for (const { accountId, region, bus, observation } of estate.lens === 'live'
    ? []
    : estate.eventRules.items) {
    if (typeof accountId !== 'string' || typeof region !== 'string' || bus !== 'default') continue;
    const id = `${accountId}/${region}`;
    const subject: AccountRegion = { accountId, region, observation };
    if (!seen.has(id)) seen.set(id, { id, observation, subject });
  }
  return [...seen.values()];
}
