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
 * The audit’s own calls are management events of the account in the home Region, so that a file must be there. Other Regions
 * may be quiet.
 */
export default defineControl({
  id: 'OPS-14',
  title: 'Log files arrive for each account',
  intent: 'It is proved that every member is recorded.',
  severity: 'high',
  appliesTo: 'account',
  policies: [],
  pulumiTypes: [],
  needs: ['organizations:ListAccounts', 's3:ListObjectsV2'],
  fix: 'Find out why the trail does not reach the account: CT-03 and CT-20 say more.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-find-log-files.html',
  parameters: { arrivalHours: 24 },
  parameterHelp: { arrivalHours: { description: 'Hours in which a file must have arrived.', minimum: 1 } },
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
  return any([
    ...arrivalsByAccount(logArrivals.items, id).map((arrival) =>
      decide(arrival.latest, `whether files of ${id} arrive`, (latest) =>
        latest !== null && asOf !== null && hoursBetween(latest, asOf) <= hours
          ? pass(evidenceElsewhere(arrival, 'latest'))
          : fail(`no log file of ${id} arrived in ${hours} hours`, evidenceElsewhere(arrival, 'latest')),
      ),
    ),
    logArrivals.complete === true
      ? fail(`no log file of ${id} arrived in ${hours} hours`)
      : unknown(`whether files of ${id} arrive is not known`, logArrivals.complete),
  ]);
}
