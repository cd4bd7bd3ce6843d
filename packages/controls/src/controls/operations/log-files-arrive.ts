import { defineControl } from '../../define-control.ts';
import { ifActive } from '../../estate/accounts.ts';
import { listIndex } from '../../estate/list-index.ts';
import { hoursBetween } from '../../estate/settling.ts';
import type { Account, Estate, LogArrival } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { any, decide, evidenceElsewhere, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

const arrivalsByAccount = listIndex<LogArrival>(({ accountId }) => [accountId]);

/**
 * Only what happens leaves a file: an account fails when its event history has a call whose file is due. The home Region is
 * looked at; others may be quiet.
 */
export default defineControl({
  id: 'OPS-14',
  title: 'Log files arrive for each account',
  intent: 'It is proved that every member is recorded.',
  severity: 'high',
  appliesTo: 'account',
  policies: [],
  pulumiTypes: [],
  needs: ['cloudtrail:LookupEvents', 'organizations:ListAccounts', 's3:ListObjectsV2'],
  fix: 'Find out why the trail does not reach the account: CT-03 and CT-20 say more.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-find-log-files.html',
  parameters: { arrivalHours: 24 },
  parameterHelp: { arrivalHours: { description: 'Hours in which a file must have arrived.', minimum: 2 } },
  evaluate(account, { estate, parameters: { arrivalHours } }) {
    return ifActive(account, () => {
      const { joinedAt } = account;
      const arrived = judge(account, estate, arrivalHours);
      if (arrived.status !== 'fail' || estate.asOf === null) return arrived;
      if (isUnknown(joinedAt))
        return unknown(`${arrived.reason}, and when ${account.id} joined is not known`, joinedAt);
      return joinedAt !== null && hoursBetween(joinedAt, estate.asOf) < arrivalHours
        ? notApplicable(`${account.id} joined at ${joinedAt}`)
        : arrived;
    });
  },
});

function judge({ id }: Account, { logArrivals, asOf }: Estate, hours: number): Verdict {
  const seen = arrivalsByAccount(logArrivals.items, id).map((arrival) => judgeArrival(arrival, asOf, hours));
  if (logArrivals.complete !== true)
    return any([...seen, unknown(`whether files of ${id} arrive is not known`, logArrivals.complete)]);
  return seen.length > 0 ? any(seen) : fail(missing(id, hours));
}

function judgeArrival(arrival: LogArrival, asOf: string | null, hours: number): Verdict {
  const { accountId, latest, latestDueCall } = arrival;
  const isRecent = (instant: string | null) =>
    instant !== null && asOf !== null && hoursBetween(instant, asOf) <= hours;
  return decide(latest, `whether files of ${accountId} arrive`, (file) => {
    if (isRecent(file)) return pass(evidenceElsewhere(arrival, 'latest'));
    return decide(latestDueCall, `whether ${accountId} made a call whose file is due`, (call) =>
      isRecent(call)
        ? fail(
            `${missing(accountId, hours)}, though it made a call at ${call}`,
            evidenceElsewhere(arrival, 'latest'),
            evidenceElsewhere(arrival, 'latestDueCall'),
          )
        : notApplicable(`${accountId} made no call in ${hours} hours whose file is due`),
    );
  });
}

function missing(accountId: string, hours: number): string {
  return `no log file of ${accountId} arrived in ${hours} hours`;
}
