import {
  type Finding,
  type FindingCriteria,
  GetFindingsCommand,
  type GuardDutyClient,
  ListFindingsCommand,
} from '@aws-sdk/client-guardduty';
import { type Collection, type OpenFinding, isUnknown, unknownBecause } from '@trailguard/controls';
import type { Reader } from './reader.ts';

/** Findings that GetFindings takes at once, and that a page of ListFindings has. */
const findingsPerCall = 50;

/** Findings that are read in a Region at most: AWS itself lists no more of them at times. */
export const mostFindings = 1000;

/** What GuardDuty writes before the title of a sample. */
const sampleTitle = '[SAMPLE]';

const open: FindingCriteria = { Criterion: { 'service.archived': { Equals: ['false'] } } };

/** Findings that nobody archived, those that changed longest ago first; samples are left out. */
export async function readOpenFindings(
  reader: Reader,
  client: GuardDutyClient,
  DetectorId: string,
  where: string,
): Promise<Collection<OpenFinding>> {
  const items: OpenFinding[] = [];
  let NextToken: string | undefined;
  for (let read = 0; read < mostFindings; read += findingsPerCall) {
    const asked = {
      DetectorId,
      FindingCriteria: open,
      SortCriteria: { AttributeName: 'updatedAt', OrderBy: 'ASC' as const },
      MaxResults: findingsPerCall,
      ...(NextToken === undefined ? {} : { NextToken }),
    };
    const listed = await reader.ask(`guardduty:ListFindings ${where}`, (options) =>
      client.send(new ListFindingsCommand(asked), options),
    );
    if (listed === null || isUnknown(listed)) return { items, complete: listed ?? true };
    const FindingIds = listed.FindingIds ?? [];
    if (FindingIds.length > 0) {
      const got = await reader.ask(`guardduty:GetFindings ${where}`, (options) =>
        client.send(new GetFindingsCommand({ DetectorId, FindingIds }), options),
      );
      if (got === null || isUnknown(got)) return { items, complete: got ?? true };
      const found = (got.Findings ?? []).filter((finding) => !isSample(finding));
      items.push(...found.flatMap((finding) => openFinding(finding) ?? []));
      const dateless = found.find((finding) => openFinding(finding) === undefined);
      if (dateless !== undefined) {
        const detail = `guardduty:GetFindings ${where} answered ${dateless.Id} without its date or severity`;
        return { items, complete: unknownBecause('missing-field', detail) };
      }
    }
    NextToken = listed.NextToken;
    if (NextToken === undefined || NextToken === '') return { items, complete: true };
  }
  const detail = `${where} there are more than ${mostFindings} open findings, of which the oldest were read`;
  return { items, complete: unknownBecause('not-read', detail) };
}

function isSample({ Title }: Finding): boolean {
  return Title?.startsWith(sampleTitle) ?? false;
}

/** `undefined` for one that cannot be judged. */
function openFinding({
  Id,
  Type,
  AccountId,
  Severity,
  CreatedAt,
  UpdatedAt,
}: Finding): OpenFinding | undefined {
  if (Severity === undefined || CreatedAt === undefined || Number.isNaN(Date.parse(CreatedAt)))
    return undefined;
  return {
    id: Id ?? '',
    type: Type ?? '',
    accountId: AccountId ?? '',
    severity: Severity,
    createdAt: CreatedAt,
    ...(UpdatedAt === undefined ? {} : { updatedAt: UpdatedAt }),
  };
}
