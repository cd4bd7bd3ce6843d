import type { UnknownCause } from '../../model/fact.ts';
import type { AccountNames } from '../account-names.ts';
import { counted } from '../markdown-text.ts';
import { type Finding, placeIn, type ReportedControl } from '../run-report.ts';
import type { ControlGroup } from './grouped.ts';
import { html, type Markup, nothing } from './markup.ts';

type Controls = ReadonlyMap<string, ReportedControl>;

/** What failed: by control, the gravest first, with how to fix it. */
export function failedSection(
  groups: readonly ControlGroup[],
  controls: Controls,
  accountNames?: AccountNames,
): Markup {
  const body =
    groups.length === 0
      ? html`<p class="calm">Nothing that was judged fails.</p>`
      : html`${groups.map((group) => card(group, controls.get(group.controlId), accountNames))}`;
  return html`<section id="failed" aria-labelledby="failed-title">
<h2 id="failed-title">Failed controls</h2>
${body}
</section>
`;
}

function card(
  { controlId, severity, count, shown }: ControlGroup,
  control?: ReportedControl,
  accountNames?: AccountNames,
): Markup {
  return html`<article class="card ${severity}" aria-labelledby="card-${controlId}">
<h3 id="card-${controlId}"><span class="severity ${severity}">${severity}</span> <span class="id">${controlId}</span> ${control?.title ?? ''}</h3>
${control === undefined ? nothing : explained(control)}
<details open><summary>${counted(count, 'thing')} ${count === 1 ? 'fails' : 'fail'}</summary>
<ul class="things">${things(shown, accountNames)}${count > shown.length ? html`<li>… and ${count - shown.length} more</li>` : nothing}</ul></details>
</article>
`;
}

function explained({ intent, fix, url, frameworks }: ReportedControl): Markup {
  const asked = frameworks.map((name) => html`<li>${name}</li>`);
  return html`<p>${intent}</p>
<p class="fix"><strong>Fix</strong> ${fix} <a href="${webPage(url)}" rel="noreferrer">AWS documentation</a></p>
${frameworks.length === 0 ? nothing : html`<details><summary>Asked for by ${counted(frameworks.length, 'framework')}</summary><ul class="frameworks">${asked}</ul></details>`}`;
}

/** The page, where it is one on the web: a report from elsewhere may hold any text here. */
function webPage(url: string): string {
  return /^https:\/\//.test(url) ? url : '#';
}

/** Things that fail for one reason stand together. */
function things(shown: readonly Finding[], accountNames?: AccountNames): readonly Markup[] {
  return [...Map.groupBy(shown, ({ reason }) => reason)].map(
    ([reason, findings]) =>
      html`<li>${reason}${findings.map((finding) => html`<br><span class="place">${placeIn(finding, accountNames)}</span>`)}</li>`,
  );
}

/** What each cause means, and what to do about it. */
const causes: Readonly<Record<UnknownCause, string>> = {
  'access-denied': 'AWS refused the call: let the role of the audit make it',
  throttled: 'AWS answered that it was asked too often: audit again',
  unreachable: 'AWS did not answer: look at the network and the Region, then audit again',
  'not-read': 'It was not asked for, as what it hangs on could not be read',
  'missing-field': 'AWS answered without what was asked for',
  pending: 'AWS settles it later: audit again then',
  'open-world': 'A program does not show it: an audit of the live accounts does',
  unresolved: 'It is known only after the update',
  error: 'The control itself failed: report it',
};

/** What is not known, by its cause. */
export function unknownSection(groups: readonly ControlGroup[], controls: Controls): Markup {
  if (groups.length === 0) return nothing;
  const byCause = Map.groupBy(groups, ({ shown }) => shown[0]?.cause ?? 'not-read');
  const parts = [...byCause].map(
    ([cause, found]) => html`<h3><span class="badge unknown">${cause}</span> ${causes[cause] ?? ''}</h3>
<ul class="things">${found.map((group) => openControl(group, controls))}</ul>`,
  );
  return html`<section id="unknown" aria-labelledby="unknown-title">
<h2 id="unknown-title">Not known</h2>
<p class="note">Nothing here counts as passed.</p>
${parts}
</section>
`;
}

function openControl({ controlId, count, shown }: ControlGroup, controls: Controls): Markup {
  const reasons = [...new Set(shown.map(({ reason }) => reason))].slice(0, 3);
  return html`<li><strong>${controlId}</strong> ${controls.get(controlId)?.title ?? ''} (${count})${reasons.map((reason) => html`<br><span class="place">${reason}</span>`)}</li>`;
}

/** What somebody accepted, until when. */
export function waivedSection(groups: readonly ControlGroup[], accountNames?: AccountNames): Markup {
  if (groups.length === 0) return nothing;
  const items = groups.flatMap(({ shown, count, controlId }) => [
    ...shown.map(
      (finding) =>
        html`<li><strong>${controlId}</strong> ${finding.reason}<br><span class="place">${placeIn(finding, accountNames)}</span><br>until ${finding.exception?.until ?? ''} by ${finding.exception?.ticket ?? ''}, owner ${finding.exception?.owner ?? ''}: ${finding.exception?.reason ?? ''}</li>`,
    ),
    ...(count > shown.length ? [html`<li>… and ${count - shown.length} more of ${controlId}</li>`] : []),
  ]);
  return html`<section id="waived" aria-labelledby="waived-title">
<h2 id="waived-title">Waived</h2>
<ul class="things">${items}</ul>
</section>
`;
}
