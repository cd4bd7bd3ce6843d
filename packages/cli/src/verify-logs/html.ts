import { hourStates, type IntegrityFault, type PlaceReport } from '@trailguard/audit/integrity';
import { escapeHtml, htmlPage } from '../html-page.ts';
import { calendarOf, legend } from './calendar.ts';
import type { IntegrityReport } from './report.ts';

/** Faults that are written of one account and Region, at most; the JSON report has more. */
const faultsShown = 100;

const style = [
  ...Object.entries(legend).map(
    ([state, { colour }]) => `.${state} { fill: ${colour}; background: ${colour}; }`,
  ),
  '.legend span { display: inline-block; width: .9rem; height: .9rem; margin-right: .4rem; }',
].join('\n');

/** A page with a calendar of accounts by hours, and everything that is wrong. */
export function htmlOf(report: IntegrityReport): string {
  const { from, to, asOf, verified, faultCount, places, hours, endsHead } = report;
  const conclusion =
    faultCount === 0
      ? '<p>Nothing is missing or changed.</p>'
      : `<p class="warning">${faultCount} are missing or not as they were delivered.</p>`;
  const states = hourStates
    .filter((state) => hours[state] > 0)
    .map(
      (state) =>
        `<tr><td><span class="${state}"></span>${state}</td><td class="number">${hours[state]}</td><td>${escapeHtml(legend[state].means)}</td></tr>`,
    );
  return htmlPage(
    `Logs from ${from} to ${to}`,
    [
      `<p>${places.length} accounts and Regions, read at ${escapeHtml(asOf)}. Verified: ${verified.digests} digests, ${verified.logFiles} log files.</p>`,
      conclusion,
      '<h2>Accounts by hours</h2><p>Each cell is the worst of an account’s Regions.</p>',
      calendarOf(places),
      `<table class="legend" aria-label="Hours by state"><thead><tr><th scope="col">state</th><th scope="col">hours</th><th scope="col">it means</th></tr></thead><tbody>${states.join('\n')}</tbody></table>`,
      ...places.filter((place) => place.faultCount > 0).map(section),
      ...(endsHead === null
        ? []
        : [`<p>Ends of the chains are kept; this run is ${escapeHtml(endsHead)}.</p>`]),
    ].join('\n'),
    style,
  );
}

function section({ accountId, region, faults, faultCount }: PlaceReport): string {
  const shown = faults.slice(0, faultsShown);
  const rest = faultCount - shown.reduce((sum, { count }) => sum + count, 0);
  const headers = ['what is wrong', 'of', 'count', 'from', 'to', 'because', 'object'];
  return `<h2>${escapeHtml(accountId)} ${escapeHtml(region)}</h2>
<div class="scroll"><table><thead><tr>${headers.map((header) => `<th scope="col">${header}</th>`).join('')}</tr></thead>
<tbody>${shown.map(rowOf).join('\n')}</tbody></table></div>${rest > 0 ? `<p>and ${rest} more</p>` : ''}`;
}

function rowOf({ kind, what, count, from, to, because, object }: IntegrityFault): string {
  const cells = [kind, what, count, from, to].map((cell) => `<td>${escapeHtml(cell)}</td>`);
  return `<tr>${cells.join('')}<td class="long">${escapeHtml(because)}</td><td class="long">${escapeHtml(object ?? '')}</td></tr>`;
}
