/** Names one stack of a backend. */
export interface StackReference {
  project: string;
  stack: string;
}

/** `organization/<project>/<stack>`: the name Pulumi's file backend uses where one is needed. */
export function qualifiedName({ project, stack }: StackReference): string {
  return `organization/${project}/${stack}`;
}

/**
 * Reads a stack's name as given on a command line: `stack`, `organization/stack` or
 * `organization/project/stack`.
 * @param project of the current folder, for the short forms
 * @throws Error naming the fault
 */
export function parseStackReference(name: string, project: string | undefined): StackReference {
  if (name === '') throw new Error('stack name must not be empty');
  const parts = name.split('/');
  if (parts.length > 3) throw new Error(`invalid stack name '${name}': use organization/project/stack`);
  const stack = parts.at(-1) as string;
  if (parts.length > 1 && parts[0] !== 'organization') {
    throw new Error("organization name must be 'organization'");
  }
  const owner = parts.length === 3 ? parts[1] : project;
  if (owner === undefined) {
    throw new Error(
      'no Pulumi.yaml project file found; either run this command from a directory containing a Pulumi project, ' +
        'or pass the fully qualified stack name (organization/project/stack)',
    );
  }
  if (!/^[a-zA-Z0-9_.-]{1,100}$/.test(owner)) {
    throw new Error(
      `invalid project name '${owner}': 1 to 100 letters, digits, hyphens, underscores and periods`,
    );
  }
  if (!/^[a-zA-Z0-9_.-]{1,100}$/.test(stack) || stack === '.' || stack === '..') {
    throw new Error(
      `invalid stack name '${stack}': a stack name may only contain 1 to 100 alphanumeric, hyphens, underscores, or periods`,
    );
  }
  return { project: owner, stack };
}
