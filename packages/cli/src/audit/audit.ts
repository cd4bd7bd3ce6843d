import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { type AuditReport, audit, type CredentialsFor, readRecords } from '@trailguard/audit';
import { controls, partitionOf } from '@trailguard/controls';
import { digestOfExceptions } from '@trailguard/controls/exceptions';
import { type RunReport, runReport } from '@trailguard/controls/report';
import { readOrganizationFile } from '@trailguard/stacks/bring-up';
import { deliverReport } from '../deliver-report.ts';
import { ExitCode, exitCodeOf } from '../exit-code.ts';
import { usableExceptions } from '../usable-exceptions.ts';
import type { AuditFlags } from './command.ts';

/** What an audit needs of the organization's file. */
interface Organization {
  readonly audited: Parameters<typeof audit>[0]['organization'];
  /** What the roles of members ask for. */
  readonly externalId: string | undefined;
}

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
  await deliverReport(run, flags);
  const code = exitCodeOf(run, flags);
  return code === ExitCode.ok && !report.complete ? ExitCode.partial : code;
}

async function readOrganization(file: string): Promise<Organization> {
  const [first] = await readOrganizationFile(file);
  const setting = (name: string) => first?.config[`trailguard:${name}`];
  const required = (name: string) => setting(name) ?? '';
  return {
    audited: {
      managementAccountId: required('managementAccountId'),
      logArchiveAccountId: required('logArchiveAccountId'),
      securityAccountId: required('securityAccountId'),
      homeRegion: required('homeRegion'),
    },
    externalId: setting('roleExternalId'),
  };
}

/** Sessions of the role: in the management account from the credentials in use, elsewhere from there. */
function sessions({ audited, externalId }: Organization, role: string): CredentialsFor {
  const { homeRegion: region, managementAccountId } = audited;
  const clientConfig = { region };
  const sessionOf = (accountId: string) => ({
    RoleArn: `arn:${partitionOf(region)}:iam::${accountId}:role/${role}`,
    RoleSessionName: 'trailguard-audit',
  });
  const management = fromTemporaryCredentials({ params: sessionOf(managementAccountId), clientConfig });
  return async (accountId) => {
    if (accountId === managementAccountId) return management();
    const params = {
      ...sessionOf(accountId),
      ...(externalId === undefined ? {} : { ExternalId: externalId }),
    };
    return fromTemporaryCredentials({ params, clientConfig, masterCredentials: management })();
  };
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
