import { defineControl } from '../../define-control.ts';
import { auditChain, type ChainLink } from '../../estate/audit-chain.ts';
import { approvedRolesHelp, deployRoles, isDeniedInMembers } from '../../estate/guarded-members.ts';
import type { Estate, Organization } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { DeniedAction } from '../../policy/control-denial.ts';
import { logStorageTampering } from '../../policy/guarded-actions.ts';
import { all, any, decide, notApplicable, unknown } from '../../verdicts.ts';

/**
 * Binds the root user of the log archive too, who could change the bucket's own policy. What the management account owns is
 * beyond service control policies and left out; a bucket there is LB-01's finding.
 */
export default defineControl({
  id: 'ORG-05',
  title: 'Tampering with log storage is denied to members',
  intent: 'Bucket, key, log group and topic of the trail stay as they are, whatever their own policies say.',
  severity: 'high',
  appliesTo: 'organization',
  policies: ['stack'],
  pulumiTypes: ['aws:organizations/policy:Policy', 'aws:organizations/policyAttachment:PolicyAttachment'],
  needs: [
    'cloudtrail:DescribeTrails',
    'kms:DescribeKey',
    'organizations:DescribePolicy',
    'organizations:ListPolicies',
    'organizations:ListTargetsForPolicy',
    's3:GetBucketLocation',
  ],
  fix: 'Attach a service control policy to the log archive, or above it, that denies the actions named on its buckets, keys, log groups and topics, but to deploy and break-glass roles.',
  url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html',
  parameters: { approvedRoles: [...deployRoles, '*break-glass*', '*BreakGlass*'] as readonly string[] },
  parameterHelp: { approvedRoles: approvedRolesHelp },
  evaluate(organization, { estate, parameters: { approvedRoles } }) {
    const verdicts = auditChain(estate).map((link) => guarded(link, organization, estate, approvedRoles));
    if (estate.trails.complete !== true)
      verdicts.push(unknown('whether there are more trails is not known', estate.trails.complete));
    return verdicts.length === 0 ? notApplicable('there is no trail') : all(verdicts);
  },
});

function guarded(
  { kind, arns, accountId }: ChainLink,
  organization: Organization,
  estate: Estate,
  approvedRoles: readonly string[],
): Verdict {
  return decide(arns, `which ${kind} the trail uses`, (known) =>
    // A bucket's name is the same in all partitions, and it exists in one of them.
    any(
      (known ?? []).map((arn) => {
        const judge = (...accountIds: readonly string[][]) =>
          isDeniedInMembers(organization, estate, actionsOn(kind, arn), approvedRoles, ...accountIds);
        if (isUnknown(accountId)) {
          const inAllMembers = judge();
          return inAllMembers.status === 'pass'
            ? inAllMembers
            : unknown(`who owns ${arn} is not known`, accountId);
        }
        return accountId === null || accountId === organization.managementAccountId
          ? notApplicable(`${arn} is in the management account, which no service control policy binds`)
          : judge([accountId]);
      }),
    ),
  );
}

function actionsOn(kind: ChainLink['kind'], arn: string): readonly DeniedAction[] {
  const on = (resource: string, actions: readonly string[]) =>
    actions.map((action) => ({ action, resource }));
  return kind === 'bucket'
    ? [...on(arn, logStorageTampering.bucket), ...on(`${arn}/*`, logStorageTampering.objects)]
    : on(arn, logStorageTampering[kind]);
}
