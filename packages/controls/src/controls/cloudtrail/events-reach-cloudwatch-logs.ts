import { defineControl } from '../../define-control.ts';
import { parseArn } from '../../estate/arn.ts';
import type { Estate, Trail } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import { isPlaceholder, isUrn } from '../../model/observation.ts';
import type { Verdict } from '../../model/verdict.ts';
import { hasNoManagementEvents } from '../../selectors/management.ts';
import { all, decide, evidence, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

const service = 'cloudtrail.amazonaws.com';

/** Judged at the owner: members see the organization's trail without its log group. */
export default defineControl({
  id: 'CT-18',
  title: 'Trail sends events to CloudWatch Logs',
  intent: 'Alarms need the events within minutes; files in the bucket come later.',
  severity: 'high',
  appliesTo: 'trail',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail'],
  needs: ['cloudtrail:DescribeTrails', 'cloudtrail:GetEventSelectors'],
  fix: 'Create a log group and a role for CloudTrail, and set cloudWatchLogsGroupArn (with :* at its end) and cloudWatchLogsRoleArn.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html',
  parameters: { dataTrailNeedsLogs: false },
  parameterHelp: {
    dataTrailNeedsLogs: {
      description: 'Whether a trail without management events must send its events too.',
    },
  },
  evaluate(trail, { estate, parameters: { dataTrailNeedsLogs } }) {
    const verdict = all([hasGroup(trail, estate), hasRole(trail)]);
    if (verdict.status !== 'fail' || dataTrailNeedsLogs) return verdict;
    return decide(trail.selectors, `the event selectors, and ${verdict.reason}; it`, (selectors) =>
      selectors !== null && hasNoManagementEvents(selectors)
        ? notApplicable('the trail records data events alone')
        : verdict,
    );
  },
});

function hasRole(trail: Trail): Verdict {
  return decide(trail.logsRoleArn, 'the role for CloudWatch Logs', (role) =>
    role
      ? pass(evidence(trail, 'logsRoleArn'))
      : fail('cloudWatchLogsRoleArn is not set', evidence(trail, 'logsRoleArn')),
  );
}

function hasGroup(trail: Trail, estate: Estate): Verdict {
  return decide(trail.logGroupArn, 'the log group', (group) => {
    const found = evidence(trail, 'logGroupArn');
    if (!group) return fail('cloudWatchLogsGroupArn is not set', found);
    if (isUrn(group)) return pass(found);
    const arn = parseArn(group);
    if (arn === undefined) return fail(`cloudWatchLogsGroupArn is no ARN: ${group}`, found);
    if (estate.lens !== 'live' && !group.endsWith(':*')) {
      return fail(`cloudWatchLogsGroupArn lacks the :* at its end: ${group}`, found);
    }
    return all([pass(found), inHomeRegion(trail, arn.region), inOwnerAccount(trail, arn.accountId, estate)]);
  });
}

function inHomeRegion(trail: Trail, region: string): Verdict {
  return decide(trail.homeRegion, 'the trail’s home Region', (homeRegion) =>
    homeRegion === region
      ? pass(evidence(trail, 'homeRegion'))
      : fail(
          `the log group is in ${region}, the trail’s home Region is ${homeRegion}`,
          evidence(trail, 'homeRegion'),
        ),
  );
}

/** The owner, or the delegated administrator who made the trail, has the log group. */
function inOwnerAccount(trail: Trail, accountId: string, { organization }: Estate): Verdict {
  return decide(trail.ownerAccountId, 'the trail’s owner', (owner) => {
    const found = evidence(trail, 'ownerAccountId');
    if (owner === accountId) return pass(found);
    if (owner !== null && isPlaceholder(owner)) return unknown('the trail’s owner is not known', openWorld);
    return decide(organization, 'the organization', (known) =>
      decide(known?.delegatedAdministrators ?? null, 'who administers CloudTrail', (administrators) =>
        (administrators?.[service] ?? []).includes(accountId)
          ? pass(found)
          : fail(`the log group is in account ${accountId}, the trail in ${owner}`, found),
      ),
    );
  });
}

const openWorld = unknownBecause('open-world', 'the program does not say in which account it runs');
