import type {
  Feedback,
  GetFindingsResponse,
  ListFindingsRequest,
  ListFindingsResponse,
} from '@aws-sdk/client-guardduty';
import type { Call } from '../../call.ts';
import type { SandboxContext } from '../../service.ts';
import { managedDetector, ownDetector } from '../detectors.ts';
import { badRequest, invalidValue, Message } from '../errors.ts';
import { page } from '../page.ts';
import { scheduleExport } from '../publishing/export.ts';
import { administratorOf, type Detector, type Finding, isAssociated, type RegionState } from '../state.ts';
import { announceFindings } from './announce.ts';
import { matchesCriteria, sortFindings } from './criteria.ts';
import { sampleFinding } from './sample.ts';
import { FindingTypes } from './types.ts';

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetFindings.html */
const IdsPerRequest = 50;

/** Findings that an account sees: its own and, for an administrator, those of its members. */
export function visibleFindings(region: RegionState, detector: Detector): Finding[] {
  const members = Object.values(region.members[detector.accountId] ?? {}).filter(isAssociated);
  return [
    ...detector.findings,
    ...members.flatMap((member) => region.detectors[member.accountId]?.findings ?? []),
  ];
}

function readIds(value: unknown): string[] {
  const ids = (value ?? []) as string[];
  if (ids.length < 1 || ids.length > IdsPerRequest) throw invalidValue();
  return ids;
}

/** Filters that archive, of the account and of its administrator, take their findings at once. */
export function archiveByFilters(region: RegionState, detector: Detector, finding: Finding): void {
  const administratorId = administratorOf(region, detector.accountId)?.accountId;
  const responsible = administratorId === undefined ? detector : region.detectors[administratorId];
  const archives = (responsible?.filters ?? []).some(
    (filter) => filter.action === 'ARCHIVE' && matchesCriteria(finding, filter.criteria),
  );
  if (archives && finding.Service) finding.Service.Archived = true;
}

/**
 * Makes a sample finding of each type asked for, or of all. Asked again, the finding of a type counts up.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateSampleFindings.html
 */
export async function createSampleFindings(call: Call, sandbox: SandboxContext): Promise<object> {
  const { detector, region } = await ownDetector(call, sandbox);
  const wanted = (call.input.FindingTypes ?? FindingTypes.map(({ type }) => type)) as string[];
  if (wanted.length > IdsPerRequest && call.input.FindingTypes !== undefined) throw invalidValue();
  const types = wanted.map((name) => {
    const known = FindingTypes.find(({ type }) => type === name);
    if (!known) throw invalidValue();
    return known;
  });
  if (detector.status !== 'ENABLED') throw badRequest(Message.invalidValue);
  const at = sandbox.clock.now().toISOString();
  const made: string[] = [];
  for (const type of types) {
    const title = `[SAMPLE] ${type.type}`;
    const present = detector.findings.find((one) => one.Title === title && one.Service?.Archived === false);
    const finding = present ?? sampleFinding(detector, type, at);
    if (present?.Service) {
      present.UpdatedAt = at;
      present.Service.EventLastSeen = at;
      present.Service.Count = (present.Service.Count ?? 0) + 1;
    } else {
      archiveByFilters(region, detector, finding);
      detector.findings.push(finding);
    }
    made.push(finding.Id ?? '');
  }
  scheduleExport(sandbox, region, detector, made);
  announceFindings(
    sandbox,
    region,
    detector,
    detector.findings.filter((finding) => made.includes(finding.Id ?? '')),
  );
  return {};
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListFindings.html */
export async function listFindings(call: Call, sandbox: SandboxContext): Promise<ListFindingsResponse> {
  const input = call.input as unknown as ListFindingsRequest;
  const { detector, region } = await ownDetector(call, sandbox);
  const found = visibleFindings(region, detector).filter((one) =>
    matchesCriteria(one, input.FindingCriteria),
  );
  const ids = sortFindings(found, input.SortCriteria).map((finding) => finding.Id ?? '');
  const { items, next } = page(ids, input);
  return { FindingIds: items, ...next };
}

/** Ids that are unknown are left out. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetFindings.html */
export async function getFindings(call: Call, sandbox: SandboxContext): Promise<GetFindingsResponse> {
  const { detector, region } = await ownDetector(call, sandbox);
  const ids = readIds(call.input.FindingIds);
  const found = visibleFindings(region, detector).filter((finding) => ids.includes(finding.Id ?? ''));
  const sorted = sortFindings(found, call.input.SortCriteria as never);
  return { Findings: sorted };
}

async function setArchived(call: Call, sandbox: SandboxContext, archived: boolean): Promise<object> {
  const { detector, region } = await managedDetector(call, sandbox);
  const ids = readIds(call.input.FindingIds);
  const found = visibleFindings(region, detector).filter((finding) => ids.includes(finding.Id ?? ''));
  if (found.length !== new Set(ids).size) throw invalidValue();
  for (const finding of found) if (finding.Service) finding.Service.Archived = archived;
  return {};
}

/** Only the administrator archives. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ArchiveFindings.html */
export function archiveFindings(call: Call, sandbox: SandboxContext): Promise<object> {
  return setArchived(call, sandbox, true);
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UnarchiveFindings.html */
export function unarchiveFindings(call: Call, sandbox: SandboxContext): Promise<object> {
  return setArchived(call, sandbox, false);
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateFindingsFeedback.html */
export async function updateFindingsFeedback(call: Call, sandbox: SandboxContext): Promise<object> {
  const { detector, region } = await ownDetector(call, sandbox);
  const feedback = call.input.Feedback as Feedback;
  if (feedback !== 'USEFUL' && feedback !== 'NOT_USEFUL') throw invalidValue();
  const ids = readIds(call.input.FindingIds);
  for (const finding of visibleFindings(region, detector)) {
    if (ids.includes(finding.Id ?? '') && finding.Service) finding.Service.UserFeedback = feedback;
  }
  return {};
}
