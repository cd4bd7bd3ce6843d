import {
  DescribeEffectivePolicyCommand,
  DescribePolicyCommand,
  type EffectivePolicyType,
  OrganizationsClient,
  paginateListPolicies,
  paginateListTargetsForPolicy,
  type PolicySummary,
} from '@aws-sdk/client-organizations';
import {
  type Collection,
  type ControlPolicy,
  type ControlPolicyType,
  type EffectivePolicy,
  type Fact,
  isUnknown,
  unknownBecause,
} from '@trailguard/controls';
import { type CollectedCall, callsIn } from './collected-call.ts';
import { given } from './given.ts';
import { readPolicy } from './policy.ts';
import { mapFact, type Reader } from './reader.ts';

/** Calls of this collector. */
export const calls: readonly CollectedCall[] = callsIn(
  'management account',
  'organizations:DescribeEffectivePolicy',
  'organizations:DescribePolicy',
  'organizations:ListPolicies',
  'organizations:ListTargetsForPolicy',
);

const types: readonly ControlPolicyType[] = ['RESOURCE_CONTROL_POLICY', 'SERVICE_CONTROL_POLICY'];

/** Policies of services that set their features in accounts. */
const serviceTypes = ['GUARDDUTY_POLICY', 'S3_POLICY', 'SECURITYHUB_CSPM_POLICY', 'SECURITYHUB_POLICY'];

/** What an audit knows of the organization before it asks what its policies come to in each account. */
export interface PolicyScope {
  readonly managementAccountId: string;
  readonly homeRegion: string;
  /** Kinds of policies that are enabled in the root. */
  readonly enabledPolicyTypes: Fact<readonly string[]>;
  readonly accountIds: readonly string[];
}

/** Policies that bound members of the organization; one of whose root nothing is known is asked all the same. */
export async function readPolicies(
  reader: Reader,
  managementAccountId: string,
  homeRegion: string,
): Promise<Collection<ControlPolicy>> {
  const client = reader.client(OrganizationsClient, managementAccountId, homeRegion);
  const listed = await Promise.all(
    types.map((type) =>
      reader.ask(
        `organizations:ListPolicies (${type}) in ${managementAccountId}`,
        async (options) => {
          const policies: PolicySummary[] = [];
          for await (const page of paginateListPolicies({ client }, { Filter: type }, options))
            policies.push(...given(page.Policies, 'Policies'));
          return policies;
        },
        // A standalone account is bound by none.
        ['AWSOrganizationsNotInUseException'],
      ),
    ),
  );
  // AWS's own, FullAWSAccess and RCPFullAWSAccess, deny nothing.
  const summaries = listed
    .flatMap((policies) => (policies === null || isUnknown(policies) ? [] : policies))
    .filter(({ AwsManaged }) => AwsManaged !== true);
  return {
    items: await Promise.all(summaries.map((summary) => readOne(reader, client, summary))),
    complete: listed.find(isUnknown) ?? true,
  };
}

async function readOne(
  reader: Reader,
  client: OrganizationsClient,
  { Id: PolicyId = '', Name, Type, Arn }: PolicySummary,
): Promise<ControlPolicy> {
  const [described, targets] = await Promise.all([
    reader.ask(`organizations:DescribePolicy for ${PolicyId}`, (options) =>
      client.send(new DescribePolicyCommand({ PolicyId }), options),
    ),
    reader.ask(`organizations:ListTargetsForPolicy for ${PolicyId}`, async (options) => {
      const ids: string[] = [];
      for await (const page of paginateListTargetsForPolicy({ client }, { PolicyId }, options))
        ids.push(...given(page.Targets, 'Targets').flatMap(({ TargetId }) => TargetId ?? []));
      return ids.sort();
    }),
  ]);
  return {
    id: PolicyId,
    name: Name ?? null,
    type: (Type as ControlPolicyType | undefined) ?? null,
    content: mapFact(described, ({ Policy }) =>
      readPolicy(Policy?.Content, `organizations:DescribePolicy for ${PolicyId}`),
    ),
    targets,
    observation: {
      arn: Arn ?? PolicyId,
      calls: { content: 'organizations:DescribePolicy', targets: 'organizations:ListTargetsForPolicy' },
      at: reader.clock.latest ?? '',
    },
  };
}

/** Asked for each account, and only for types that are enabled: most organizations have none. */
export async function readEffectivePolicies(
  reader: Reader,
  { managementAccountId, homeRegion, enabledPolicyTypes, accountIds }: PolicyScope,
): Promise<Collection<EffectivePolicy>> {
  if (isUnknown(enabledPolicyTypes)) return { items: [], complete: enabledPolicyTypes };
  const used = serviceTypes.filter((type) => enabledPolicyTypes?.includes(type));
  const client = reader.client(OrganizationsClient, managementAccountId, homeRegion);
  const items = await Promise.all(
    used.flatMap((type) =>
      accountIds.map(async (accountId): Promise<EffectivePolicy> => {
        const call = `organizations:DescribeEffectivePolicy (${type}) for ${accountId}`;
        const PolicyType = type as EffectivePolicyType;
        const answer = await reader.ask(
          call,
          (options) =>
            client.send(new DescribeEffectivePolicyCommand({ PolicyType, TargetId: accountId }), options),
          ['EffectivePolicyNotFoundException'],
        );
        return {
          accountId,
          type,
          content: mapFact(answer, ({ EffectivePolicy: policy }) => parsed(policy?.PolicyContent, call)),
          observation: {
            arn: accountId,
            calls: { content: 'organizations:DescribeEffectivePolicy' },
            at: reader.clock.latest ?? '',
          },
        };
      }),
    ),
  );
  return { items, complete: true };
}

function parsed(text: string | undefined, call: string): Fact<Readonly<Record<string, unknown>>> {
  if (text === undefined) return null;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    return unknownBecause('not-read', `${call}: ${(error as Error).message}`);
  }
}
