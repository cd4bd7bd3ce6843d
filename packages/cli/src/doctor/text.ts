import { styleText } from 'node:util';
import type { Level } from './check.ts';
import type { Examined } from './doctor.ts';

const marks: Readonly<Record<Level, readonly ['green' | 'cyan' | 'red' | 'yellow', string]>> = {
  ok: ['green', 'ok'],
  advice: ['cyan', 'advice'],
  fault: ['red', 'fault'],
  unknown: ['yellow', 'unknown'],
};
const width = Math.max(...Object.values(marks).map(([, word]) => word.length));

/** What a person reads: each check with what it found and what to do. Coloured on a terminal alone. */
export function describeExamination(examined: readonly Examined[]): string {
  return `${[...examined.map(describeCheck), summary(examined)].join('\n')}\n`;
}

function describeCheck({ title, name, findings, leftOut }: Examined): string {
  const lines = findings.flatMap(({ level, says, wayOut }) => {
    const [colour, word] = marks[level];
    const found = `  ${styleText(colour, word.padEnd(width))}  ${says}`;
    return wayOut === undefined ? [found] : [found, `${' '.repeat(width + 4)}to do: ${wayOut}`];
  });
  const left = leftOut === undefined ? [] : [`  left out: ${leftOut}`];
  return [`${styleText('bold', title)} (${name})`, ...lines, ...left, ''].join('\n');
}

function summary(examined: readonly Examined[]): string {
  const levels = examined.flatMap(({ findings }) => findings.map(({ level }) => level));
  const counts = (['fault', 'unknown', 'advice', 'ok'] as const).map(
    (level) => `${levels.filter((one) => one === level).length} ${marks[level][1]}`,
  );
  const left = examined.filter(({ leftOut }) => leftOut !== undefined).length;
  return `${counts.join(', ')}${left === 0 ? '' : `; ${left} checks left out`}`;
}
