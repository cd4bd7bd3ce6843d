import type { Severity } from '../model/control.ts';
import { fingerprintOf } from './fingerprint.ts';
import {
  type Finding,
  isNews,
  type ReportedControl,
  type ReportedPosition,
  type StreamedReport,
} from './run-report.ts';

/** Levels of SARIF, and the scores that GitHub sorts security alerts by. */
const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};
const scores: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
};

/** Options of {@link reportSarif}. */
export interface SarifOptions {
  /** Version of TrailGuard. */
  readonly version: string;
  /** Folder of the project, relative to the repository's root, such as `stacks/organization`. Default: the root. */
  readonly projectFolder?: string;
  /** File of the repository at which findings are shown that no line of a program is known for. Default: the first source. */
  readonly file?: string;
}

/**
 * A report as SARIF 2.1.0, for code scanning. Fails are results, waived ones with an accepted suppression; what is
 * unknown is an open result that counts for no failure. What passed, and what a program cannot show, is left out.
 *
 * @returns the text in parts, so that any number of findings can be written; the rules come last, when it is known which there are.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function* reportSarif(report: StreamedReport, options: SarifOptions): Generator<string> {
  const controls = new Map(report.controls.map((control) => [control.id, control]));
  const rules = new Map<ReportedControl, number>();
  yield '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"results":[';
  let before = '\n';
  for (const finding of report.findings) {
    if (!isNews(finding)) continue;
    const control = controls.get(finding.controlId);
    if (control !== undefined && !rules.has(control)) rules.set(control, rules.size);
    const index = control === undefined ? undefined : rules.get(control);
    yield `${before}${JSON.stringify(resultOf(finding, index, report, options))}`;
    before = ',\n';
  }
  const { tool, ...rest } = runOf(report, [...rules.keys()], options);
  yield `\n],\n"tool":${JSON.stringify(tool, null, 2)},\n${JSON.stringify(rest, null, 2).slice(1, -1).trim()}}]}\n`;
}

/** A run without its results. @param rules controls that have results */
function runOf(report: StreamedReport, rules: readonly ReportedControl[], { version }: SarifOptions) {
  const refusals = report.notices.filter(({ level }) => level === 'error');
  return {
    tool: {
      driver: {
        name: 'TrailGuard',
        version,
        informationUri: 'https://github.com/trailguard/trailguard',
        rules: rules.map(ruleOf),
      },
    },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { SRCROOT: { description: { text: 'The root of the repository.' } } },
    invocations: [
      {
        executionSuccessful: refusals.length === 0,
        endTimeUtc: report.at,
        toolExecutionNotifications: [
          ...report.notices.map(({ level, position, message }) => ({
            level,
            message: { text: `${position}: ${message}` },
          })),
          ...report.warnings.map((text) => ({ level: 'warning', message: { text } })),
        ],
      },
    ],
  };
}

function ruleOf({ id, title, intent, fix, url, severity, frameworks }: ReportedControl) {
  const asked = frameworks.length === 0 ? '' : `\n\nAsked for by ${frameworks.join('; ')}.`;
  return {
    id,
    name: title,
    shortDescription: { text: title },
    fullDescription: { text: intent },
    help: { text: `${fix}${asked}`, markdown: `**Fix:** ${fix}${asked}` },
    helpUri: url,
    defaultConfiguration: { level: levels[severity] },
    properties: { 'security-severity': scores[severity], tags: ['security', severity] },
  };
}

function resultOf(
  finding: Finding,
  index: number | undefined,
  { sources }: StreamedReport,
  options: SarifOptions,
) {
  const { controlId, status, severity, reason, subject, exception } = finding;
  const isFinding = status === 'fail' || status === 'waived';
  return {
    ruleId: controlId,
    ...(index === undefined ? {} : { ruleIndex: index }),
    kind: isFinding ? 'fail' : 'open',
    level: isFinding ? levels[severity] : 'none',
    message: { text: `${reason}: ${subject.id}` },
    locations: [locationOf(finding, sources, options)],
    partialFingerprints: { 'trailguard/v1': fingerprintOf(finding) },
    ...(exception === undefined
      ? {}
      : {
          suppressions: [
            {
              kind: 'external',
              status: 'accepted',
              justification: `${exception.reason} (${exception.ticket}, owner ${exception.owner}, approved by ${exception.approver}, until ${exception.until})`,
            },
          ],
        }),
    properties: {
      status,
      ...(subject.accountId === undefined ? {} : { account: subject.accountId }),
      ...(subject.region === undefined ? {} : { region: subject.region }),
      ...(finding.arn === undefined ? {} : { arn: finding.arn }),
    },
  };
}

/** The line of the program; where nobody knows it, the file that was judged. */
function locationOf(
  finding: Finding,
  sources: readonly string[],
  { projectFolder = '', file = sources[0] ?? 'unknown' }: SarifOptions,
) {
  const { position, urn, subject } = finding;
  const artifactLocation =
    position === undefined
      ? { uri: uriOf(file) }
      : { uri: uriOf(inFolder(projectFolder, position)), ...basedOn(position) };
  return {
    physicalLocation: {
      artifactLocation,
      region: position === undefined ? { startLine: 1 } : regionOf(position),
    },
    logicalLocations: [
      { fullyQualifiedName: urn ?? finding.arn ?? subject.id, name: subject.id, kind: 'resource' },
    ],
  };
}

function regionOf({ line, column }: ReportedPosition) {
  return { startLine: line, startColumn: column };
}

function basedOn({ file }: ReportedPosition) {
  return isAbsolute(file) ? {} : { uriBaseId: 'SRCROOT' };
}

function inFolder(folder: string, { file }: ReportedPosition): string {
  const prefix = folder.replace(/^\.?\/+|\/+$/g, '').replace(/^\.$/, '');
  return prefix === '' || isAbsolute(file) ? file : `${prefix}/${file}`;
}

function isAbsolute(file: string): boolean {
  return file.startsWith('/') || /^[A-Za-z]:[\\/]/.test(file);
}

function uriOf(path: string): string {
  const encoded = path.toWellFormed().replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return isAbsolute(path) ? `file://${encoded.startsWith('/') ? '' : '/'}${encoded}` : encoded;
}
