import { importAction, importFindings } from '@trailguard/audit';
import type { StreamedReport } from '@trailguard/controls/report';
import type { Organization } from '../organization.ts';
import { sessions } from '../sessions.ts';

/**
 * Imports a report's findings into Security Hub, and tells on the error stream what became of them.
 *
 * @returns whether all were taken.
 */
export async function importIntoSecurityHub(
  report: StreamedReport,
  organization: Organization,
  role: string,
): Promise<boolean> {
  const { managementAccountId, homeRegion } = organization.audited;
  const credentials = sessions(organization, role);
  const { imported, refused } = await importFindings(report, {
    managementAccountId,
    homeRegion,
    credentials,
  });
  const lines = refused.map(
    ({ accountId, count, reason }) =>
      `${counted(count)} not imported in ${accountId}: ${reason}; the role ${role} needs ${importAction} there, and Security Hub has to be enabled in ${homeRegion}\n`,
  );
  process.stderr.write(`${counted(imported)} imported into Security Hub\n${lines.join('')}`);
  return refused.length === 0;
}

function counted(findings: number): string {
  return `${findings} finding${findings === 1 ? '' : 's'}`;
}
