import type { ResourceValidationArgs, StackValidationArgs } from '@pulumi/policy';
import {
  type Control,
  type Estate,
  ordered,
  parametersOf,
  type Result,
  resultsOf,
} from '@trailguard/controls';
import type { PolicyConfiguration } from './configuration.ts';
import { estateOf, type LensOptions } from './lens/estate.ts';
import type { Program } from './lens/program.ts';
import { fromStack, fromValidation } from './policy-arguments.ts';

/** What policies are handed, as the lens reads it; its estate is made once for all policies that tell the lens the same. */
export class Seen {
  readonly program: Program;
  /** By what the lens was told. */
  readonly #estates = new Map<LensOptions, Estate>();

  constructor(program: Program) {
    this.program = program;
  }

  /** What a control says of it, by its configuration. */
  resultsOf(control: Control, { lens, parameters }: PolicyConfiguration): readonly Result[] {
    return resultsOf(control, this.#estateBy(lens), completed(control, parameters));
  }

  #estateBy(options: LensOptions): Estate {
    const estate = this.#estates.get(options) ?? ordered(estateOf(this.program, options));
    this.#estates.set(options, estate);
    return estate;
  }
}

/** By what a user set, the parameters of the control that it was set for: checked once, not with each resource. */
const complete = new WeakMap<PolicyConfiguration['parameters'], Control['parameters']>();

function completed(control: Control, set: PolicyConfiguration['parameters']): Control['parameters'] {
  const known = complete.get(set) ?? parametersOf(control, set);
  complete.set(set, known);
  return known;
}

/** This pack's server asks all policies about one resource before it goes on to the next. */
let alone: { readonly props: object; readonly seen: Seen } | undefined;

/** One resource; read once for all policies, which are handed the same properties of it. */
export function aloneIn(args: ResourceValidationArgs): Seen {
  const { props } = args;
  if (alone?.props !== props)
    alone = { props, seen: new Seen({ resources: [fromValidation(args)], isWhole: false }) };
  return alone.seen;
}

const stacks = new WeakMap<object, Seen>();

/** A whole stack; read once for all policies, which are handed the same list of it. */
export function wholeIn({ resources }: StackValidationArgs): Seen {
  const known = stacks.get(resources) ?? new Seen({ resources: fromStack(resources), isWhole: true });
  stacks.set(resources, known);
  return known;
}
