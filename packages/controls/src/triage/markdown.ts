import { escaped } from '../report/markdown-text.ts';
import { triageLines } from './text.ts';
import type { FindingTriage } from './triage-findings.ts';

/** The triage as a part of a comment: folded under the line that counts. */
export function triageMarkdown(triage: FindingTriage): string {
  const [summary = '', ...lines] = triageLines(triage).filter((line) => line !== '');
  const items = lines.map((line) => `- ${escaped(line.trim())}`);
  return items.length === 0
    ? escaped(summary)
    : `<details><summary>${escaped(summary)}</summary>\n\n${items.join('\n')}\n\n</details>`;
}
