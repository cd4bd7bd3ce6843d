import type { RecordEntry } from '@trailguard/controls/records';
import { stringify } from 'yaml';

/**
 * The text of a file of records with one more at its end. Text is added to the text, so that comments, order and lines stay as
 * people wrote them: the history of the file shows that it only grew.
 *
 * @param text the file as it is; empty for a new one. Whoever writes the answer reads it first: a list in another form comes out broken.
 */
export function appendEntry(text: string, entry: RecordEntry): string {
  const before =
    text.trim() === '' ? 'records:\n' : text.replace(/^records:[ \t]*\[[ \t]*\][ \t]*$/m, 'records:');
  const indent = /^([ \t]*)- /m.exec(before)?.[1] ?? '  ';
  const item = stringify([entry], { lineWidth: 0, defaultStringType: 'PLAIN' })
    .trimEnd()
    .split('\n')
    .map((line) => `${indent}${line}`)
    .join('\n');
  return `${before.replace(/\n*$/, '\n')}${item}\n`;
}
