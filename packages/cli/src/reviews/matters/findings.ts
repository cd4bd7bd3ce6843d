import {
  type Finding,
  type FindingCriteria,
  GetFindingsCommand,
  type GuardDutyClient,
  paginateListFindings,
} from '@aws-sdk/client-guardduty';
import type { ReviewReader } from '../reader.ts';
import type { Section } from '../review-report.ts';
import { eachDetector } from './detectors.ts';

/** Findings of a Region that are read at most. */
const mostFindings = 2000;
/** GuardDuty gives so many at a time. */
const atOnce = 50;
const day = 86_400_000;

/** https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html */
const severities = [
  ['critical', 9],
  ['high', 7],
  ['medium', 4],
  ['low', 0],
] as const;

interface OpenFinding extends Finding {
  readonly ageDays: number;
  readonly severity: string;
}

/** Findings that nobody archived, by severity and by type. */
export async function findingSections(reader: ReviewReader): Promise<readonly Section[]> {
  const read = await eachDetector(reader, (client, detectorId, region) =>
    openFindings(reader, client, detectorId, region),
  );
  const now = (reader.now ?? new Date()).getTime();
  const findings = read.flat().map(
    (finding): OpenFinding => ({
      ...finding,
      ageDays: Math.max(0, Math.floor((now - Date.parse(finding.CreatedAt ?? '')) / day)),
      severity: severities.find(([, least]) => (finding.Severity ?? 0) >= least)?.[0] ?? 'low',
    }),
  );
  return [bySeverity(findings), byType(findings)];
}

async function openFindings(
  reader: ReviewReader,
  client: GuardDutyClient,
  DetectorId: string,
  region: string,
): Promise<readonly Finding[]> {
  const FindingCriteria: FindingCriteria = { Criterion: { 'service.archived': { Equals: ['false'] } } };
  const ids = await reader.ask(`findings in ${region}`, async () => {
    const found: string[] = [];
    const pages = paginateListFindings({ client, pageSize: atOnce }, { DetectorId, FindingCriteria });
    for await (const { FindingIds = [] } of pages) {
      found.push(...FindingIds);
      if (found.length < mostFindings) continue;
      reader.unread.push(`findings in ${region}: only ${mostFindings} are told`);
      break;
    }
    return found;
  });
  const batches = Array.from({ length: Math.ceil((ids?.length ?? 0) / atOnce) }, (_, nth) =>
    ids?.slice(nth * atOnce, (nth + 1) * atOnce),
  );
  const answers = await Promise.all(
    batches.map((FindingIds) =>
      reader.ask(`findings in ${region}`, () =>
        client.send(new GetFindingsCommand({ DetectorId, FindingIds })),
      ),
    ),
  );
  return answers.flatMap((answer) => answer?.Findings ?? []);
}

function bySeverity(findings: readonly OpenFinding[]): Section {
  return {
    title: 'Open findings by severity',
    about: 'How many wait, and for how long? The numbers belong in the record: --count high=2.',
    columns: ['severity', 'open', 'up to a day', 'up to a week', 'up to 30 days', 'older', 'oldest, days'],
    rows: severities.map(([severity]) => {
      const own = findings.filter((finding) => finding.severity === severity);
      const between = (from: number, to: number) =>
        String(own.filter(({ ageDays }) => ageDays >= from && ageDays <= to).length);
      return [
        severity,
        String(own.length),
        between(0, 1),
        between(2, 7),
        between(8, 30),
        between(31, Number.POSITIVE_INFINITY),
        own.length === 0 ? '' : String(Math.max(...own.map(({ ageDays }) => ageDays))),
      ];
    }),
  };
}

function byType(findings: readonly OpenFinding[]): Section {
  const groups = Map.groupBy(findings, ({ severity, Type = '' }) => `${severity} ${Type}`);
  const order = (severity: string) => severities.findIndex(([name]) => name === severity);
  const rows = [...groups.values()]
    .map((own) => {
      const [first] = own;
      const accounts = [...new Set(own.map(({ AccountId = '' }) => AccountId))].sort();
      const regions = [...new Set(own.map(({ Region = '' }) => Region))].sort();
      return [
        first?.severity ?? '',
        first?.Type ?? '',
        String(own.length),
        accounts.join(', '),
        regions.join(', '),
        String(Math.max(...own.map(({ ageDays }) => ageDays))),
        first?.Id ?? '',
      ];
    })
    .sort((a, b) => order(a[0] ?? '') - order(b[0] ?? '') || (a[1] ?? '').localeCompare(b[1] ?? ''));
  return {
    title: 'Open findings by type',
    about: 'What has to be done about each, and by whom?',
    columns: ['severity', 'type', 'open', 'accounts', 'Regions', 'oldest, days', 'one of them'],
    rows,
  };
}
