import { defineControl } from '../../define-control.ts';
import { bucketsOfKey, hiddenUsesOfKeys } from '../../estate/keys.ts';
import type { Bucket, Estate, Key } from '../../model/estate.ts';
import { isUnknown, unknownBecause } from '../../model/fact.ts';
import { isPlaceholder } from '../../model/observation.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, decide, evidence, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/** A trail of another account may name the key by its full ARN. A key that was replaced must stay enabled for old files. */
export default defineControl({
  id: 'KM-07',
  title: 'Log key lives in the log archive or security account, single Region unless replicated',
  intent: 'Producers of logs do not own the key.',
  severity: 'low',
  appliesTo: 'key',
  policies: ['stack'],
  pulumiTypes: ['aws:kms/key:Key'],
  needs: ['kms:DescribeKey', 's3:GetBucketReplication'],
  fix: 'Create a key in the log archive account and use it from now on; keep the old one enabled for the old files.',
  url: 'https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html',
  parameters: { approvedAccountIds: [] as readonly string[] },
  parameterHelp: {
    approvedAccountIds: {
      description: 'Accounts that may own the log key, 12 digits each: log archive and security.',
    },
  },
  evaluate(key, { estate, parameters: { approvedAccountIds } }) {
    return decide(estate.organization, 'the organization', (organization) =>
      organization === null
        ? notApplicable('the account belongs to no organization')
        : all([
            isWhereApproved(key, organization.managementAccountId, approvedAccountIds),
            isSingleRegion(key, estate),
          ]),
    );
  },
});

function isWhereApproved(key: Key, managementAccountId: string, approved: readonly string[]): Verdict {
  return decide(key.accountId, 'the account of the key', (owner) => {
    const found = evidence(key, 'accountId');
    if (owner === null || isPlaceholder(owner)) {
      const because = unknownBecause('open-world', owner ?? 'no account');
      return unknown('the account of the key is not known', because);
    }
    if (owner === managementAccountId && !approved.includes(owner))
      return fail('the management account owns the key', found);
    if (approved.length === 0) {
      const because = unknownBecause('not-read', 'set KM-07.approvedAccountIds');
      return unknown('which accounts may own the key is not known', because);
    }
    return approved.includes(owner)
      ? pass(found)
      : fail(`account ${owner} owns the key, which is not approved`, found);
  });
}

function isSingleRegion(key: Key, estate: Estate): Verdict {
  return decide(key.isMultiRegion, 'whether the key is a multi-Region key', (isMultiRegion) => {
    const found = evidence(key, 'isMultiRegion');
    if (isMultiRegion !== true) return pass(found);
    const buckets = bucketsOfKey(key, estate);
    if (buckets.some(isReplicated)) return pass(found);
    const hidden = buckets.map(({ replication }) => replication).find(isUnknown) ?? hiddenUsesOfKeys(estate);
    return hidden === undefined
      ? fail('the key is a multi-Region key, and no log file is copied into another Region', found)
      : unknown('whether log files are copied into another Region is not known', hidden);
  });
}

function isReplicated({ replication }: Bucket): boolean {
  return !isUnknown(replication) && replication?.some(({ enabled }) => enabled) === true;
}
