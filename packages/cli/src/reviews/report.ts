import { ExitCode } from '../exit-code.ts';
import { readOrganization } from '../organization.ts';
import { writeOutput } from '../write-output.ts';
import { type ReportFlags, reportedReviews } from './command.ts';
import { dueReviews } from '@trailguard/controls/reviews';
import { formatReview } from './formats.ts';
import { reviewKindOf } from '@trailguard/controls/reviews';
import { featureSections } from './matters/features.ts';
import { filterSections } from './matters/filters.ts';
import { findingSections } from './matters/findings.ts';
import { trailSections } from './matters/trails.ts';
import { ReviewReader } from './reader.ts';
import { knownRecords } from './records-path.ts';
import type { Section } from './review-report.ts';

const matters: Readonly<
  Record<(typeof reportedReviews)[number], (reader: ReviewReader) => Promise<readonly Section[]>>
> = {
  'trail-review': trailSections,
  'findings-review': findingSections,
  'suppression-review': filterSections,
  'feature-review': featureSections,
};

/**
 * Writes what a review has to look at, and answers with the exit code.
 *
 * @throws when the organization's file or the records cannot be used, or AWS was not reached at all.
 */
export async function reportReview(name: string, file: string, flags: ReportFlags): Promise<number> {
  const review = reviewKindOf(name, reportedReviews);
  const organization = await readOrganization(file);
  const { records } = await knownRecords(flags.records);
  const since = dueReviews([review], records, new Date())[0]?.last?.at ?? null;
  using reader = new ReviewReader(organization, flags.role, since);
  const sections = await matters[review.kind as keyof typeof matters](reader);
  if (reader.now === null) throw new Error(`AWS was not reached: ${reader.unread[0] ?? 'no answer'}`);
  const report = {
    schema: 'trailguard.review/1',
    kind: review.kind,
    title: review.title,
    at: reader.now.toISOString(),
    since,
    sections,
    unread: reader.unread,
  } as const;
  await writeOutput(formatReview(report, flags.format), flags.output);
  return reader.unread.length === 0 ? ExitCode.ok : ExitCode.partial;
}
