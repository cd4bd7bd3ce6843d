import { columns, type Investigation, type Row } from '@trailguard/investigate';
import { stringify } from 'csv-stringify/sync';

/** All rows with the question that they answer. What would be a formula in a spreadsheet is marked as text. */
export function csvOf({ answers, logs }: Investigation): string {
  const names = Object.keys(columns) as (keyof Row)[];
  const verified = logs.verified ? 'yes' : 'no';
  return stringify(
    answers.flatMap(({ question, resource = '', rows }) =>
      rows.map((row) => [question, resource, verified, ...names.map((name) => row[name])]),
    ),
    { header: true, columns: ['question', 'resource', 'verified', ...names], escape_formulas: true },
  );
}
