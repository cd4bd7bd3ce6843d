import {
  type AwsSecurityFinding,
  BatchImportFindingsCommand,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import type { StreamedReport } from '@trailguard/controls/report';
import pLimit from 'p-limit';
import type { CredentialsFor } from '../collect/reader.ts';
import { asffOf, type ImportPlace, ownerOf } from './asff.ts';

/** IAM action that the importing role needs, in every account; the role of audits has it not, for it changes nothing. */
export const importAction = 'securityhub:BatchImportFindings';

/** Findings that a call takes. https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html */
const findingsPerCall = 100;
/** Findings that wait for a call at most, over all accounts. */
const mostWaiting = 20_000;
/** Calls under way. Each account has limits of its own. */
const callsAtOnce = 8;

export interface ImportOptions extends Omit<ImportPlace, 'at'> {
  /** Opens a session of the role that imports, in an account; it may do {@link importAction}. */
  readonly credentials: CredentialsFor;
}

/** What became of findings that were imported. */
export interface Imported {
  /** Findings that Security Hub took. */
  readonly imported: number;
  /** What it did not take, by account. */
  readonly refused: readonly {
    readonly accountId: string;
    readonly count: number;
    readonly reason: string;
  }[];
}

/**
 * Imports a report's findings into Security Hub: each into the account that it is about, in the home Region, in calls
 * of a hundred. One that was imported before is updated. An account that refuses leaves the others imported.
 */
export async function importFindings(
  report: StreamedReport,
  { credentials, ...place }: ImportOptions,
): Promise<Imported> {
  await using hubs = new Hubs(place.homeRegion, credentials);
  const controls = new Map(report.controls.map((control) => [control.id, control]));
  const waiting = new Map<string, AwsSecurityFinding[]>();
  let count = 0;
  for (const finding of report.findings) {
    const asff = asffOf(finding, controls.get(finding.controlId), { ...place, at: report.at });
    if (asff === undefined) continue;
    const accountId = ownerOf(finding, { ...place, at: report.at });
    const batch = waiting.get(accountId) ?? [];
    waiting.set(accountId, batch);
    batch.push(asff);
    count += 1;
    if (batch.length === findingsPerCall) {
      waiting.delete(accountId);
      count -= batch.length;
      await hubs.import(accountId, batch);
    } else if (count >= mostWaiting) {
      for (const [owner, some] of waiting) await hubs.import(owner, some);
      waiting.clear();
      count = 0;
    }
  }
  for (const [accountId, batch] of waiting) await hubs.import(accountId, batch);
  return hubs.settled();
}

/** Security Hub in all accounts, a bounded number of calls at once. */
class Hubs implements AsyncDisposable {
  readonly #region: string;
  readonly #credentials: CredentialsFor;
  readonly #limit = pLimit(callsAtOnce);
  readonly #clients = new Map<string, SecurityHubClient>();
  readonly #calls = new Set<Promise<void>>();
  readonly #refused = new Map<string, { accountId: string; count: number; reason: string }>();
  #imported = 0;

  constructor(region: string, credentials: CredentialsFor) {
    this.#region = region;
    this.#credentials = credentials;
  }

  /** Sends a call as soon as it is its turn; waits while too many are. */
  async import(accountId: string, findings: readonly AwsSecurityFinding[]): Promise<void> {
    const call = this.#limit(() => this.#send(accountId, findings)).finally(() => this.#calls.delete(call));
    this.#calls.add(call);
    if (this.#calls.size >= 2 * callsAtOnce) await Promise.race(this.#calls);
  }

  async settled(): Promise<Imported> {
    await Promise.all(this.#calls);
    return { imported: this.#imported, refused: [...this.#refused.values()] };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled(this.#calls);
    for (const client of this.#clients.values()) client.destroy();
  }

  async #send(accountId: string, findings: readonly AwsSecurityFinding[]): Promise<void> {
    try {
      const answer = await this.#client(accountId).send(
        new BatchImportFindingsCommand({ Findings: [...findings] }),
      );
      this.#imported += answer.SuccessCount ?? 0;
      for (const { ErrorCode, ErrorMessage } of answer.FailedFindings ?? [])
        this.#refuse(accountId, 1, `${ErrorCode}: ${ErrorMessage}`);
    } catch (error) {
      this.#refuse(accountId, findings.length, (error as Error).message);
    }
  }

  #client(accountId: string): SecurityHubClient {
    const known = this.#clients.get(accountId);
    if (known !== undefined) return known;
    const client = new SecurityHubClient({
      region: this.#region,
      credentials: () => this.#credentials(accountId),
      retryMode: 'adaptive',
      maxAttempts: 5,
    });
    this.#clients.set(accountId, client);
    return client;
  }

  #refuse(accountId: string, count: number, reason: string): void {
    const known = this.#refused.get(accountId);
    if (known === undefined) this.#refused.set(accountId, { accountId, count, reason });
    else known.count += count;
  }
}
