import { Console } from 'node:console';
import type { Bench } from './bench.ts';
import { type BenchLine, isWithin } from './line.ts';

/** Standard output is for the one line of the result; all that people read goes to standard error. */
const people = new Console(process.stderr, process.stderr);

export function say(text: string): void {
  people.error(text);
}

/** Prints rows under a title, a column for each property. */
export function printTable(title: string, rows: readonly Readonly<Record<string, string | number>>[]): void {
  people.log(`\n${title}`);
  people.table(rows);
}

/** Prints each figure with its meaning and whether it keeps to its aim. */
export function printFigures({ figures }: Pick<Bench, 'figures'>, line: BenchLine): void {
  const values: Readonly<Record<string, number>> = { ...line.ratios, ...line.limits };
  const rows = Object.entries(figures).map(([name, { aim, means }]) => {
    const value = values[name];
    const bounds = [
      aim?.atLeast === undefined ? '' : `at least ${aim.atLeast}`,
      aim?.atMost === undefined ? '' : `at most ${aim.atMost}`,
    ].filter(Boolean);
    return {
      figure: name,
      value: value ?? `absent: ${line.absent?.[name]}`,
      aim: bounds.join(', '),
      met: aim === undefined || value === undefined ? '' : isWithin(value, aim) ? 'yes' : 'no',
      means,
    };
  });
  printTable(`bench ${line.bench}`, rows);
}
