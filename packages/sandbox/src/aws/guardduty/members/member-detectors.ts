import type {
  GetMemberDetectorsResponse,
  MemberDataSourceConfiguration,
  UnprocessedAccount,
  UpdateMemberDetectorsRequest,
} from '@aws-sdk/client-guardduty';
import type { Call } from '../../call.ts';
import type { SandboxContext } from '../../service.ts';
import { malwareRoleArn, managedDetector } from '../detectors.ts';
import { invalidValue, Message } from '../errors.ts';
import {
  applyChanges,
  dataSourceResults,
  featureResults,
  OrganizationFeatures,
  readChanges,
} from '../features.ts';
import { type Detector, isAssociated } from '../state.ts';
import { readAccountIds, unprocessed } from './members.ts';

/** Detectors of the members that a request names, and the ids that are none. */
async function memberDetectors(
  call: Call,
  sandbox: SandboxContext,
): Promise<{ detectors: Detector[]; refused: UnprocessedAccount[] }> {
  const { detector: own, region } = await managedDetector(call, sandbox);
  const detectors: Detector[] = [];
  const refused: UnprocessedAccount[] = [];
  for (const id of readAccountIds(call.input.AccountIds)) {
    const detector = isAssociated(region.members[own.accountId]?.[id]) ? region.detectors[id] : undefined;
    if (detector) detectors.push(detector);
    else refused.push(unprocessed(id, Message.notMember));
  }
  return { detectors, refused };
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetMemberDetectors.html */
export async function getMemberDetectors(
  call: Call,
  sandbox: SandboxContext,
): Promise<GetMemberDetectorsResponse> {
  const { detectors, refused } = await memberDetectors(call, sandbox);
  return {
    MemberDataSourceConfigurations: detectors.map((detector) => ({
      AccountId: detector.accountId,
      DataSources: dataSourceResults(detector.features, malwareRoleArn(detector.accountId)),
      Features: featureResults(
        detector.features,
        OrganizationFeatures,
      ) as MemberDataSourceConfiguration['Features'],
    })),
    UnprocessedAccounts: refused,
  };
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateMemberDetectors.html */
export async function updateMemberDetectors(call: Call, sandbox: SandboxContext): Promise<object> {
  const input = call.input as unknown as UpdateMemberDetectorsRequest;
  const { detectors, refused } = await memberDetectors(call, sandbox);
  const changes = readChanges(input, call.region);
  const known = OrganizationFeatures.map((feature) => feature.name);
  if (changes.some((change) => !known.includes(change.name))) throw invalidValue();
  const at = sandbox.clock.now().toISOString();
  for (const detector of detectors) {
    applyChanges(detector.features, changes, at);
    detector.updatedAt = at;
  }
  return { UnprocessedAccounts: refused };
}
