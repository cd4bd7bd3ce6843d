import {
  GetIPSetCommand,
  GetThreatIntelSetCommand,
  GetMalwareProtectionPlanCommand,
  GuardDutyClient,
  ListMalwareProtectionPlansCommand,
  paginateListIPSets,
  paginateListThreatIntelSets,
} from '@aws-sdk/client-guardduty';
import { clientOptions, type Inputs, type LookupScope, textOf } from './lookup-scope.ts';

const clientOf = (scope: LookupScope) => new GuardDutyClient(clientOptions(scope));

const isGone = (status: string | undefined) => status === 'DELETED' || status === 'DELETE_PENDING';

/** A trusted list: found by the name that we gave it. */
export async function findIpSet(inputs: Inputs, scope: LookupScope): Promise<string | null> {
  const DetectorId = textOf(inputs, 'detectorId');
  if (DetectorId === undefined) return null;
  const client = clientOf(scope);
  try {
    for await (const { IpSetIds = [] } of paginateListIPSets({ client }, { DetectorId })) {
      for (const IpSetId of IpSetIds) {
        const set = await client.send(new GetIPSetCommand({ DetectorId, IpSetId }));
        if (set.Name === inputs.name && !isGone(set.Status)) return `${DetectorId}:${IpSetId}`;
      }
    }
    return null;
  } finally {
    client.destroy();
  }
}

/** A threat list: found by the name that we gave it. */
export async function findThreatIntelSet(inputs: Inputs, scope: LookupScope): Promise<string | null> {
  const DetectorId = textOf(inputs, 'detectorId');
  if (DetectorId === undefined) return null;
  const client = clientOf(scope);
  try {
    for await (const { ThreatIntelSetIds = [] } of paginateListThreatIntelSets({ client }, { DetectorId })) {
      for (const ThreatIntelSetId of ThreatIntelSetIds) {
        const set = await client.send(new GetThreatIntelSetCommand({ DetectorId, ThreatIntelSetId }));
        if (set.Name === inputs.name && !isGone(set.Status)) return `${DetectorId}:${ThreatIntelSetId}`;
      }
    }
    return null;
  } finally {
    client.destroy();
  }
}

/** A bucket has one plan. */
export async function findMalwareProtectionPlan(inputs: Inputs, scope: LookupScope): Promise<string | null> {
  const { s3Bucket } = (inputs.protectedResource ?? {}) as { s3Bucket?: { bucketName?: string } };
  const client = clientOf(scope);
  try {
    let NextToken: string | undefined;
    do {
      const page = await client.send(new ListMalwareProtectionPlansCommand({ NextToken }));
      for (const { MalwareProtectionPlanId } of page.MalwareProtectionPlans ?? []) {
        const plan = await client.send(new GetMalwareProtectionPlanCommand({ MalwareProtectionPlanId }));
        if (plan.ProtectedResource?.S3Bucket?.BucketName === s3Bucket?.bucketName)
          return MalwareProtectionPlanId ?? null;
      }
      NextToken = page.NextToken;
    } while (NextToken);
    return null;
  } finally {
    client.destroy();
  }
}
