import type { StreamedReport } from './run-report.ts';

/**
 * A report as JSON by the schema `run-report.schema.json`, one finding a line.
 *
 * @returns the text in parts, so that any number of findings can be written.
 */
export function* reportJson(report: StreamedReport): Generator<string> {
  let before = '{';
  for (const [name, value] of Object.entries(report)) {
    yield `${before}\n  ${JSON.stringify(name)}: `;
    if (name === 'findings') yield* list(report.findings);
    else yield JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');
    before = ',';
  }
  yield '\n}\n';
}

function* list(items: Iterable<unknown>): Generator<string> {
  let before = '[';
  for (const item of items) {
    yield `${before}\n    ${JSON.stringify(item)}`;
    before = ',';
  }
  yield before === '[' ? '[]' : '\n  ]';
}
