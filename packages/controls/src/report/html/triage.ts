import { suppressionLine, triageSummary } from '../../triage/text.ts';
import type { FindingTriage, TriagedFinding, TriagedSeverity } from '../../triage/triage-findings.ts';
import { html, type Markup, nothing } from './markup.ts';

/** Overdue findings that a page spells out. */
const mostOverdue = 200;

/** GuardDuty's findings: how many wait beyond their limit, which, and what is hidden by filters. */
export function triageSection(triage: FindingTriage): Markup {
  const { bySeverity, overdue, suppressions, limits, unread } = triage;
  const notes = unread.map(({ detail }) => html`<li>not read: ${detail}</li>`);
  return html`<section id="triage" aria-labelledby="triage-title">
<h2 id="triage-title">GuardDuty findings</h2>
<p class="note">${triageSummary(triage)}. Stale is what has nothing new for ${limits.staleDays} days.</p>
${unread.length === 0 ? nothing : html`<ul class="things">${notes}</ul>`}
<table><caption>Open findings by severity</caption>
<thead><tr><th scope="col">Severity</th><th scope="col" class="number">Open</th><th scope="col" class="number">Beyond the limit</th><th scope="col" class="number">Stale</th><th scope="col" class="number">Oldest, days</th><th scope="col" class="number">Limit, days</th></tr></thead>
<tbody>${bySeverity.map(row)}</tbody></table>
${overdue.length === 0 ? nothing : overdueList(overdue)}
${suppressions.length === 0 ? nothing : html`<h3>Filters that archive findings</h3><ul class="things">${suppressions.map((filter) => html`<li>${suppressionLine(filter)}</li>`)}</ul>`}
</section>
`;
}

function row({ severity, open, late, stale, oldestDays, limitDays }: TriagedSeverity): Markup {
  return html`<tr><th scope="row"><span class="severity ${severity}">${severity}</span></th><td class="number">${open}</td><td class="number">${late}</td><td class="number">${stale}</td><td class="number">${oldestDays ?? '–'}</td><td class="number">${limitDays}</td></tr>`;
}

function overdueList(overdue: readonly TriagedFinding[]): Markup {
  const items = overdue
    .slice(0, mostOverdue)
    .map(
      ({ severity, score, type, accountId, region, days, isLate, isStale, id }) =>
        html`<li><span class="severity ${severity}">${severity} ${score}</span> ${type}, ${days} days${isLate ? ', beyond the limit' : ''}${isStale ? ', stale' : ''}<br><span class="place">${accountId} ${region ?? ''} ${id}</span></li>`,
    );
  const more = overdue.length - items.length;
  return html`<h3>Waiting too long</h3><ul class="things">${items}${more > 0 ? html`<li>… and ${more} more; the JSON report has them</li>` : nothing}</ul>`;
}
