import { nameOfGroup } from '../report/score.ts';
import { changeMeanings } from './change.ts';
import type { Comparison, ScoreChange } from './compare-reports.ts';
import { changeTitles, placeOfChange, reasonOf, speltOut, summaryOfComparison } from './groups.ts';

/** A comparison for people at a terminal: what fails newly first, the counts last. */
export function comparisonText(comparison: Comparison): string {
  const { before, after, scores, warnings } = comparison;
  const groups = speltOut(comparison).flatMap(([kind, changes]) => [
    `${changeTitles[kind]} (${changeMeanings[kind]}):`,
    ...changes.flatMap((change) => [
      `  ${change.severity.toUpperCase().padEnd(8)} ${change.controlId} ${change.title}`,
      ...(reasonOf(change) === '' ? [] : [`    ${reasonOf(change)}`]),
      `    where: ${placeOfChange(change)}`,
    ]),
    '',
  ]);
  return `${[
    `${before.at} (${before.sources.join(', ')}) -> ${after.at} (${after.sources.join(', ')})`,
    '',
    ...groups,
    ...scoreLines('Scores by family', scores.byFamily),
    ...scoreLines('Scores by account', scores.byAccount),
    ...warnings.map((warning) => `warning: ${warning}`),
    summaryOfComparison(comparison),
  ].join('\n')}\n`;
}

function scoreLines(title: string, changes: readonly ScoreChange[]): readonly string[] {
  if (changes.length === 0) return [];
  const lines = changes.map(
    (change) => `  ${change.before ?? 'none'} -> ${change.after ?? 'none'}  ${nameOfGroup(change)}`,
  );
  return [`${title}:`, ...lines, ''];
}
