import { isUnknown } from '../../model/fact.ts';
import { doesNotStepDown, gainsNone, losesNone } from '../measures.ts';
import { guard, thing } from './guard.ts';

/** What the administrator's detector sends on, and what it leaves out. */
export const administratorDetector = guard({
  find: ({ administratorDetectors }) =>
    administratorDetectors.items.map((one) => ({
      ...thing(one, [one.accountId, one.region].map(textOf).join('/')),
      values: {
        frequency: one.publishingFrequency,
        destinations: one.destinations.items.map(({ bucketArn }) => textOf(bucketArn)).sort(),
        suppressions: one.filters.items
          .filter(({ action }) => action === 'ARCHIVE')
          .map(({ name, criteria }) => `${textOf(name)} ${JSON.stringify(criteria)}`)
          .sort(),
        trusted: one.lists.items
          .filter(({ purpose }) => purpose === 'trusted')
          .map(({ location, name }) => textOf(location ?? name))
          .sort(),
        threats: one.lists.items
          .filter(({ purpose }) => purpose === 'threat')
          .map(({ location, name }) => textOf(location ?? name))
          .sort(),
      },
    })),
  measures: {
    frequency: doesNotStepDown('frequency of findings', ['SIX_HOURS', 'ONE_HOUR', 'FIFTEEN_MINUTES']),
    destinations: losesNone('export of findings'),
    suppressions: gainsNone('suppression filters'),
    trusted: gainsNone('trusted lists'),
    threats: losesNone('threat lists'),
  },
  whenGone: 'the detector from which GuardDuty is run is gone',
});

function textOf(fact: unknown): string {
  return isUnknown(fact) ? `(${fact.detail})` : String(fact);
}
