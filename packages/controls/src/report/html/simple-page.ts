import { html, type Markup } from './markup.ts';
import { pageHead } from './page.ts';

const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 90rem; margin: 0 auto; padding: 1rem 2rem 4rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin: 2.5rem 0 .25rem; }
p { margin: .25rem 0 .75rem; max-width: 75ch; overflow-wrap: anywhere; }
.warning { border-left: .3rem solid #c2410c; padding-left: .75rem; font-weight: 600; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .85rem; }
th, td { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #8884; white-space: nowrap; }
td.long { white-space: normal; overflow-wrap: anywhere; min-width: 16rem; max-width: 36rem; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
svg { display: block; max-width: 100%; height: auto; } svg text { font: 11px system-ui, sans-serif; fill: currentColor; }
`;

/**
 * One page that needs nothing else, and runs nothing.
 *
 * @param ownStyle more of the style sheet
 */
export function htmlPage(title: string, body: readonly Markup[], ownStyle = ''): string {
  return `${pageHead(title, { style: `${style}${ownStyle}` })}${html`<main><h1>${title}</h1>${body}</main>`.text}
</body>
</html>
`;
}

/** A table that is scrolled where it is wider than the page. @param rows each a `tr` */
export function htmlTable(label: string, headers: readonly string[], rows: readonly Markup[]): Markup {
  const head = headers.map((header) => html`<th scope="col">${header}</th>`);
  return html`<div class="scroll" tabindex="0"><table aria-label="${label}"><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>
`;
}
