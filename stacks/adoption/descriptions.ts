import type { Change } from './adopt-stack.ts';
import { adoptionKey } from './adopting.ts';
import { describeDifference } from './differences.ts';
import type { Existing, Found } from './find-existing.ts';

/** A found resource in a line. */
export function describeFound({ resource, importId, accountId }: Found): string {
  return `${adoptionKey(resource)} is there: ${importId} in account ${accountId}`;
}

/** A change in a line: `TYPE NAME tags.Owner: (none) -> "security"`. */
export function describeChange({ resource, ...difference }: Change): string {
  return `${resource} ${describeDifference(difference)}`;
}

/** Why nothing is changed although nothing is wrong: what is to be made is there. */
export function describeExisting({ found, obstacles }: Existing, wayOut: string): string {
  const parts = [
    ...(found.length > 0
      ? [`What is to be made exists already:\n${listOf(found.map(describeFound))}\n${wayOut}.`]
      : []),
    ...(obstacles.length > 0
      ? [`What exists can be neither made nor taken over:\n${listOf(obstacles)}`]
      : []),
  ];
  return `${parts.join('\n')}\nNothing was changed`;
}

/** Lines of a list. */
export function listOf(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}
