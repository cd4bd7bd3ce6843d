import { createHash } from 'node:crypto';
import { filterScript } from './filter-script.ts';
import { html, type Markup } from './markup.ts';
import { style } from './style.ts';

/** What a page looks like and runs. */
export interface PageContent {
  /** The style sheet. */
  readonly style: string;
  /** The one script that it runs. Default: none. */
  readonly script?: string;
}

/** What stands before the parts of any page. It loads nothing, and looks and runs only as it holds itself. */
export function pageHead(title: string, { style, script }: PageContent): string {
  const policy = [
    "default-src 'none'",
    `style-src '${digestOf(style)}'`,
    ...(script === undefined ? [] : [`script-src '${digestOf(script)}'`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${html`<meta http-equiv="Content-Security-Policy" content="${policy}">`.text}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
${html`<title>${title}</title>`.text}
<style>${style}</style>
</head>
<body>
`;
}

/** What stands before the parts of a report. */
export function pageStart(title: string): string {
  return pageHead(title, { style, script: filterScript });
}

/** What stands after them. */
export function pageEnd(footer: Markup): string {
  return `<footer>${footer.text}</footer>\n<script>${filterScript}</script>\n</body>\n</html>\n`;
}

/** An instant, ISO 8601, to the minute as pages show it. */
export function shownTime(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

/** As a policy names a script or a style that stands in the page. https://www.w3.org/TR/CSP3/#hash-source */
function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
