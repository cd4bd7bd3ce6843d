import { GetFindingsCommand, GuardDutyClient, ListFindingsCommand } from '@aws-sdk/client-guardduty';
import {
  type ClosedFinding,
  type Collection,
  type Detector,
  isUnknown,
  unknownBecause,
} from '@trailguard/controls';
import { callsIn } from './collected-call.ts';
import type { Reader } from './reader.ts';

/** Calls of this collector. */
export const calls = callsIn('administrator of GuardDuty', 'guardduty:GetFindings', 'guardduty:ListFindings');

/** Days that closed findings are looked for: an incident is written down within them. */
const days = 30;
const leastSeverity = 7;
const findingsPerCall = 50;
/** Findings that are read in a Region at most. */
const mostFindings = 1000;

/** Findings of severity 7 or more that were archived of late, as a detector of the administrator shows them; no samples. */
export async function readClosedFindings(
  reader: Reader,
  detector: Pick<Detector, 'accountId' | 'region' | 'id'>,
  asOf: string,
): Promise<Collection<ClosedFinding>> {
  const { accountId, region, id } = detector;
  if (id === null) return { items: [], complete: true };
  const hidden = [accountId, region, id].find(isUnknown);
  if (hidden !== undefined) return { items: [], complete: hidden };
  const DetectorId = String(id);
  const client = reader.client(GuardDutyClient, String(accountId), String(region));
  const where = `in ${String(accountId)}/${String(region)}`;
  const FindingCriteria = {
    Criterion: {
      'service.archived': { Equals: ['true'] },
      severity: { GreaterThanOrEqual: leastSeverity },
      updatedAt: { GreaterThanOrEqual: Date.parse(asOf) - days * 86_400_000 },
    },
  };
  const items: ClosedFinding[] = [];
  let NextToken: string | undefined;
  for (let read = 0; read < mostFindings; read += findingsPerCall) {
    const asked = {
      DetectorId,
      FindingCriteria,
      MaxResults: findingsPerCall,
      ...(NextToken ? { NextToken } : {}),
    };
    const listed = await reader.ask(`guardduty:ListFindings (closed) ${where}`, (options) =>
      client.send(new ListFindingsCommand(asked), options),
    );
    if (listed === null || isUnknown(listed)) return { items, complete: listed ?? true };
    const FindingIds = listed.FindingIds ?? [];
    if (FindingIds.length > 0) {
      const got = await reader.ask(`guardduty:GetFindings (closed) ${where}`, (options) =>
        client.send(new GetFindingsCommand({ DetectorId, FindingIds }), options),
      );
      if (got === null || isUnknown(got)) return { items, complete: got ?? true };
      for (const { Id, AccountId, UpdatedAt, Title } of got.Findings ?? []) {
        if (Title?.startsWith('[SAMPLE]')) continue;
        items.push({
          id: Id ?? '',
          accountId: AccountId ?? null,
          region: String(region),
          at: UpdatedAt ?? null,
        });
      }
    }
    NextToken = listed.NextToken;
    if (!NextToken) return { items, complete: true };
  }
  return {
    items,
    complete: unknownBecause('not-read', `${where} there are more than ${mostFindings} closed findings`),
  };
}
