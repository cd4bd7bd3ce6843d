import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  type AuditOptions,
  type AuditRequest,
  readRecords,
  SavedAudit,
  type StreamedAudit,
  streamedAudit,
} from '@trailguard/audit';
import { controls } from '@trailguard/controls';
import { digestOfExceptions } from '@trailguard/controls/exceptions';
import { type Finding, type StreamedReport, streamedReport } from '@trailguard/controls/report';
import { deliverReport } from '../deliver-report.ts';
import { ExitCode, Outcome } from '../exit-code.ts';
import { Interruption } from '../interruption.ts';
import { readOrganization } from '../organization.ts';
import { sessions } from '../sessions.ts';
import { usableExceptions } from '../usable-exceptions.ts';
import { version } from '../version.ts';
import type { AuditFlags } from './command.ts';
import { importIntoSecurityHub } from './import-security-hub.ts';
import { Progress } from '../progress.ts';

/**
 * Audits an organization, writes the report, and answers with the exit code.
 *
 * @throws when nothing could be judged: the organization's file, the records or the exceptions cannot be used.
 */
export async function auditOrganization(file: string, flags: AuditFlags): Promise<number> {
  const organization = await readOrganization(file);
  const { file: exceptionsFile, exceptions } = usableExceptions(flags.exceptions);
  const records = flags.records === undefined ? undefined : await readRecords(flags.records);
  await using saved =
    flags.resume === undefined
      ? undefined
      : await SavedAudit.open(flags.resume, await requestOf(file, flags));
  using _interruption = new Interruption(flags.resume);
  const report = await auditShown({
    organization: organization.audited,
    credentials: sessions(organization, flags.role),
    exceptions,
    ...(flags.accounts === undefined ? {} : { accounts: flags.accounts }),
    ...(flags.controls === undefined ? {} : { controls: flags.controls }),
    ...(records === undefined ? {} : { records }),
    ...(saved === undefined ? {} : { saved }),
    ...(flags.staleDays === undefined ? {} : { staleDays: flags.staleDays }),
  });
  if (report.asOf === null)
    throw new Error(`AWS was not reached: ${report.unread[0]?.detail ?? 'no answer'}`);
  const digest = exceptionsFile === undefined ? {} : { exceptionsDigest: digestOfExceptions(exceptions) };
  const run = { ...runReportOf(report), ...digest };
  const outcome = new Outcome(flags);
  await deliverReport({ ...run, findings: told(run.findings, outcome) }, { ...flags, file });
  await saved?.finish();
  const isImported =
    flags.importSecurityHub === undefined ||
    (await importIntoSecurityHub(run, organization, flags.importSecurityHub));
  const code = outcome.code(run);
  return code === ExitCode.ok && !(report.complete && isImported) ? ExitCode.partial : code;
}

/** What an audit that goes on must have been asked for, too. */
async function requestOf(file: string, { role, accounts, controls: ids }: AuditFlags): Promise<AuditRequest> {
  return {
    'version of trailguard': version,
    'organization’s file': hash('sha256', await readFile(file)),
    '--role': role,
    '--accounts': accounts === undefined ? null : accounts.toSorted().join(','),
    '--controls': ids === undefined ? null : ids.toSorted().join(','),
  };
}

async function auditShown(options: AuditOptions): Promise<StreamedAudit> {
  using progress = new Progress({ pieces: 'accounts read', afterwards: 'judging' });
  return await streamedAudit({
    ...options,
    onProgress: ({ accounts, read, known }) => progress.show({ all: accounts, done: read, known }),
  });
}

/** Findings that an outcome takes into account while the report is written, so that they are not made once more. */
function told(findings: Iterable<Finding>, outcome: Outcome): Iterable<Finding> {
  return {
    *[Symbol.iterator]() {
      for (const finding of findings) {
        outcome.add(finding);
        yield finding;
      }
    },
  };
}

function runReportOf(report: StreamedAudit): StreamedReport {
  const judged = new Set(report.controls.map(({ id }) => id));
  return streamedReport({
    lens: 'live',
    at: report.asOf ?? '',
    sources: report.scope === 'all' ? ['all accounts'] : report.scope,
    accountNames: report.accountNames,
    controls: controls.filter(({ id }) => judged.has(id)),
    results: report.results,
    notices: report.notices,
    ...(report.triage === null ? {} : { triage: report.triage }),
    warnings: [
      ...resumedIn(report),
      ...report.unread.map(({ unknown, detail }) => `not read (${unknown}): ${detail}`),
    ],
  });
}

function resumedIn({ resumed }: StreamedAudit): readonly string[] {
  if (resumed === undefined) return [];
  const { accounts, since } = resumed;
  return [
    `read before an interruption: ${accounts} accounts, the first at ${since}; what changed in them since is not seen`,
  ];
}
