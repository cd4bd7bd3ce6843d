import type { Lens } from '../../model/observation.ts';
import type { ReportedControl, StreamedReport } from '../run-report.ts';
import { failedSection, unknownSection, waivedSection } from './controls-sections.ts';
import { findingsTable } from './findings-table.ts';
import { grouped } from './grouped.ts';
import { html, type Markup, nothing } from './markup.ts';
import { pageEnd, pageStart, shownTime } from './page.ts';
import { legend, plottedStatuses, ring, statusNames } from './plots.ts';
import { scoresSection } from './scores.ts';
import { triageSection } from './triage.ts';

/** Options of {@link reportHtml}. */
export interface HtmlOptions {
  /** Version of TrailGuard. */
  readonly version: string;
}

const titles: Readonly<Record<Lens, string>> = {
  live: 'Audit of live accounts',
  state: 'Check of saved states',
  preview: 'Check of a preview',
};

/** Warnings that stand on the page; further ones are counted. */
const mostWarnings = 100;

/**
 * A report as one HTML page for a browser and for paper. It needs nothing from anywhere else, is light or dark as the
 * reader's system is, and works without its script, which only narrows the table of findings down. A page has room for
 * 5,000 findings, the gravest first.
 *
 * @returns the page in parts
 */
export function* reportHtml(report: StreamedReport, { version }: HtmlOptions): Generator<string> {
  const title = titles[report.lens];
  const groups = grouped(report);
  const controls: ReadonlyMap<string, ReportedControl> = new Map(
    report.controls.map((control) => [control.id, control]),
  );
  yield pageStart(`TrailGuard: ${title}`);
  yield head(report, title).text;
  yield '<main id="main">\n';
  yield notesOf(report).text;
  yield failedSection(groups.of('fail'), controls, report.accountNames).text;
  yield unknownSection([...groups.of('unknown'), ...groups.of('not_evaluated')], controls).text;
  yield waivedSection(groups.of('waived'), report.accountNames).text;
  if (report.triage !== undefined) yield triageSection(report.triage).text;
  yield scoresSection(report.scores).text;
  for (const part of findingsTable(groups, report.accountNames)) yield part.text;
  yield '</main>\n';
  yield pageEnd(html`TrailGuard ${version} · judged ${report.at} · ${report.controls.length} controls`);
}

function head({ at, sources, triage, scores }: StreamedReport, title: string): Markup {
  const { counts, score } = scores.all;
  const figure = score === null ? '–' : String(score);
  const tiles = plottedStatuses
    .filter((status) => counts[status] > 0 || status === 'fail' || status === 'pass')
    .map(
      (status) =>
        html`<div class="tile ${status}"><dt>${statusNames[status]}</dt><dd>${counts[status]}</dd></div>`,
    );
  return html`<a class="skip" href="#main">Skip to the findings</a>
<header>
<div class="about"><p class="brand">TrailGuard</p>
<h1>${title}</h1>
<p class="when"><time datetime="${at}">${shownTime(at)}</time> · ${shortened(sources)}</p>
<dl class="tiles" aria-label="Controls by the worst of what they judged">${tiles}</dl></div>
<div class="score">${ring(counts, figure, `Score ${figure} of 100`)}${legend(counts)}</div>
</header>
<nav aria-label="Parts of the report"><a href="#failed">Failed</a>${counts.unknown + counts.not_evaluated > 0 ? html`<a href="#unknown">Not known</a>` : nothing}${triage === undefined ? nothing : html`<a href="#triage">GuardDuty findings</a>`}<a href="#scores">Scores</a><a href="#all">All findings</a></nav>
`;
}

function shortened(sources: readonly string[]): string {
  const more = sources.length - 5;
  return `${sources.slice(0, 5).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** What the reader must know before the findings: what could not be read, and exceptions that need their keeper. */
function notesOf({ warnings, notices }: StreamedReport): Markup {
  const lines = [
    ...notices.map(({ level, position, message }) => `${level}: ${position}: ${message}`),
    ...warnings,
  ];
  if (lines.length === 0) return nothing;
  const shown = lines.slice(0, mostWarnings).map((line) => html`<li>${line}</li>`);
  const more = lines.length - shown.length;
  return html`<section class="notes" aria-labelledby="notes-title"><h2 id="notes-title">Read this first</h2>
<details ${lines.length <= 5 ? html`open` : nothing}><summary>${lines.length} ${lines.length === 1 ? 'note' : 'notes'}: what could not be read, exceptions that need their keeper</summary>
<ul>${shown}${more > 0 ? html`<li>… and ${more} more</li>` : nothing}</ul></details></section>
`;
}
