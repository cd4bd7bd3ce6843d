import { code, counted, escaped, shortened } from '../report/markdown-text.ts';
import { changeMeanings, newlyFailing } from './change.ts';
import type { Change, Comparison } from './compare-reports.ts';
import { changeTitles, placeOfChange, reasonOf, speltOut, summaryOfComparison } from './groups.ts';

/** Changes of a kind that are spelt out; further ones are counted. */
const mostChanges = 50;

/** A comparison for a pull request or an issue: what fails newly in a table, the rest folded. At most as long as a comment may be. */
export function comparisonMarkdown(comparison: Comparison): string {
  const failing = comparison.changes.filter(({ kind }) => newlyFailing.includes(kind));
  const title =
    failing.length === 0 ? 'Nothing fails newly' : `${counted(failing.length, 'finding')} newly failing`;
  return shortened([
    `## TrailGuard: ${title}`,
    escaped(summaryOfComparison(comparison)),
    ...comparison.warnings.map((warning) => `> ${escaped(warning)}`),
    ...speltOut(comparison).map(([kind, changes]) => {
      const table = tableOf(changes);
      const head = `${changeTitles[kind]}: ${changes.length}`;
      return newlyFailing.includes(kind)
        ? `### ${head}\n\n${changeMeanings[kind]}\n\n${table}`
        : `<details><summary>${head}: ${changeMeanings[kind]}</summary>\n\n${table}\n\n</details>`;
    }),
  ]);
}

function tableOf(changes: readonly Change[]): string {
  const rows = changes
    .slice(0, mostChanges)
    .map(
      (change) =>
        `| ${change.severity} | ${change.controlId} ${escaped(change.title)} | ${escaped(reasonOf(change))} | ${code(placeOfChange(change))} |`,
    );
  const more = changes.length - rows.length;
  return [
    '| severity | control | finding | where |',
    '| --- | --- | --- | --- |',
    ...rows,
    ...(more > 0 ? ['', `… and ${more} more; as JSON it has all of them.`] : []),
  ].join('\n');
}
