import * as pulumi from '@pulumi/pulumi';

type Properties = Readonly<Record<string, unknown>>;

/** Pulumi type (its last part) and name -> other values of properties, or what makes them of the good ones. */
export type Changes = Readonly<Record<string, Properties | ((good: Properties) => Properties)>>;

/**
 * Changes resources of the program that runs. What Pulumi protects stays so where a control asks for it; the rest may be
 * removed, as a misconfigured program does.
 * @returns what tells, at its end, which changes met no resource: they would misconfigure nothing.
 */
export function applyChanges(changes: Changes): () => readonly string[] {
  const unmet = new Set(Object.keys(changes));
  pulumi.runtime.registerStackTransformation(({ type, name, props, opts }) => {
    const key = `${type.split(':').at(-1)} ${name}`;
    unmet.delete(key);
    const change = changes[key];
    const changed = typeof change === 'function' ? change(props) : change;
    const protection = /^aws:(kms|s3)\//.test(type) ? {} : { protect: false };
    return { props: { ...props, ...changed }, opts: { ...opts, ...protection } };
  });
  return () => [...unmet];
}
