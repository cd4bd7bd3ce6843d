import { defineControl } from '../../define-control.ts';
import { auditChain, type ChainLink } from '../../estate/audit-chain.ts';
import { judgeBoundAccounts, policyEvidence } from '../../estate/bound-accounts.ts';
import type { Estate, Organization } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import { isPlaceholder } from '../../model/observation.ts';
import type { PolicyDocument } from '../../model/policy-document.ts';
import type { Verdict } from '../../model/verdict.ts';
import { perimeterWeakness, shutsOutServices } from '../../policy/perimeter.ts';
import { coversAction } from '../../policy/statement.ts';
import { all, any, decide, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

const actions = {
  bucket: [
    's3:DeleteObject',
    's3:GetObject',
    's3:GetObjectVersion',
    's3:ListBucket',
    's3:PutBucketPolicy',
    's3:PutObject',
  ],
  key: ['kms:CreateGrant', 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:PutKeyPolicy'],
} as const;

/** Calls by which CloudTrail looks at the bucket and delivers log files, encrypted. */
const deliveries = {
  bucket: ['s3:GetBucketAcl', 's3:PutObject'],
  key: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'],
} as const;

/** `RCPFullAWSAccess`, which AWS attaches by itself, denies nothing and is no protection. */
export default defineControl({
  id: 'ORG-07',
  title: 'A resource control policy keeps log bucket and key inside the organization',
  intent: 'Principals from outside are refused whatever the policies of bucket and key say.',
  severity: 'medium',
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
  fix: 'Attach a resource control policy above the log archive that denies s3 and kms actions unless aws:PrincipalOrgID is ours or aws:PrincipalIsAWSService is true.',
  url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html',
  parameters: { partnerAccountIds: [] as readonly string[] },
  parameterHelp: {
    partnerAccountIds: { description: 'Accounts outside the organization that may read logs or write them.' },
  },
  evaluate(organization, { estate, parameters: { partnerAccountIds } }) {
    const links = auditChain(estate).filter(({ kind }) => kind === 'bucket' || kind === 'key');
    const verdicts = links.map((link) => enclosed(link, organization, estate, partnerAccountIds));
    if (estate.trails.complete !== true)
      verdicts.push(unknown('whether there are more trails is not known', estate.trails.complete));
    return verdicts.length === 0 ? notApplicable('there is no trail') : all(verdicts);
  },
});

function enclosed(
  { kind, arns, accountId }: ChainLink,
  organization: Organization,
  estate: Estate,
  partners: readonly string[],
): Verdict {
  return decide(arns, `which ${kind} the trail uses`, (known) =>
    any(
      (known ?? []).map((arn) => {
        const judge = (accountIds?: readonly string[]) =>
          isEnclosed(kind as 'bucket' | 'key', arn, organization, estate, partners, accountIds);
        if (isUnknown(accountId)) {
          const everywhere = judge();
          return everywhere.status === 'pass'
            ? everywhere
            : unknown(`who owns ${arn} is not known`, accountId);
        }
        return accountId === null || accountId === organization.managementAccountId
          ? notApplicable(`${arn} is in the management account, where no resource control policy applies`)
          : judge([accountId]);
      }),
    ),
  );
}

function isEnclosed(
  kind: 'bucket' | 'key',
  arn: string,
  organization: Organization,
  estate: Estate,
  partners: readonly string[],
  accountIds: readonly string[] | undefined,
): Verdict {
  const type = 'RESOURCE_CONTROL_POLICY';
  const found = policyEvidence(estate, type);
  const organizationId = isPlaceholder(organization.id) ? undefined : organization.id;
  const onArn = (action: string) => ({ action, resource: isOnObjects(action) ? `${arn}/*` : arn });
  const faultsOf = (documents: readonly PolicyDocument[]) => [
    ...actions[kind].flatMap((action) => {
      const weakness = perimeterWeakness(documents, onArn(action), { organizationId, partners });
      return weakness === undefined ? [] : [`${action} on ${arn} is ${weakness}`];
    }),
    ...deliveries[kind]
      .filter((action) => shutsOutServices(documents, onArn(action)))
      .map((action) => `${action} on ${arn} is denied to AWS services too, which deliver the logs`),
  ];
  return judgeBoundAccounts(organization, estate, {
    type,
    ...(accountIds === undefined ? {} : { accountIds }),
    concerns: ({ Statement }) =>
      Statement.some(
        (statement) =>
          statement.Effect === 'Deny' && actions[kind].some((action) => coversAction(statement, action)),
      ),
    judge: (documents, name) => {
      const faults = faultsOf(documents);
      return faults.length === 0 ? pass(...found) : fail(`in ${name}, ${faults.join('; ')}`, ...found);
    },
  });
}

function isOnObjects(action: string): boolean {
  return /Object(Version)?$/.test(action);
}
