import { defineControl } from '../../define-control.ts';
import { findAccount } from '../../estate/accounts.ts';
import { unknownBecause } from '../../model/fact.ts';
import { recordedEvents } from '../../selectors/recorded-events.ts';
import { all, decide, evidence, fail, notApplicable, pass, unknown } from '../../verdicts.ts';
import dynamodbItemsAreRecorded from './dynamodb-items-are-recorded.ts';
import furtherDataEventsAreRecorded from './further-data-events-are-recorded.ts';
import lambdaInvocationsAreRecorded from './lambda-invocations-are-recorded.ts';
import s3ReadsAreRecorded from './s3-reads-are-recorded.ts';
import s3WritesAreRecorded from './s3-writes-are-recorded.ts';

/** A summary of five minutes tells nobody who called; what CT-11 to CT-15 ask for must still be recorded. */
export default defineControl({
  id: 'CT-29',
  title: 'Data event aggregation does not replace raw events',
  intent: 'Summaries of data events come beside the events and never in their place.',
  severity: 'low',
  appliesTo: 'trail',
  policies: [],
  pulumiTypes: [],
  needs: ['cloudtrail:GetEventConfiguration', 'cloudtrail:GetEventSelectors', 'cloudtrail:GetTrailStatus'],
  fix: 'Keep the selectors of data events, and use PutEventConfiguration for summaries beside them.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventConfiguration.html',
  parameters: {
    ...s3WritesAreRecorded.parameters,
    ...lambdaInvocationsAreRecorded.parameters,
    ...dynamodbItemsAreRecorded.parameters,
    ...furtherDataEventsAreRecorded.parameters,
  },
  parameterHelp: {
    ...s3WritesAreRecorded.parameterHelp,
    ...lambdaInvocationsAreRecorded.parameterHelp,
    ...dynamodbItemsAreRecorded.parameterHelp,
    ...furtherDataEventsAreRecorded.parameterHelp,
  },
  evaluate(trail, { estate, parameters }) {
    return decide(trail.selectors, 'the event selectors', (selected) => {
      const slices = recordedEvents(selected ?? { basic: null, advanced: null });
      const hasData = slices.some((slice) => slice.some(({ equals }) => equals?.includes('Data')));
      if (!hasData) return notApplicable('the trail records no data events');
      return decide(trail.aggregations, 'the summaries of data events', (aggregations) => {
        const found = evidence(trail, 'aggregations');
        if (aggregations === null || aggregations.length === 0) return pass(found);
        return decide(trail.ownerAccountId, 'the trail’s owner', (owner) => {
          const account = findAccount(estate, owner ?? '');
          if (account === undefined) return unknown(`what else records ${owner} is not known`, notJudged);
          const raw = all([
            s3WritesAreRecorded.evaluate(account, { estate, parameters }),
            s3ReadsAreRecorded.evaluate(account, { estate, parameters }),
            lambdaInvocationsAreRecorded.evaluate(account, { estate, parameters }),
            dynamodbItemsAreRecorded.evaluate(account, { estate, parameters }),
            furtherDataEventsAreRecorded.evaluate(account, { estate, parameters }),
          ]);
          if (raw.status === 'fail')
            return fail(`data events are summed up, and ${raw.reason}`, found, ...raw.evidence);
          return raw.status === 'unknown' ? raw : pass(found);
        });
      });
    });
  },
});

const notJudged = unknownBecause('not-read', 'the account that owns the trail is not judged');
