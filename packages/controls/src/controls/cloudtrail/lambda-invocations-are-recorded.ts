import { ifActive } from '../../estate/accounts.ts';
import { resourcesIn, judgeResources } from '../../estate/resource-events.ts';
import { defineControl } from '../../define-control.ts';
import { judgeRecorded } from '../../estate/recording.ts';
import { notApplicable } from '../../verdicts.ts';
import { dataEvents } from '../../selectors/data-events.ts';

const type = 'AWS::Lambda::Function';

/**
 * Invocations are many and each is billed, so that by default only functions that are named are asked about: an
 * account that has none of them needs no selector.
 */
export default defineControl({
  id: 'CT-13',
  title: 'Lambda invoke events recorded',
  intent: 'Every run of a function leads back to who started it.',
  severity: 'low',
  appliesTo: 'account',
  policies: ['stack'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail'],
  needs: [
    'cloudtrail:DescribeTrails',
    'cloudtrail:GetEventSelectors',
    'cloudtrail:GetTrailStatus',
    'organizations:ListAccounts',
  ],
  fix: 'Let a trail select data events of AWS::Lambda::Function, for all functions or for those in scope.',
  url: 'https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html',
  parameters: { scope: 'selective', functions: [] as readonly string[] },
  parameterHelp: {
    scope: {
      description:
        'all: invocations of every function, those made later too; selective: of the functions named.',
      choices: ['all', 'selective'],
    },
    functions: {
      description: 'ARNs of the functions in scope, in whatever account; used when the scope is selective.',
    },
  },
  evaluate(account, { estate, parameters: { scope, functions } }) {
    if (scope === 'all') {
      const everyFunction = (partition: string) =>
        dataEvents(type, { field: 'resources.ARN', startsWith: [`arn:${partition}:lambda:`] });
      return judgeRecorded(account, estate, { eventsIn: everyFunction });
    }
    const own = resourcesIn(account.id, functions);
    return own.length === 0
      ? ifActive(account, () => notApplicable(`no function of account ${account.id} is in scope`))
      : judgeResources(account, estate, type, own);
  },
});
