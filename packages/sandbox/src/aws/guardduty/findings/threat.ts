import type { SandboxContext } from '../../service.ts';
import { scheduleExport } from '../publishing/export.ts';
import { regionState } from '../state.ts';
import { announceFindings } from './announce.ts';
import { archiveByFilters } from './findings.ts';
import { findingOf } from './sample.ts';
import { FindingTypes } from './types.ts';

/** Something that GuardDuty is to notice. */
export interface Threat {
  /** Account in which it happens. */
  readonly accountId: string;
  readonly region: string;
  /** Type of the finding, such as `Recon:EC2/Portscan`. */
  readonly type: string;
  /** What it happens to, with GuardDuty's names such as `InstanceDetails`. Default: something made up. */
  readonly resource?: Readonly<Record<string, unknown>>;
}

/**
 * Has GuardDuty notice something: a finding that is no sample, told and exported as any other.
 *
 * @returns the id of the finding.
 * @throws RangeError when the type is not known, or no detector is on in the account and region.
 */
export function noticeThreat(
  sandbox: SandboxContext,
  { accountId, region: name, type, resource }: Threat,
): string {
  const known = FindingTypes.find((one) => one.type === type);
  if (known === undefined) throw new RangeError(`'type': ${JSON.stringify(type)} is no type of finding`);
  const region = regionState(sandbox, name);
  const detector = region.detectors[accountId];
  if (detector?.status !== 'ENABLED')
    throw new RangeError(`'accountId': no detector is on in ${accountId} in ${name}`);
  const made = findingOf(detector, known, sandbox.clock.now().toISOString());
  const finding = resource === undefined ? made : { ...made, Resource: { ...resource } };
  archiveByFilters(region, detector, finding);
  detector.findings.push(finding);
  const id = finding.Id ?? '';
  scheduleExport(sandbox, region, detector, [id]);
  announceFindings(sandbox, region, detector, [finding]);
  return id;
}
