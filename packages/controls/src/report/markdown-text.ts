/** Characters of a comment that GitHub takes. */
const mostCharacters = 65_536;

/** Leaves whole parts out at the end, rather than cutting a table in two. */
export function shortened(parts: readonly string[]): string {
  const note = '_Shortened: the JSON report has the rest._';
  let text = '';
  for (const part of parts) {
    const next = `${text}${part}\n\n`;
    if (next.length + note.length > mostCharacters) return `${text}${note}\n`;
    text = next;
  }
  return `${text.trimEnd()}\n`;
}

/** A count and its noun. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Text that a name or a policy of somebody else cannot turn into markup, mentions or links. */
export function escaped(text: string): string {
  return text
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll(/[\\`*_{}[\]<>|#~@!]/g, (character) => `\\${character}`)
    .slice(0, 1000);
}

/** A place or name as code. */
export function code(text: string): string {
  const plain = text.replaceAll(/[\r\n`|]+/g, ' ').slice(0, 300);
  return `\`${plain}\``;
}
