import { type AuditReport, audit, readRecords } from '@trailguard/audit';
import { controls } from '@trailguard/controls';
import { digestOfExceptions } from '@trailguard/controls/exceptions';
import { type RunReport, runReport } from '@trailguard/controls/report';
import { deliverReport } from '../deliver-report.ts';
import { ExitCode, exitCodeOf } from '../exit-code.ts';
import { readOrganization } from '../organization.ts';
import { sessions } from '../sessions.ts';
import { usableExceptions } from '../usable-exceptions.ts';
import type { AuditFlags } from './command.ts';

/**
 * Audits an organization, writes the report, and answers with the exit code.
 *
 * @throws when nothing could be judged: the organization's file, the records or the exceptions cannot be used.
 */
export async function auditOrganization(file: string, flags: AuditFlags): Promise<number> {
  const organization = await readOrganization(file);
  const { file: exceptionsFile, exceptions } = usableExceptions(flags.exceptions);
  const records = flags.records === undefined ? undefined : await readRecords(flags.records);
  const report = await audit({
    organization: organization.audited,
    credentials: sessions(organization, flags.role),
    exceptions,
    ...(flags.accounts === undefined ? {} : { accounts: flags.accounts }),
    ...(records === undefined ? {} : { records }),
  });
  if (report.asOf === null)
    throw new Error(`AWS was not reached: ${report.unread[0]?.detail ?? 'no answer'}`);
  const digest = exceptionsFile === undefined ? {} : { exceptionsDigest: digestOfExceptions(exceptions) };
  const run = { ...runReportOf(report), ...digest };
  await deliverReport(run, { ...flags, file });
  const code = exitCodeOf(run, flags);
  return code === ExitCode.ok && !report.complete ? ExitCode.partial : code;
}

function runReportOf(report: AuditReport): RunReport {
  return runReport({
    lens: 'live',
    at: report.asOf ?? '',
    sources: report.scope === 'all' ? ['all accounts'] : report.scope,
    controls,
    results: report.results,
    notices: report.notices,
    warnings: report.unread.map(({ unknown, detail }) => `not read (${unknown}): ${detail}`),
  });
}
