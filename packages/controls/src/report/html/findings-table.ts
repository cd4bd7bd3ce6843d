import { families, familyOf } from '../../families.ts';
import { type AccountNames, nameOfAccount } from '../account-names.ts';
import { type Finding, placeIn } from '../run-report.ts';
import { type Grouped, mostRows } from './grouped.ts';
import { html, type Markup, nothing } from './markup.ts';
import { statusNames } from './plots.ts';

/** Accounts that the filter offers by a list; more are found by typing. */
const mostChoices = 200;

/** All findings that the page has room for, with a form that narrows them down. */
export function* findingsTable({ rows, total }: Grouped, accountNames?: AccountNames): Generator<Markup> {
  const note =
    total > rows.length
      ? `The first ${mostRows} of ${total}, the gravest first; the JSON and CSV reports have all of them.`
      : 'What applies to nothing is left out.';
  yield html`<section id="all" aria-labelledby="all-title">
<h2 id="all-title">All findings</h2>
<p class="note">${note}</p>
${filterOf(rows, accountNames)}
<table id="findings"><caption class="unseen">Findings, the gravest first</caption>
<thead><tr><th scope="col">Status</th><th scope="col">Severity</th><th scope="col">Control</th><th scope="col">Finding</th><th scope="col">Account</th><th scope="col">Region</th></tr></thead>
<tbody>
`;
  for (const finding of rows) yield rowOf(finding, accountNames);
  yield html`</tbody></table></section>
`;
}

function rowOf(finding: Finding, accountNames?: AccountNames): Markup {
  const { controlId, status, severity, reason, subject } = finding;
  const { accountId = '', region = '' } = subject;
  const name = nameOfAccount(accountNames, accountId);
  return html`<tr data-status="${status}" data-severity="${severity}" data-family="${familyOf(controlId)}" data-account="${accountId}"><td data-name="Status"><span class="badge ${status}">${statusNames[status]}</span></td><td data-name="Severity">${severity}</td><td data-name="Control">${controlId}</td><td data-name="Finding" class="long">${reason === '' ? '' : html`${reason}<br>`}<span class="place">${placeIn(finding)}</span></td><td data-name="Account">${accountId || '–'}${name === undefined ? nothing : html`<br>${name}`}</td><td data-name="Region">${region || '–'}</td></tr>
`;
}

function filterOf(rows: readonly Finding[], accountNames?: AccountNames): Markup {
  const present = (value: (finding: Finding) => string) => [...new Set(rows.map(value))];
  const accounts = present(({ subject }) => subject.accountId ?? '').filter((id) => id !== '');
  return html`<form id="filter" role="search" aria-label="Findings" hidden>
<label>Words <input type="search" name="text" placeholder="bucket, arn, reason …" autocomplete="off"></label>
${choice(
  'Status',
  'status',
  present(({ status }) => status).map((status) => [status, statusNames[status as Finding['status']]]),
)}
${choice(
  'Severity',
  'severity',
  present(({ severity }) => severity).map((severity) => [severity, severity]),
)}
${choice(
  'Family',
  'family',
  present(({ controlId }) => familyOf(controlId))
    .sort()
    .map((family) => [family, `${family}: ${families[family] ?? ''}`]),
)}
${choice(
  'Account',
  'account',
  accounts
    .sort()
    .slice(0, mostChoices)
    .map((id) => [id, [id, nameOfAccount(accountNames, id)].filter(Boolean).join(' ')]),
)}
<button type="button">Show all</button>
<output id="shown" aria-live="polite"></output>
</form>`;
}

function choice(label: string, name: string, choices: readonly (readonly [string, string])[]): Markup {
  const options = choices.map(([value, text]) => html`<option value="${value}">${text}</option>`);
  return html`<label>${label} <select name="${name}"><option value="">all</option>${options}</select></label>`;
}
