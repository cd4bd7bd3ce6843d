import { defineControl } from '../../define-control.ts';
import { ifActive } from '../../estate/accounts.ts';
import { judgeResources, resourcesIn } from '../../estate/resource-events.ts';
import { notApplicable } from '../../verdicts.ts';

/** Calls on items are many and each is billed, so that only tables that are named are asked about. */
export default defineControl({
  id: 'CT-14',
  title: 'DynamoDB item events recorded for chosen tables',
  intent: 'Every call on an item of a sensitive table leads back to who made it.',
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
  fix: 'Add the ARNs of the tables to the trail’s selector of data events of AWS::DynamoDB::Table.',
  url: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/logging-using-cloudtrail.html',
  parameters: { sensitiveTables: [] as readonly string[] },
  parameterHelp: {
    sensitiveTables: {
      description:
        'ARNs of the tables whose items are sensitive, in whatever account; streams are another kind of resource.',
    },
  },
  evaluate(account, { estate, parameters: { sensitiveTables } }) {
    const own = resourcesIn(account.id, sensitiveTables);
    return own.length === 0
      ? ifActive(account, () => notApplicable(`no table of account ${account.id} is named as sensitive`))
      : judgeResources(account, estate, 'AWS::DynamoDB::Table', own);
  },
});
