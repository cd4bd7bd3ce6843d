import type { Comparison } from './compare-reports.ts';
import { comparisonHtml } from './html.ts';
import { comparisonMarkdown } from './markdown.ts';
import { comparisonText } from './text.ts';

/** Forms of a comparison, by the name that a user gives. */
export const comparisonFormats = ['text', 'json', 'markdown', 'html'] as const;
export type ComparisonFormat = (typeof comparisonFormats)[number];

/**
 * Writes a comparison in a form.
 *
 * @param options the version of TrailGuard.
 */
export function writeComparison(
  comparison: Comparison,
  format: ComparisonFormat,
  options: { readonly version: string },
): string {
  switch (format) {
    case 'text':
      return comparisonText(comparison);
    case 'json':
      return `${JSON.stringify(comparison, null, 2)}\n`;
    case 'markdown':
      return comparisonMarkdown(comparison);
    case 'html':
      return comparisonHtml(comparison, options);
  }
}
