import { html, type Markup, nothing } from '../report/html/markup.ts';
import { pageEnd, pageStart, shownTime } from '../report/html/page.ts';
import { nameOfGroup } from '../report/score.ts';
import { type ChangeKind, changeKinds, changeMeanings, lessKnown, newlyFailing } from './change.ts';
import type { Change, Comparison, ScoreChange } from './compare-reports.ts';
import { changeTitles, placeOfChange, reasonOf, speltOut } from './groups.ts';

/** Changes of a kind that a page spells out; further ones are counted. */
const mostChanges = 500;

/** A comparison as one HTML page that needs nothing else. */
export function comparisonHtml(comparison: Comparison, { version }: { readonly version: string }): string {
  const { before, after, warnings } = comparison;
  const notes = warnings.map((warning) => html`<li>${warning}</li>`);
  return [
    pageStart('TrailGuard: two audits compared'),
    head(comparison).text,
    '<main id="main">',
    (warnings.length === 0
      ? nothing
      : html`<section class="notes" aria-labelledby="notes-title"><h2 id="notes-title">Read this first</h2><ul>${notes}</ul></section>`
    ).text,
    ...speltOut(comparison).map(([kind, changes]) => section(kind, changes).text),
    scoreSection(comparison).text,
    '</main>',
    pageEnd(html`TrailGuard ${version} · ${before.at} compared with ${after.at}`),
  ].join('\n');
}

function head({ before, after, counts }: Comparison): Markup {
  const tiles = changeKinds
    .filter((kind) => counts[kind] > 0 || kind === 'new' || kind === 'fixed')
    .map(
      (kind) =>
        html`<div class="tile ${colourOf(kind)}"><dt>${changeTitles[kind]}</dt><dd>${counts[kind]}</dd></div>`,
    );
  return html`<a class="skip" href="#main">Skip to the changes</a>
<header><div class="about"><p class="brand">TrailGuard</p>
<h1>Two audits compared</h1>
<p class="when"><time datetime="${before.at}">${shownTime(before.at)}</time> → <time datetime="${after.at}">${shownTime(after.at)}</time> · score ${before.score.score ?? 'none'} → <strong>${after.score.score ?? 'none'}</strong></p>
<dl class="tiles" aria-label="Findings by what became of them">${tiles}</dl></div></header>
`;
}

function colourOf(kind: ChangeKind): string {
  if (newlyFailing.includes(kind)) return 'fail';
  if (lessKnown.includes(kind)) return 'unknown';
  if (kind === 'waived') return 'waived';
  return kind === 'fixed' || kind === 'passing' ? 'pass' : 'not_evaluated';
}

function section(kind: ChangeKind, changes: readonly Change[]): Markup {
  const shown = changes.slice(0, mostChanges);
  const more = changes.length - shown.length;
  return html`<section aria-labelledby="${kind}">
<h2 id="${kind}">${changeTitles[kind]}: ${changes.length}</h2>
<p class="note">${changeMeanings[kind]}</p>
<ul class="things">${shown.map(item)}${more > 0 ? html`<li>… and ${more} more; the JSON report has all of them</li>` : nothing}</ul>
</section>`;
}

function item(change: Change): Markup {
  const { severity, controlId, title } = change;
  const reason = reasonOf(change);
  return html`<li><span class="severity ${severity}">${severity}</span> <strong>${controlId}</strong> ${title}${reason === '' ? nothing : html`<br>${reason}`}<br><span class="place">${placeOfChange(change)}</span></li>
`;
}

function scoreSection({ scores }: Comparison): Markup {
  const tables = [
    table('By family', scores.byFamily),
    table('By framework', scores.byFramework),
    table('By account', scores.byAccount),
  ];
  if (tables.every((part) => part === nothing)) return nothing;
  return html`<section aria-labelledby="scores-title"><h2 id="scores-title">Scores that differ</h2>
<div class="columns">${tables}</div></section>`;
}

function table(title: string, changes: readonly ScoreChange[]): Markup {
  if (changes.length === 0) return nothing;
  const rows = changes
    .slice(0, mostChanges)
    .map(
      (change) =>
        html`<tr><th scope="row">${nameOfGroup(change)}</th><td class="number">${change.before ?? '–'}</td><td class="number">${change.after ?? '–'}</td></tr>`,
    );
  return html`<table><caption>${title}</caption><thead><tr><th scope="col">Name</th><th scope="col" class="number">Before</th><th scope="col" class="number">Now</th></tr></thead><tbody>${rows}</tbody></table>`;
}
