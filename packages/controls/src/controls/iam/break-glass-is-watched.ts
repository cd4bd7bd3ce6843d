import { alarmsAnywhere, alwaysInEvents } from '../../alerting/watched-log-group.ts';
import { asBusEvents, rulesTell } from '../../alerting/watching-rules.ts';
import { defineControl } from '../../define-control.ts';
import { findAccount } from '../../estate/accounts.ts';
import { parseArn } from '../../estate/arn.ts';
import { breakGlassRoles } from '../../estate/break-glass.ts';
import { and, isText } from '../../event-matching/expression.ts';
import type { AccountAccess, Estate, Identity } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { asksForMfa } from '../../estate/mfa-trust.ts';
import { all, any, decide, evidenceElsewhere, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/** The role is the one that the policy of a log bucket excepts when it denies deletion (LB-08). */
export default defineControl({
  id: 'IAM-08',
  title: 'The break-glass role is short-lived, needs MFA and is watched',
  intent: 'Exceptions are visible.',
  severity: 'medium',
  appliesTo: 'accountAccess',
  policies: ['stack'],
  pulumiTypes: ['aws:iam/role:Role', 'aws:cloudwatch/eventRule:EventRule'],
  needs: [
    'cloudtrail:DescribeTrails',
    'cloudtrail:GetEventSelectors',
    'cloudtrail:GetTrailStatus',
    'cloudwatch:DescribeAlarms',
    'events:ListRules',
    'events:ListTargetsByRule',
    'iam:GetAccountAuthorizationDetails',
    'logs:DescribeMetricFilters',
    's3:GetBucketPolicy',
    'sns:ListSubscriptionsByTopic',
  ],
  fix: 'Limit sessions to an hour, ask for MFA in the trust policy, and add a rule or an alarm for AssumeRole of the role.',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  parameters: { breakGlassRoleArns: [] as readonly string[], maxSessionSeconds: 3600 },
  parameterHelp: {
    breakGlassRoleArns: {
      description: 'ARNs of the roles. When empty, those that policies of log buckets except.',
    },
    maxSessionSeconds: { description: 'Seconds that a session may last at most.', minimum: 900 },
  },
  evaluate(access, { estate, parameters: { breakGlassRoleArns, maxSessionSeconds } }) {
    const { arns, hidden } =
      breakGlassRoleArns.length > 0
        ? { arns: breakGlassRoleArns, hidden: undefined }
        : breakGlassRoles(estate);
    const here = arns.filter((arn) => parseArn(arn)?.accountId === access.accountId);
    const verdicts = here.map((arn) => judge(arn, access, estate, maxSessionSeconds));
    if (hidden !== undefined) verdicts.push(unknown('which role may break the glass is not known', hidden));
    return verdicts.length === 0
      ? notApplicable('no exception is defined for a role of this account')
      : all(verdicts);
  },
});

function judge(arn: string, access: AccountAccess, estate: Estate, maxSeconds: number): Verdict {
  const name = parseArn(arn)?.resource.split('/').at(-1) ?? arn;
  const { items, complete } = access.identities;
  const role = items.find((identity) => identity.kind === 'role' && identity.name === name);
  if (role === undefined) {
    const hidden = items.map((identity) => identity.name).find(isUnknown) ?? complete;
    return hidden === true
      ? fail(`the role ${arn} does not exist: whoever makes one of its name may delete logs`)
      : unknown(`whether ${arn} exists is not known`, hidden);
  }
  return all([lastsBriefly(role, maxSeconds), asksPeopleForMfa(role), isWatched(arn, estate)]);
}

function lastsBriefly(role: Identity, maxSeconds: number): Verdict {
  return decide(role.maximumSessionSeconds, 'how long a session may last', (seconds) => {
    const found = evidenceElsewhere(role, 'maximumSessionSeconds');
    return (seconds ?? 3600) <= maxSeconds
      ? pass(found)
      : fail(`sessions of ${role.name} may last ${seconds} seconds, more than ${maxSeconds}`, found);
  });
}

function asksPeopleForMfa(role: Identity): Verdict {
  return decide(role.trust, 'who may take the role', (trust) => {
    const found = evidenceElsewhere(role, 'trust');
    return trust !== null && asksForMfa(trust)
      ? pass(found)
      : fail(`${role.name} may be taken without MFA`, found);
  });
}

/** STS records the call in the account of the role, in the Region whose endpoint was asked. */
function isWatched(arn: string, estate: Estate): Verdict {
  const accountId = parseArn(arn)?.accountId ?? '';
  const expression = and(
    isText('eventSource', 'sts.amazonaws.com'),
    isText('eventName', 'AssumeRole'),
    isText('requestParameters.roleArn', arn),
  );
  const wanted = { name: `AssumeRole of ${arn}`, expression, alwaysText: alwaysInEvents };
  const account = findAccount(estate, accountId);
  if (account === undefined)
    return estate.accounts.complete === true
      ? notApplicable(`${accountId} is not among the accounts judged`)
      : unknown(`the account ${accountId} is not known`, estate.accounts.complete);
  const byAlarms = alarmsAnywhere(account, estate, { wanted, eventsToAlarm: 1 });
  const byRules = decide(account.enabledRegions, `the Regions of ${accountId}`, (regions) =>
    all(
      (regions ?? []).map((region) =>
        rulesTell(asBusEvents(wanted), { accountId, region, observation: account.observation }, estate),
      ),
    ),
  );
  return any([byAlarms, byRules]);
}
