import type { ResourceValidationArgs, StackValidationArgs } from '@pulumi/policy';
import { type Control, type Estate, judge, type Result } from '@trailguard/controls';
import type { PolicyConfiguration } from './configuration.ts';
import { estateOf, type LensOptions } from './lens/estate.ts';
import type { Program } from './lens/program.ts';
import { fromStack, fromValidation } from './policy-arguments.ts';

/**
 * What policies are handed, as the lens reads it. This pack's server hands the same resource, and the same stack, to
 * all policies: it is read once, and its estate is made once for all policies that tell the lens the same.
 */
const programs = new WeakMap<object, Program>();
const estates = new WeakMap<Program, Map<string, Estate>>();
const keys = new WeakMap<LensOptions, string>();

/** One resource. */
export function aloneIn(args: ResourceValidationArgs): Program {
  return remembered(programs, args.props, () => ({ resources: [fromValidation(args)], isWhole: false }));
}

/** A whole stack. */
export function wholeIn({ resources }: StackValidationArgs): Program {
  return remembered(programs, resources, () => ({ resources: fromStack(resources), isWhole: true }));
}

/** The estate of a program. */
function estateIn(program: Program, options: LensOptions = {}): Estate {
  const byOptions = remembered(estates, program, () => new Map<string, Estate>());
  const key = remembered(keys, options, () => JSON.stringify(options));
  const known = byOptions.get(key);
  if (known !== undefined) return known;
  const estate = estateOf(program, options);
  byOptions.set(key, estate);
  return estate;
}

/** What a control says of a program, by its configuration. */
export function resultsIn(
  control: Control,
  program: Program,
  { lens, parameters }: PolicyConfiguration,
): readonly Result[] {
  return judge(estateIn(program, lens), {
    controls: [control],
    ...(Object.keys(parameters).length === 0 ? {} : { parameters: { [control.id]: parameters } }),
  });
}

function remembered<K extends object, V>(memory: WeakMap<K, V>, key: K, make: () => V): V {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const value = make();
  memory.set(key, value);
  return value;
}
