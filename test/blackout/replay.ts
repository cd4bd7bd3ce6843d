import { blackouts, describeBlackout } from '@trailguard/controls/blackout';
import { coverageOfProgram, plannedState, programOf, readState } from '@trailguard/policy-pack/lens';
import type { Accident, StateResource } from './accidents.ts';

/** States of an organization's stacks, as `pulumi stack export` prints them, by stack. */
export type States = Readonly<Record<string, string>>;

/** What the guard says of an accident that befalls an organization: a line for each loss. */
export function replay({ steps }: Pick<Accident, 'steps'>, states: States): readonly string[] {
  const announced = steps(Object.values(states).flatMap(resourcesOf));
  const after = Object.entries(states).map(([name, text]) => {
    const own = new Set(resourcesOf(text).map(({ urn }) => urn));
    return plannedState(
      text,
      announced.filter(({ urn }) => own.has(urn)),
      name,
    );
  });
  return blackouts(coverageOf(Object.values(states)), coverageOf(after)).map(describeBlackout);
}

function coverageOf(states: readonly string[]) {
  return coverageOfProgram(programOf(states.map((text, index) => readState(text, `state ${index + 1}`))));
}

function resourcesOf(text: string): readonly StateResource[] {
  const { deployment, checkpoint } = JSON.parse(text) as Record<
    string,
    { [part: string]: unknown } | undefined
  >;
  const latest = (deployment ?? checkpoint?.latest) as { resources?: readonly StateResource[] } | undefined;
  return latest?.resources ?? [];
}
