import type { EngineEvent, OpMap, Stack } from '@pulumi/pulumi/automation/index.js';
import { adoptionKey } from './adopting.ts';
import { describeDifference, differencesOf } from './differences.ts';
import { type Plan, readPlan } from './plan.ts';

/**
 * Previews a stack.
 * @throws Error when the preview fails; when it would remove or replace what is taken over, in words of that.
 */
export async function previewPlan(stack: Stack): Promise<{ plan: Plan; summary: OpMap }> {
  const events: EngineEvent[] = [];
  let summary: OpMap = {};
  try {
    ({ changeSummary: summary } = await stack.preview({ onEvent: (event) => events.push(event) }));
  } catch (cause) {
    const refusals = replacedThoughProtected(events);
    throw refusals.length > 0 ? new Error(refusalOf(refusals), { cause }) : cause;
  }
  const plan = readPlan(events);
  const refusals = endingsOfAdopted(plan);
  if (refusals.length > 0) throw new Error(refusalOf(refusals));
  return { plan, summary };
}

/**
 * What the plan would remove or replace although it was there before and is taken over: nothing that exists is to be lost by
 * being taken over. A line each.
 */
export function endingsOfAdopted({ imports, endings }: Plan): string[] {
  const adopted = new Set(imports.map(({ urn }) => urn));
  return endings
    .filter(({ resource }) => adopted.has(resource.urn))
    .map(
      ({ resource, properties }) =>
        `${adoptionKey(resource)}: ${properties.join(', ')} cannot be changed in place`,
    );
}

/** The message of a plan that is not to be applied. */
export function refusalOf(lines: readonly string[]): string {
  return (
    'What exists would be replaced, and what it holds be lost, so nothing is changed:\n' +
    `${lines.map((line) => `- ${line}`).join('\n')}\n` +
    'Make the settings fit what exists, change it by hand, or take it out of trailguard:adopt and make it under another name'
  );
}

/**
 * What the engine itself refused to replace since the program protects it, and which of its inputs differ. The engine says
 * neither from what nor to what.
 */
export function replacedThoughProtected(events: readonly EngineEvent[]): string[] {
  return events.flatMap(({ diagnosticEvent }) => {
    const { urn, severity, message } = diagnosticEvent ?? {};
    if (severity !== 'error' || !urn || !/unable to replace resource/.test(message ?? '')) return [];
    const [wanted, live] = [
      stateOf(events, 'resourcePreEvent', urn),
      stateOf(events, 'resOutputsEvent', urn),
    ];
    if (wanted === undefined || live === undefined) return [];
    const differences = differencesOf({
      properties: Object.keys(wanted.inputs).filter((name) => !name.startsWith('__')),
      before: live.inputs,
      after: wanted.inputs,
    });
    const name = urn.slice(urn.lastIndexOf('::') + 2);
    return [
      `${adoptionKey({ type: wanted.type, name })}: one of these, or of the defaults, cannot be changed in place: ${differences.map(describeDifference).join(', ')}`,
    ];
  });
}

/** State of an import: as the program wants it before the step, as it is after it. */
function stateOf(events: readonly EngineEvent[], kind: 'resourcePreEvent' | 'resOutputsEvent', urn: string) {
  return events
    .map((event) => event[kind]?.metadata)
    .find((metadata) => metadata?.urn === urn && metadata.op === 'import')?.new;
}
