import { announce } from '../../events/event.ts';
import type { SandboxContext } from '../../service.ts';
import { jsonForm } from '../publishing/export.ts';
import { administratorOf, type Detector, type Finding, type RegionState } from '../state.ts';

/**
 * Puts findings on the default buses of their account and of its administrator; archived ones are not told. AWS tells a new
 * finding within 5 minutes and repeats by the detector's frequency; here each is told at once.
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html
 */
export function announceFindings(
  sandbox: SandboxContext,
  region: RegionState,
  detector: Detector,
  findings: readonly Finding[],
): void {
  const administratorId = administratorOf(region, detector.accountId)?.accountId;
  const accounts = [detector.accountId, ...(administratorId === undefined ? [] : [administratorId])];
  for (const finding of findings.filter(({ Service }) => Service?.Archived !== true)) {
    for (const accountId of accounts) {
      announce(sandbox, {
        accountId,
        region: detector.region,
        source: 'aws.guardduty',
        detailType: 'GuardDuty Finding',
        detail: jsonForm(finding) as object,
      });
    }
  }
}
