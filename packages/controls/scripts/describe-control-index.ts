import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Control, controls, guides, mappingsOf } from '../src/index.ts';

const folder = 'packages/controls/src/controls';
const root = join(import.meta.dirname, '../../..');

/** What a program needs to know of each control, as JSON. */
export async function describeControlIndex(): Promise<string> {
  const files = await filesOfControls();
  const entries = controls.map((control) => entryOf(control, files.get(control.id) ?? ''));
  return `${JSON.stringify({ schema: 'trailguard.controls/1', controls: entries }, null, 2)}\n`;
}

function entryOf(control: Control, file: string) {
  const { id, title, intent, severity, appliesTo, policies, pulumiTypes, needs, fix, url } = control;
  return {
    id,
    title,
    intent,
    severity,
    family: id.split('-')[0],
    appliesTo,
    lenses: [...(policies.length > 0 ? ['preview', 'state'] : []), 'live'],
    policyKinds: policies,
    pulumiTypes,
    calls: needs,
    parameters: control.parameters,
    fix,
    url,
    frameworks: Object.fromEntries(mappingsOf(id).map(({ framework, ids }) => [framework.id, ids])),
    recommendations: recommendationsOf(id),
    file,
  };
}

/** Ids of the guides' recommendations that a control answers. */
function recommendationsOf(id: string): readonly string[] {
  return guides.flatMap(({ recommendations }) =>
    recommendations.filter(({ controls: answers }) => answers.includes(id)).map((one) => one.id),
  );
}

async function filesOfControls(): Promise<ReadonlyMap<string, string>> {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes('/') && name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .sort();
  const found = await Promise.all(
    names.map(async (name) => {
      const { default: control } = (await import(join(root, folder, name))) as { default?: Control };
      return control === undefined ? undefined : ([control.id, `${folder}/${name}`] as const);
    }),
  );
  return new Map(found.filter((entry) => entry !== undefined));
}
