import { partitionOf } from '../estate/arn.ts';
import type { Severity } from '../model/control.ts';
import type { Evidence, Status } from '../model/verdict.ts';
import { type AccountNames, nameOfAccount } from './account-names.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Finding, ReportedControl, StreamedReport } from './run-report.ts';

/** Version of the Open Cybersecurity Schema Framework that the events are of. */
const ocsfVersion = '1.8.0';

/** Options of {@link reportOcsf}. */
export interface OcsfOptions {
  /** Version of TrailGuard. */
  readonly version: string;
}

const severities: Readonly<Record<Severity, readonly [number, string]>> = {
  critical: [5, 'Critical'],
  high: [4, 'High'],
  medium: [3, 'Medium'],
  low: [2, 'Low'],
};

type Judged = Exclude<Status, 'not_applicable'>;

/** What the event says of the rule, and what there is to do about it. */
const statuses: Readonly<Record<Judged, { compliance: [number, string]; event: [number, string] }>> = {
  pass: { compliance: [1, 'Pass'], event: [4, 'Resolved'] },
  fail: { compliance: [3, 'Fail'], event: [1, 'New'] },
  waived: { compliance: [3, 'Fail'], event: [3, 'Suppressed'] },
  unknown: { compliance: [0, 'Unknown'], event: [0, 'Unknown'] },
  not_evaluated: { compliance: [0, 'Unknown'], event: [0, 'Unknown'] },
};

/**
 * A report as a JSON array of OCSF events, one a line: Compliance Finding (class 2003) with the profile `cloud`. What is
 * waived is a suppressed fail, what is not known has the status unknown; what a control does not speak of is left out.
 * An event's `finding_info.uid` is the same in the next run.
 *
 * @returns the text in parts, so that any number of findings can be written.
 * @see https://schema.ocsf.io/1.8.0/classes/compliance_finding
 */
export function* reportOcsf(report: StreamedReport, options: OcsfOptions): Generator<string> {
  const controls = new Map(report.controls.map((control) => [control.id, control]));
  let before = '[\n';
  for (const finding of report.findings) {
    const { status } = finding;
    if (status === 'not_applicable') continue;
    yield `${before}${JSON.stringify(eventOf(finding, status, controls.get(finding.controlId), report, options))}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

function eventOf(
  finding: Finding,
  status: Judged,
  control: ReportedControl | undefined,
  { at, accountNames }: StreamedReport,
  { version }: OcsfOptions,
) {
  const { controlId, reason, exception } = finding;
  const [severityId, severity] = status === 'pass' ? [1, 'Informational'] : severities[finding.severity];
  const [statusId, statusName] = statuses[status].event;
  return {
    activity_id: 1,
    activity_name: 'Create',
    category_uid: 2,
    category_name: 'Findings',
    class_uid: 2003,
    class_name: 'Compliance Finding',
    type_uid: 200301,
    type_name: 'Compliance Finding: Create',
    time: Date.parse(at),
    severity_id: severityId,
    severity,
    status_id: statusId,
    status: statusName,
    message: `${controlId} ${control?.title ?? ''}: ${reason === '' ? statusName : reason}`,
    ...(exception === undefined
      ? {}
      : {
          comment: `Accepted until ${exception.until} by ${exception.ticket}: ${exception.reason} (owner ${exception.owner}, approved by ${exception.approver})`,
        }),
    metadata: {
      version: ocsfVersion,
      profiles: ['cloud'],
      event_code: controlId,
      product: { name: 'TrailGuard', vendor_name: 'TrailGuard', version },
    },
    cloud: cloudOf(finding, accountNames),
    finding_info: {
      uid: fingerprintOf(finding),
      title: control?.title ?? controlId,
      ...(control === undefined ? {} : { desc: control.intent, src_url: control.url }),
      created_time: Date.parse(at),
    },
    compliance: complianceOf(finding, status, control),
    ...(control === undefined ? {} : { remediation: { desc: control.fix, references: [control.url] } }),
    resources: [resourceOf(finding)],
    ...(finding.evidence.length === 0 ? {} : { evidences: finding.evidence.map(evidenceOf) }),
  };
}

function cloudOf({ subject: { accountId, region } }: Finding, accountNames: AccountNames | undefined) {
  const name = nameOfAccount(accountNames, accountId);
  return {
    provider: 'AWS',
    ...(accountId === undefined
      ? {}
      : {
          account: {
            uid: accountId,
            ...(name === undefined ? {} : { name }),
            type: 'AWS Account',
            type_id: 10,
          },
        }),
    ...(region === undefined ? {} : { region, cloud_partition: partitionOf(region) }),
  };
}

function complianceOf({ controlId, reason, cause }: Finding, status: Judged, control?: ReportedControl) {
  const [id, name] = statuses[status].compliance;
  return {
    control: controlId,
    ...(control === undefined || control.frameworks.length === 0 ? {} : { requirements: control.frameworks }),
    status_id: id,
    status: name,
    ...(cause === undefined ? {} : { status_code: cause }),
    ...(reason === '' ? {} : { status_details: [reason] }),
  };
}

function resourceOf({ subject: { kind, id, region }, arn, urn }: Finding) {
  return {
    // A finding of an account may rest on the trail of another.
    uid: kind === 'account' ? id : (arn ?? urn ?? id),
    name: id,
    type: kind,
    ...(region === undefined ? {} : { region }),
  };
}

function evidenceOf({ field, ...seen }: Evidence) {
  return { name: field, data: seen };
}
