/** HTML that is safe to write as it is; {@link html} makes it. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What a template takes in: text is escaped, markup is not, lists are joined. */
export type Content = string | number | Markup | readonly Content[];

/** Writes HTML. All that is put in is escaped, in text and in quoted attributes, unless it was written so itself. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(parts.map((part, index) => `${part}${written(contents[index] ?? '')}`).join(''));
}

/** Nothing. */
export const nothing = html``;

function written(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (Array.isArray(content)) return content.map(written).join('');
  return String(content)
    .toWellFormed()
    .replaceAll(/[&<>"']|(?![\t\n])\p{Cc}/gu, (sign) => entities[sign] ?? '\u{FFFD}');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
