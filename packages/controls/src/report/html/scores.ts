import { type GroupScore, nameOfGroup, type Scores } from '../score.ts';
import { html, type Markup, nothing } from './markup.ts';
import { bar, histogram, legend, plottedStatuses, statusNames } from './plots.ts';

/** Accounts that have a bar each; of more, the lowest have, and a histogram shows all. */
const mostAccounts = 25;

/** The scores by family, framework and account. */
export function scoresSection({ all, byFamily, byFramework, byAccount }: Scores): Markup {
  return html`<section id="scores" aria-labelledby="scores-title">
<h2 id="scores-title">Scores</h2>
<p class="note">A control counts by the worst of what it judged. The score is what passed, out of all that applies: what is waived or unknown counts as not passed.</p>
${legend(all.counts)}
<div class="columns">
${table('By family', byFamily)}
${table('By framework', byFramework)}
</div>
${accounts(byAccount)}
</section>
`;
}

function accounts(byAccount: readonly GroupScore[]): Markup {
  if (byAccount.length === 0) return nothing;
  const scored = byAccount.flatMap(({ score }) => score ?? []);
  const isLong = byAccount.length > mostAccounts;
  const title = isLong ? `By account: the ${mostAccounts} lowest of ${byAccount.length}` : 'By account';
  return html`${isLong ? html`<h3>Accounts by score</h3>${histogram(scored)}` : nothing}${table(title, byAccount.slice(0, mostAccounts))}`;
}

function table(title: string, groups: readonly GroupScore[]): Markup {
  if (groups.length === 0) return nothing;
  const applicable = ({ counts }: GroupScore) =>
    plottedStatuses.reduce((sum, status) => sum + counts[status], 0);
  const most = Math.max(...groups.map(applicable));
  const rows = groups.map(
    (
      group,
    ) => html`<tr><th scope="row">${nameOfGroup(group)}</th><td class="plot">${bar(group.counts, most)}<span class="told">${told(group)}</span></td><td class="number">${group.score ?? '–'}</td></tr>
`,
  );
  return html`<table class="scores"><caption>${title}</caption>
<thead><tr><th scope="col">Name</th><th scope="col">Controls</th><th scope="col" class="number">Score</th></tr></thead>
<tbody>${rows}</tbody></table>`;
}

function told({ counts }: GroupScore): string {
  const parts = plottedStatuses
    .filter((status) => counts[status] > 0)
    .map((status) => `${counts[status]} ${statusNames[status]}`);
  return parts.length === 0 ? 'none applies' : parts.join(', ');
}
