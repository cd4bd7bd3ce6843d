import { startSandbox } from '@trailguard/sandbox';
import { afterAll, beforeAll, vi } from 'vitest';
import { type AuditOptions, type AuditReport, audit } from '../src/index.ts';
import { Reader } from '../src/collect/reader.ts';
import { type Narrowing, sessionsOf } from './clients.ts';
import { evidenceOf } from './evidence-records.ts';
import { makeGovernance } from './governance.ts';
import { buildOrganization, type TestOrganization, twoRegions } from './organization.ts';

/** The compliant organization, there for a file of tests; a test that changes it puts it right again. */
export interface UsedOrganization {
  readonly parts: TestOrganization;
  /** A reader by the audit role of each account, for a test of one collector; closed after the file. */
  reader(narrowing?: Narrowing): Reader;
  /** Audits it by the audit role of each account. */
  audit(options?: Partial<AuditOptions> & { narrowing?: Narrowing }): Promise<AuditReport>;
}

/** What its owner has configured: it records all events on one trail. */
const configuration = { 'CT-27': { combinedTrail: true } };

/** How much of an organization a file of tests needs. */
export interface OrganizationSettings {
  /**
   * Whether it also has what watches over it, from guardrails to Security Hub, and its audits are given records of every
   * review. Default: false, which is built faster.
   */
  readonly isGoverned?: boolean;
}

/** Starts a sandbox, points the SDK's environment to it and builds the organization; ends it after the file. */
export function useOrganization({ isGoverned = false }: OrganizationSettings = {}): UsedOrganization {
  let parts: TestOrganization;
  beforeAll(async () => {
    const sandbox = await startSandbox({ regions: twoRegions });
    vi.stubEnv('AWS_ENDPOINT_URL', sandbox.endpoint);
    parts = await buildOrganization(sandbox);
    if (isGoverned) await makeGovernance(parts);
  });
  const readers: Reader[] = [];
  afterAll(async () => {
    for (const reader of readers) reader.close();
    vi.unstubAllEnvs();
    await parts?.sandbox.stop();
  });
  return {
    get parts() {
      return parts;
    },
    reader: (narrowing) => {
      const reader = new Reader(sessionsOf(parts.sandbox, narrowing));
      readers.push(reader);
      return reader;
    },
    audit: ({ narrowing = {}, ...options } = {}) =>
      audit({
        organization: parts.audited,
        credentials: sessionsOf(parts.sandbox, narrowing),
        parameters: configuration,
        ...(isGoverned ? { records: evidenceOf(parts.sandbox.clock.now().toISOString().slice(0, 10)) } : {}),
        ...options,
      }),
  };
}
