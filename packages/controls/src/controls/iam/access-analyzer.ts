import { defineControl } from '../../define-control.ts';
import { findAccount, ifActive } from '../../estate/accounts.ts';
import type { AccountRegion } from '../../model/control.ts';
import type { AccessAnalyzer, Estate } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, any, decide, evidenceElsewhere, fail, pass, unknown } from '../../verdicts.ts';

const external = { account: 'ACCOUNT', organization: 'ORGANIZATION' };

/**
 * An analyzer of the organization, in the Region, stands for all its accounts. Analyzers of unused and of internal access
 * are of other types and do not count.
 */
export default defineControl({
  id: 'IAM-09',
  title: 'An analyzer of outside access watches each Region and finds nothing on log storage',
  intent: 'What is open to others is found by reasoning, not by comparing texts.',
  severity: 'medium',
  appliesTo: 'region',
  policies: ['stack'],
  pulumiTypes: ['aws:accessanalyzer/analyzer:Analyzer'],
  needs: ['accessanalyzer:ListAnalyzers', 'accessanalyzer:ListFindingsV2'],
  fix: 'Create an analyzer of type ORGANIZATION in the Region, and take back the access that it finds.',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html',
  evaluate(region, { estate }) {
    const account = findAccount(estate, region.accountId);
    return account === undefined ? judge(region, estate) : ifActive(account, () => judge(region, estate));
  },
});

function judge(region: AccountRegion, estate: Estate): Verdict {
  const { items, complete } = estate.analyzers;
  const here = items.filter((analyzer) => isUnknown(analyzer.region) || analyzer.region === region.region);
  const watched = any([
    ...here.map((analyzer) => watches(analyzer, region)),
    complete === true
      ? fail(`there is no analyzer of outside access for ${region.accountId} in ${region.region}`)
      : unknown('whether there are more analyzers is not known', complete),
  ]);
  if (watched.status === 'fail') return watched;
  return all([watched, ...here.map((analyzer) => findsNothing(analyzer, region))]);
}

function watches(analyzer: AccessAnalyzer, { accountId, region }: AccountRegion): Verdict {
  return decide(analyzer.type, 'the type of an analyzer', (type) => {
    const isForAll = type === external.organization;
    if (!isForAll && type !== external.account) return fail(`an analyzer in ${region} is of type ${type}`);
    return decide(analyzer.accountId, 'the account of an analyzer', (owner) =>
      !isForAll && owner !== accountId
        ? fail(`the analyzer in ${region} is of another account`)
        : decide(analyzer.region, 'the Region of an analyzer', () =>
            decide(analyzer.status, 'the state of an analyzer', (status) =>
              status === 'ACTIVE'
                ? pass(evidenceElsewhere(analyzer, 'status'))
                : fail(`the analyzer in ${region} is ${status}`, evidenceElsewhere(analyzer, 'status')),
            ),
          ),
    );
  });
}

/** A finding belongs to the account that owns the resource, wherever the analyzer is. */
function findsNothing(analyzer: AccessAnalyzer, { accountId }: AccountRegion): Verdict {
  return decide(analyzer.activeFindings, 'what the analyzer found', (findings) => {
    const found = evidenceElsewhere(analyzer, 'activeFindings');
    const open = (findings ?? [])
      .filter(({ ownerAccountId }) => ownerAccountId === null || ownerAccountId === accountId)
      .map(({ resource, id }) => resource ?? id);
    return open.length === 0 ? pass(found) : fail(`outside access is open on ${open.join(', ')}`, found);
  });
}
