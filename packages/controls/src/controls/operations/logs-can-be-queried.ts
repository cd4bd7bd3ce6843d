import { defineControl } from '../../define-control.ts';
import { hasRecord } from '../../estate/records.ts';
import type { Estate, EventDataStore } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, any, decide, evidenceElsewhere, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/**
 * That rows come back is shown by a record of a test. A test of another system that takes the logs in (`covers: [siem]`)
 * stands for all of it. CloudTrail Lake takes no new customers, so that Athena is the way for most.
 */
export default defineControl({
  id: 'OPS-05',
  title: 'Logs can be queried',
  intent: 'Investigation does not start with building tools.',
  severity: 'medium',
  appliesTo: 'estate',
  policies: ['stack'],
  pulumiTypes: ['aws:athena/workgroup:Workgroup', 'aws:glue/catalogTable:CatalogTable'],
  needs: [
    'athena:GetWorkGroup',
    'athena:ListWorkGroups',
    'cloudtrail:ListEventDataStores',
    'glue:GetDatabases',
    'glue:GetTables',
  ],
  fix: 'Create a table with partition projection over the log prefix and a workgroup that encrypts results, run a query for the last day and record it as log-query-test.',
  url: 'https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html',
  parameters: { queryTestDays: 30 },
  parameterHelp: { queryTestDays: { description: 'Days after which a test query is too old.', minimum: 1 } },
  evaluate(_estate, { estate, parameters: { queryTestDays } }) {
    const test = { kind: 'log-query-test', days: queryTestDays } as const;
    const elsewhere = hasRecord(estate, { ...test, what: 'a test query in a SIEM', about: 'siem' });
    if (elsewhere.status === 'pass') return notApplicable('another system takes the logs in and was tested');
    return all([
      hasTable(estate),
      encryptsResults(estate),
      hasRecord(estate, { ...test, what: 'a test query over the last day' }),
    ]);
  },
});

function hasTable(estate: Estate): Verdict {
  const buckets = estate.buckets.items.filter(({ role }) => role === 'trail-logs').map(({ name }) => name);
  const hidden = [...buckets, estate.buckets.complete].find(isUnknown);
  const { items, complete } = estate.logTables;
  const stores = estate.eventDataStores;
  return any([
    ...items.map((table) =>
      decide(table.location, 'where a table reads from', (location) => {
        const found = evidenceElsewhere(table, 'location');
        const isOverLogs = buckets.some(
          (name) => typeof name === 'string' && location?.startsWith(`s3://${name}/`),
        );
        if (isOverLogs) return pass(found);
        return hidden === undefined
          ? fail('no table reads the log bucket', found)
          : unknown('which bucket keeps the logs is not known', hidden);
      }),
    ),
    ...stores.items.map(answers),
    ...[complete, stores.complete]
      .filter(isUnknown)
      .map((because) => unknown('what can be queried is not known', because)),
    fail('there is neither a table over the log bucket nor an event data store'),
  ]);
}

function answers(store: EventDataStore): Verdict {
  return decide(
    store.isOrganization,
    'whether an event data store is the organization’s',
    (isOrganization) =>
      isOrganization !== true
        ? fail('an event data store holds one account alone')
        : decide(store.status, 'the state of an event data store', (status) =>
            status === 'ENABLED'
              ? pass(evidenceElsewhere(store, 'status'))
              : fail(`the event data store is ${status}`, evidenceElsewhere(store, 'status')),
          ),
  );
}

function encryptsResults({ queryWorkgroups: { items, complete } }: Estate): Verdict {
  return all([
    ...items.map((workgroup) =>
      decide(workgroup.encryptsResults, 'whether results are encrypted', (encrypts) =>
        encrypts === true
          ? pass(evidenceElsewhere(workgroup, 'encryptsResults'))
          : fail(
              `the workgroup ${String(workgroup.name)} does not encrypt results`,
              evidenceElsewhere(workgroup, 'encryptsResults'),
            ),
      ),
    ),
    complete === true ? pass() : unknown('which workgroups there are is not known', complete),
  ]);
}
