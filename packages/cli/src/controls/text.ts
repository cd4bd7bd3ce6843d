import { styleText } from 'node:util';
import { type ControlEntry, controls, frameworks, guides } from '@trailguard/controls';

type Colour = 'red' | 'yellow' | 'cyan' | 'gray';
const colours: Readonly<Record<ControlEntry['severity'], Colour>> = {
  critical: 'red',
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
};
const widestId = Math.max(...controls.map(({ id }) => id.length));

/** One line a control, and one that counts them. Coloured on a terminal alone. */
export function controlList(entries: readonly ControlEntry[]): string {
  const lines = entries.map(({ id, severity, lenses, title }) => {
    const where = lenses.length === 1 ? styleText('gray', ` (${lenses[0]} alone)`) : '';
    const grade = styleText(colours[severity], severity.padEnd('critical'.length));
    return `${id.padEnd(widestId)}  ${grade}  ${title}${where}`;
  });
  return `${[...lines, `${entries.length} of ${controls.length} controls`].join('\n')}\n`;
}

/** All of each control: why, how to put it right, what decides, who asks. Coloured on a terminal alone. */
export function controlDetails(entries: readonly ControlEntry[]): string {
  return entries.map(details).join('\n');
}

function details(entry: ControlEntry): string {
  const { id, title, severity, intent, fix, url, lenses, appliesTo, calls } = entry;
  return `${[
    `${styleText('bold', `${id}  ${title}`)} (${styleText(colours[severity], severity)})`,
    `  ${intent}`,
    labelled('fix', [fix]),
    labelled('see', [url]),
    labelled('judged for each', [spaced(appliesTo)]),
    labelled('lenses', [lenses.join(', ')]),
    labelled('types', entry.pulumiTypes),
    labelled('calls', calls),
    labelled('parameters', parametersOf(entry)),
    labelled('frameworks', frameworksOf(entry)),
    labelled('guides', recommendationsOf(entry)),
  ]
    .filter((line) => line !== '')
    .join('\n')}\n`;
}

/** A label and its lines below each other; nothing where there are none. */
function labelled(label: string, lines: readonly string[]): string {
  const width = 'judged for each'.length;
  return lines
    .map((line, index) => `  ${styleText('gray', (index === 0 ? label : '').padEnd(width))}  ${line}`)
    .join('\n');
}

function parametersOf({ id, parameters }: ControlEntry): readonly string[] {
  const help = controls.find((control) => control.id === id)?.parameterHelp ?? {};
  return Object.entries(parameters).map(([name, value]) => {
    const description = (help as Readonly<Record<string, { description: string }>>)[name]?.description ?? '';
    return `${name} = ${JSON.stringify(value)}: ${description}`;
  });
}

function frameworksOf(entry: ControlEntry): readonly string[] {
  return frameworks
    .filter(({ id }) => Object.hasOwn(entry.frameworks, id))
    .map(({ id, name, edition }) =>
      [name, edition, `${(entry.frameworks[id] ?? []).join(', ')} (${id})`]
        .filter((part) => part !== '')
        .join(' '),
    );
}

function recommendationsOf({ recommendations: ids }: ControlEntry): readonly string[] {
  return guides
    .flatMap(({ recommendations }) => recommendations)
    .filter(({ id }) => ids.includes(id))
    .map(({ id, gist }) => `${id}: ${gist}`);
}

/** `eventDataStore`: event data store. */
function spaced(kind: string): string {
  return kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
