import type { ResourceValidationArgs, StackValidationArgs } from '@pulumi/policy';
import { type Control, type Estate, judge, ordered, type Result } from '@trailguard/controls';
import type { PolicyConfiguration } from './configuration.ts';
import { estateOf, type LensOptions } from './lens/estate.ts';
import type { Program } from './lens/program.ts';
import { fromStack, fromValidation } from './policy-arguments.ts';

/** What policies are handed, as the lens reads it; its estate is made once for all policies that tell the lens the same. */
export class Seen {
  readonly program: Program;
  /** By what the lens was told, and by its text: most policies tell the lens the same thing. */
  readonly #estates = new Map<LensOptions | string, Estate>();

  constructor(program: Program) {
    this.program = program;
  }

  /** What a control says of it, by its configuration. */
  resultsOf(control: Control, { lens, parameters }: PolicyConfiguration): readonly Result[] {
    return judge(this.#estateBy(lens), {
      controls: [control],
      ...(Object.keys(parameters).length === 0 ? {} : { parameters: { [control.id]: parameters } }),
    });
  }

  #estateBy(options: LensOptions): Estate {
    const known = this.#estates.get(options);
    if (known !== undefined) return known;
    const key = JSON.stringify(options);
    const estate = this.#estates.get(key) ?? ordered(estateOf(this.program, options));
    this.#estates.set(key, estate).set(options, estate);
    return estate;
  }
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
