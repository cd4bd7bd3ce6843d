/** Audits the organization of a sandbox once, from the start of a process. */
import { audit } from '@trailguard/audit';
import { sessions, takeClockOf } from '../audit-calls/sandbox-sessions.ts';
import { answerBench } from '../harness/processes.ts';
import type { AuditedAnswer } from './audited-organization.ts';

export interface SandboxAuditTask {
  readonly organization: AuditedAnswer;
  readonly controls: readonly string[];
  readonly accounts: readonly string[];
}

answerBench(async ({ organization, controls, accounts }: SandboxAuditTask): Promise<number> => {
  const { endpoint, audited } = organization;
  process.env.AWS_ENDPOINT_URL = endpoint;
  await takeClockOf(endpoint);
  const credentials = sessions(organization);
  const { results } = await audit({ organization: audited, credentials, controls, accounts });
  return results.length;
});
