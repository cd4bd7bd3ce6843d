import { controls } from '@trailguard/controls';
import { auditCalls } from '../src/index.ts';

const [begin, end] = ['<!-- calls: generated -->', '<!-- /calls -->'];

/** The calls of an audit as a Markdown table: where each is made, its IAM action, the controls that rest on it. */
function describeCalls(): string {
  const rows = auditCalls.map(({ call, action, where }) => {
    const users = controls.filter(({ needs }) => needs.includes(call)).map(({ id }) => id);
    return [where, `\`${call}\``, `\`${action}\``, users.join(', ')];
  });
  const table = [['where', 'call', 'IAM action', 'controls'], ['---', '---', '---', '---'], ...rows];
  // Two collectors may make the same call in the same place.
  return [...new Set(table.map((cells) => `| ${cells.join(' | ')} |`))].join('\n');
}

/** A README with the table as it should be now. */
export function withCalls(readme: string): string {
  const [before, rest] = readme.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`README.md has lost its marks ${begin} and ${end}`);
  return `${before}${begin}\n\n${describeCalls()}\n\n${end}${after}`;
}
