import { defineControl } from '../../define-control.ts';
import { unlessDeleted } from '../../estate/event-data-stores.ts';
import type { Estate, EventDataStore } from '../../model/estate.ts';
import type { Fact } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, decide, evidence, fail, notApplicable, pass } from '../../verdicts.ts';

/** Categories of CloudTrail's own events. Stores of others, such as those of integrations, may be of one Region. */
const ownCategories = ['Management', 'Data', 'NetworkActivity'];

/** A store that takes in nothing any more fails too, unless it is tagged as an archive. */
export default defineControl({
  id: 'CT-26',
  title: 'Event data stores are organization wide, multi-Region and protected',
  intent: 'The copy that can be queried outlives mistakes and lacks no account.',
  severity: 'medium',
  appliesTo: 'eventDataStore',
  policies: ['resource', 'stack', 'remediation'],
  pulumiTypes: ['aws:cloudtrail/eventDataStore:EventDataStore'],
  needs: [
    'cloudtrail:GetEventDataStore',
    'cloudtrail:ListEventDataStores',
    'cloudtrail:ListTags',
    'organizations:DescribeOrganization',
  ],
  fix: 'Set multiRegionEnabled, terminationProtectionEnabled, retentionPeriod and, in the management account, organizationEnabled.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-event-data-store.html',
  parameters: { edsMinDays: 365, archiveTag: 'trailguard:archive' },
  parameterHelp: {
    edsMinDays: { description: 'Days that events must be kept at least.', minimum: 1 },
    archiveTag: { description: 'Tag of a store that is kept without taking in more, whatever its value.' },
  },
  evaluate(store, { estate, parameters: { edsMinDays, archiveTag } }) {
    return unlessDeleted(store, () =>
      all([
        isOn(store, 'isProtected', 'terminationProtectionEnabled'),
        keepsFor(store, edsMinDays),
        takesIn(store, archiveTag),
        ofOwnEvents(store, () =>
          all([isOn(store, 'isMultiRegion', 'multiRegionEnabled'), coversOrganization(store, estate)]),
        ),
      ]),
    );
  },
});

function isOn(
  store: EventDataStore,
  field: 'isMultiRegion' | 'isOrganization' | 'isProtected',
  property: string,
): Verdict {
  return decide(store[field] as Fact<boolean>, property, (on) =>
    on === true ? pass(evidence(store, field)) : fail(`${property} is not true`, evidence(store, field)),
  );
}

function keepsFor(store: EventDataStore, minimum: number): Verdict {
  return decide(store.retentionDays, 'how long events are kept', (days) =>
    days !== null && days >= minimum
      ? pass(evidence(store, 'retentionDays'))
      : fail(`events are kept ${days} days, less than ${minimum}`, evidence(store, 'retentionDays')),
  );
}

function takesIn(store: EventDataStore, archiveTag: string): Verdict {
  return decide(store.status, 'the status of the store', (status) => {
    if (status === 'ENABLED') return pass(evidence(store, 'status'));
    const idle = fail(`the store is ${status} and takes in nothing`, evidence(store, 'status'));
    return decide(store.tags, 'the store’s tags', (tags) =>
      tags !== null && Object.hasOwn(tags, archiveTag) ? pass(evidence(store, 'tags')) : idle,
    );
  });
}

function ofOwnEvents(store: EventDataStore, judge: () => Verdict): Verdict {
  return decide(store.selectors, 'what the store takes in', (selectors) => {
    const categories = (selectors ?? []).flatMap(({ fields }) =>
      fields.flatMap(({ field, equals }) => (field === 'eventCategory' ? (equals ?? []) : [])),
    );
    return categories.length === 0 || categories.some((category) => ownCategories.includes(category))
      ? judge()
      : notApplicable(`the store is for events of the category ${categories.join(', ')}`);
  });
}

/** The central store is that of the management account or of CloudTrail's delegated administrator. */
function coversOrganization(store: EventDataStore, { organization }: Estate): Verdict {
  const covers = isOn(store, 'isOrganization', 'organizationEnabled');
  if (covers.status !== 'fail') return covers;
  return decide(organization, `the organization, and ${covers.reason}; it`, (known) => {
    if (known === null) return notApplicable('the account belongs to no organization');
    return decide(store.accountId, 'the store’s account', (owner) => {
      if (owner === known.managementAccountId) return covers;
      return decide(known.delegatedAdministrators, 'who administers CloudTrail', (administrators) =>
        (administrators?.['cloudtrail.amazonaws.com'] ?? []).includes(owner ?? '')
          ? covers
          : notApplicable(`account ${owner} does not administer CloudTrail`),
      );
    });
  });
}
