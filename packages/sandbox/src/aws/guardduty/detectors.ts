import { randomBytes } from 'node:crypto';
import type {
  CreateDetectorRequest,
  CreateDetectorResponse,
  DeleteDetectorResponse,
  GetDetectorResponse,
  ListDetectorsResponse,
  UpdateDetectorRequest,
  UpdateDetectorResponse,
} from '@aws-sdk/client-guardduty';
import type { Call } from '../call.ts';
import type { SandboxContext } from '../service.ts';
import { badRequest, invalidValue, Message } from './errors.ts';
import {
  applyChanges,
  dataSourceResults,
  defaultFeatures,
  type FeatureStates,
  featureResults,
  readChanges,
} from './features.ts';
import { settle } from './organization/settle.ts';
import { page } from './page.ts';
import { ensureGuardDutyRole, serviceRoleArn } from './service-linked-role.ts';
import { administratorOf, type Detector, type RegionState, regionState } from './state.ts';
import { readTags } from './tags.ts';

export function detectorArn(detector: Detector): string {
  return `arn:aws:guardduty:${detector.region}:${detector.accountId}:detector/${detector.id}`;
}

export function newDetector(
  accountId: string,
  region: string,
  at: string,
  features: FeatureStates,
): Detector {
  return {
    id: randomBytes(16).toString('hex'),
    accountId,
    region,
    status: 'ENABLED',
    frequency: 'SIX_HOURS',
    createdAt: at,
    updatedAt: at,
    features,
    tags: {},
    filters: [],
    sets: {},
    destinations: [],
    findings: [],
    malwareScanSettings: {},
  };
}

/**
 * The caller's detector of the call's region, which every call names by its id.
 *
 * @throws AwsError `BadRequestException` for any other id.
 */
export async function ownDetector(
  call: Call,
  sandbox: SandboxContext,
): Promise<{ detector: Detector; region: RegionState }> {
  const region = await settle(sandbox, call.region);
  const detector = region.detectors[call.caller.accountId];
  if (!detector || detector.id !== call.input.DetectorId) throw badRequest(Message.notYourDetector);
  return { detector, region };
}

/**
 * As {@link ownDetector}, for what a member leaves to its administrator.
 * https://docs.aws.amazon.com/guardduty/latest/ug/administrator_member_relationships.html
 */
export async function managedDetector(
  call: Call,
  sandbox: SandboxContext,
): Promise<{ detector: Detector; region: RegionState }> {
  const own = await ownDetector(call, sandbox);
  if (administratorOf(own.region, call.caller.accountId)) throw badRequest(Message.memberMayNot);
  return own;
}

const Frequencies = ['FIFTEEN_MINUTES', 'ONE_HOUR', 'SIX_HOURS'] as const;

function readFrequency(value: string | undefined): Detector['frequency'] | undefined {
  if (value === undefined) return undefined;
  const known = Frequencies.find((one) => one === value);
  if (!known) throw invalidValue();
  return known;
}

/**
 * Makes the one detector of an account and region.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html
 */
export async function createDetector(call: Call, sandbox: SandboxContext): Promise<CreateDetectorResponse> {
  const input = call.input as unknown as CreateDetectorRequest;
  if (typeof input.Enable !== 'boolean') throw invalidValue();
  const region = await settle(sandbox, call.region);
  const { accountId } = call.caller;
  if (region.detectors[accountId]) throw badRequest(Message.detectorExists);
  const changes = readChanges(input, call.region);
  const frequency = readFrequency(input.FindingPublishingFrequency);
  const tags = readTags(input.Tags);
  await ensureGuardDutyRole(sandbox, accountId, call.caller);

  const at = sandbox.clock.now().toISOString();
  const detector = newDetector(accountId, call.region, at, defaultFeatures(at, call.region));
  applyChanges(detector.features, changes, at);
  detector.status = input.Enable ? 'ENABLED' : 'DISABLED';
  detector.frequency = frequency ?? detector.frequency;
  detector.tags = tags;
  // Two callers may have waited for the role at once.
  if (region.detectors[accountId]) throw badRequest(Message.detectorExists);
  region.detectors[accountId] = detector;
  return { DetectorId: detector.id };
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetDetector.html */
export async function getDetector(call: Call, sandbox: SandboxContext): Promise<GetDetectorResponse> {
  const { detector } = await ownDetector(call, sandbox);
  return {
    CreatedAt: detector.createdAt,
    FindingPublishingFrequency: detector.frequency,
    ServiceRole: serviceRoleArn(detector.accountId),
    Status: detector.status,
    UpdatedAt: detector.updatedAt,
    DataSources: dataSourceResults(detector.features, malwareRoleArn(detector.accountId)),
    Tags: detector.tags,
    Features: featureResults(detector.features) as GetDetectorResponse['Features'],
  };
}

/** https://docs.aws.amazon.com/guardduty/latest/ug/slr-permissions-malware-protection.html */
export function malwareRoleArn(accountId: string): string {
  return `arn:aws:iam::${accountId}:role/aws-service-role/malware-protection.guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDutyMalwareProtection`;
}

/**
 * Changes what is given. A member of an administrator cannot suspend its detector nor change frequency and
 * features; saying again what holds already is no change.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateDetector.html
 */
export async function updateDetector(call: Call, sandbox: SandboxContext): Promise<UpdateDetectorResponse> {
  const input = call.input as unknown as UpdateDetectorRequest;
  const { detector, region } = await ownDetector(call, sandbox);
  const at = sandbox.clock.now().toISOString();
  const changed = structuredClone(detector);
  changed.status = input.Enable === undefined ? detector.status : input.Enable ? 'ENABLED' : 'DISABLED';
  changed.frequency = readFrequency(input.FindingPublishingFrequency) ?? detector.frequency;
  applyChanges(changed.features, readChanges(input, call.region), at);

  const differs =
    changed.status !== detector.status ||
    changed.frequency !== detector.frequency ||
    JSON.stringify(changed.features) !== JSON.stringify(detector.features);
  if (!differs) return {};
  if (administratorOf(region, detector.accountId)) throw badRequest(Message.memberMayNot);
  detector.status = changed.status;
  detector.frequency = changed.frequency;
  detector.features = changed.features;
  detector.updatedAt = at;
  inheritFrequency(region, detector);
  return {};
}

/**
 * Members publish as often as their administrator.
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html
 */
function inheritFrequency(region: RegionState, administrator: Detector): void {
  for (const memberId of Object.keys(region.members[administrator.accountId] ?? {})) {
    const member = region.detectors[memberId];
    if (member && administratorOf(region, memberId)?.accountId === administrator.accountId) {
      member.frequency = administrator.frequency;
    }
  }
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListDetectors.html */
export async function listDetectors(call: Call, sandbox: SandboxContext): Promise<ListDetectorsResponse> {
  const detector = (await settle(sandbox, call.region)).detectors[call.caller.accountId];
  const { items, next } = page(detector ? [detector.id] : [], call.input);
  return { DetectorIds: items, ...next };
}

/**
 * Ends GuardDuty in the region; its findings and lists go with it. A member cannot, nor an administrator
 * who still has members.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DeleteDetector.html
 */
export async function deleteDetector(call: Call, sandbox: SandboxContext): Promise<DeleteDetectorResponse> {
  const { detector, region } = await managedDetector(call, sandbox);
  const members = Object.values(region.members[detector.accountId] ?? {});
  if (members.some((member) => ['Enabled', 'Disabled', 'Invited'].includes(member.relationship))) {
    throw badRequest(Message.hasMembers);
  }
  delete regionState(sandbox, call.region).detectors[detector.accountId];
  return {};
}
