import { defineControl } from '../../define-control.ts';
import { ifActive } from '../../estate/accounts.ts';
import { judgeRecorded } from '../../estate/recording.ts';
import { isOneOf } from '../../selectors/recorded-events.ts';
import { all, notApplicable } from '../../verdicts.ts';

/** Only advanced selectors hold this category; calls that an endpoint denied are enough. */
export default defineControl({
  id: 'CT-16',
  title: 'Network activity events recorded for chosen VPC endpoints services',
  intent: 'Calls that a VPC endpoint denies, or that come from strangers’ identities, become visible.',
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
  fix: 'Add an advanced selector with eventCategory NetworkActivity and the eventSource of each service.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-network-events-with-cloudtrail.html',
  parameters: { networkActivitySources: [] as readonly string[], deniedIsEnough: true },
  parameterHelp: {
    networkActivitySources: {
      description: 'Services whose calls through VPC endpoints must be recorded, such as kms.amazonaws.com.',
    },
    deniedIsEnough: {
      description: 'Whether it is enough to record the calls that an endpoint’s policy denied.',
    },
  },
  evaluate(account, { estate, parameters: { networkActivitySources, deniedIsEnough } }) {
    if (networkActivitySources.length === 0)
      return ifActive(account, () => notApplicable('network activity of no service is required'));
    const denied = deniedIsEnough ? [isOneOf('errorCode', 'VpceAccessDenied')] : [];
    return all(
      networkActivitySources.map((source) =>
        judgeRecorded(account, estate, {
          eventsIn: () => [
            isOneOf('eventCategory', 'NetworkActivity'),
            isOneOf('eventSource', source),
            ...denied,
          ],
        }),
      ),
    );
  },
});
