import { ComparisonSchema } from '../src/comparison/index.ts';

/** The JSON schema of comparisons of two reports. */
export function describeComparison(): string {
  return `${JSON.stringify(ComparisonSchema, null, 2)}\n`;
}
