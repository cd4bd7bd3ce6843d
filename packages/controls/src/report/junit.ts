import { type Finding, placeIn, type ReportedControl, type StreamedReport } from './run-report.ts';

/**
 * A report as JUnit XML, for the test view of a pipeline: a suite for each control, a case for each thing it judged.
 * Waived, unknown and not evaluated ones are skipped cases that say why, so that none looks passed.
 *
 * @returns the text in parts, of which each holds the cases of one control.
 */
export function* reportJunit({ controls, counts, findings, at }: StreamedReport): Generator<string> {
  const byId = new Map(controls.map((control) => [control.id, control]));
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites name="TrailGuard" tests="${all - counts.not_applicable}" failures="${counts.fail}">\n`;
  for (const [controlId, judged] of byControl(findings)) {
    const control = byId.get(controlId);
    if (control !== undefined) yield `${suiteOf(control, judged, at)}\n`;
  }
  yield '</testsuites>\n';
}

/** What applies, control after control, in the order in which a report has its findings. */
function* byControl(findings: Iterable<Finding>): Generator<readonly [string, readonly Finding[]]> {
  let judged: Finding[] = [];
  for (const finding of findings) {
    if (finding.status === 'not_applicable') continue;
    const [first] = judged;
    if (first !== undefined && first.controlId !== finding.controlId) {
      yield [first.controlId, judged];
      judged = [];
    }
    judged.push(finding);
  }
  const [first] = judged;
  if (first !== undefined) yield [first.controlId, judged];
}

function suiteOf(control: ReportedControl, findings: readonly Finding[], at: string): string {
  const failures = findings.filter(({ status }) => status === 'fail').length;
  const skipped = findings.filter(({ status }) => status !== 'fail' && status !== 'pass').length;
  const name = `${control.id} ${control.title}`;
  return [
    `  <testsuite name=${quoted(name)} tests="${findings.length}" failures="${failures}" skipped="${skipped}" errors="0" timestamp=${quoted(at.slice(0, 19))}>`,
    ...findings.map((finding) => caseOf(finding, control)),
    '  </testsuite>',
  ].join('\n');
}

function caseOf(finding: Finding, control: ReportedControl): string {
  const { controlId, subject, status, reason, position, exception } = finding;
  const file = position === undefined ? '' : ` file=${quoted(position.file)} line="${position.line}"`;
  const open = `    <testcase classname=${quoted(`trailguard.${controlId}`)} name=${quoted(subject.id)}${file}`;
  if (status === 'pass') return `${open}/>`;
  if (status === 'fail') {
    const body = `${reason}\nwhere: ${placeIn(finding)}\nfix: ${control.fix}\nframeworks: ${control.frameworks.join('; ')}`;
    return `${open}><failure type=${quoted(finding.severity)} message=${quoted(reason)}>${escaped(body)}</failure></testcase>`;
  }
  const why =
    exception === undefined
      ? `${status}: ${reason}`
      : `waived until ${exception.until} by ${exception.ticket}: ${reason}`;
  return `${open}><skipped message=${quoted(why)}/></testcase>`;
}

function quoted(text: string): string {
  return `"${escaped(text).replaceAll('\n', '&#10;')}"`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for XML 1.0, which has no words for most control characters. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? '');
}
