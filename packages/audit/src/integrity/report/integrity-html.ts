import { html, htmlPage, htmlTable, type Markup, nothing, shownTime } from '@trailguard/controls/report';
import type { IntegrityFault, PlaceReport } from '../chain-report.ts';
import { hourStates } from '../hour-state.ts';
import { calendarOf, legend } from './calendar.ts';
import type { IntegrityReport } from './integrity-report.ts';

/** Faults that are written of one account and Region, at most; the JSON report has more. */
const faultsShown = 100;

const style = [
  ...Object.entries(legend).map(
    ([state, { colour }]) => `.${state} { fill: ${colour}; background: ${colour}; }`,
  ),
  // As wide as it is drawn, and scrolled on a narrow screen: its texts cannot be read smaller. Paper does not scroll.
  '@media screen { .calendar svg { max-width: none; } }',
  '.means { white-space: normal; }',
  '.swatch { display: inline-block; width: .9rem; height: .9rem; margin-right: .4rem; vertical-align: -.1rem; }',
].join('\n');

/** A page with a calendar of accounts by hours, and everything that is wrong. */
export function integrityHtml(report: IntegrityReport): string {
  const { from, to, asOf, verified, faultCount, places, endsHead } = report;
  const { digests, logFiles } = verified;
  return htmlPage(
    `Logs from ${shownTime(from)} to ${shownTime(to)}`,
    [
      html`<p>${places.length} accounts and Regions, read at ${shownTime(asOf)}. Verified: ${counted(digests)} digests, ${counted(logFiles)} log files.</p>`,
      faultCount === 0
        ? html`<p>Nothing is missing or changed.</p>`
        : html`<p class="warning">${counted(faultCount)} digests or log files are missing, not as they were delivered, named by no digest, or could not be read.</p>`,
      html`<h2>Accounts by hours</h2><p>Each cell is the worst of an account’s Regions.</p>`,
      calendarOf(places),
      statesOf(report),
      ...places.filter((place) => place.faultCount > 0).map(section),
      endsHead === null ? nothing : html`<p>Ends of the chains are kept; this run is ${endsHead}.</p>`,
    ],
    style,
  );
}

const counted = (number: number) => number.toLocaleString('en');

function statesOf({ hours }: IntegrityReport): Markup {
  const rows = hourStates
    .filter((state) => hours[state] > 0)
    .map(
      (state) =>
        html`<tr><td><span class="swatch ${state}"></span>${state}</td><td class="number">${counted(hours[state])}</td><td class="means">${legend[state].means}</td></tr>`,
    );
  return htmlTable('Hours by state', ['state', 'hours', 'it means'], rows);
}

const headers = ['what is wrong', 'of', 'count', 'from', 'to', 'because', 'object'];

function section({ accountId, region, faults, faultCount }: PlaceReport): Markup {
  const shown = faults.slice(0, faultsShown);
  const rest = faultCount - shown.reduce((sum, { count }) => sum + count, 0);
  const title = `${accountId} ${region}`;
  return html`<h2>${title}</h2>
${htmlTable(title, headers, shown.map(rowOf))}${rest > 0 ? html`<p>and ${rest} more</p>` : nothing}`;
}

function rowOf({ kind, what, count, from, to, because, object }: IntegrityFault): Markup {
  const cells = [kind, what, counted(count), shownTime(from), shownTime(to)].map(
    (cell) => html`<td>${cell}</td>`,
  );
  return html`<tr>${cells}<td class="long">${because}</td><td class="long">${object ?? ''}</td></tr>
`;
}
