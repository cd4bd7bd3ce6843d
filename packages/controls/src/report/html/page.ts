import { createHash } from 'node:crypto';
import { filterScript } from './filter-script.ts';
import { html, type Markup } from './markup.ts';
import { style } from './style.ts';

/** What stands before the parts of a page. It loads nothing, and runs only the one script that it holds itself. */
export function pageStart(title: string): string {
  const policy = [
    "default-src 'none'",
    `style-src '${digestOf(style)}'`,
    `script-src '${digestOf(filterScript)}'`,
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

/** What stands after them. */
export function pageEnd(footer: Markup): string {
  return `<footer>${footer.text}</footer>\n<script>${filterScript}</script>\n</body>\n</html>\n`;
}

/** As a policy names a script or a style that stands in the page. https://www.w3.org/TR/CSP3/#hash-source */
function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
