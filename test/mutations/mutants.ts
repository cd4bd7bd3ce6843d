/** A change for the worse of one resource of a saved state. */
export interface Mutant {
  /** What is changed, by type, name, path and operator: mutants of one class differ by their Region only. */
  readonly class: string;
  readonly urn: string;
  /** The changed resource; `null` for one that is gone. */
  readonly resource: StateResource | null;
}

/** A resource of a saved state. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly custom?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** A value in place of another one, and what that is called. */
interface Change {
  readonly path: string;
  readonly operator: string;
  /** `undefined` leaves the property out. */
  readonly value: unknown;
}

/** Every mutant of a resource. */
export function mutantsOf(resource: StateResource): readonly Mutant[] {
  const { type, urn, inputs = {} } = resource;
  const name = (urn.split('::').at(-1) ?? '').replace(/-?[a-z]{2}(-[a-z]+)+-\d$/, '');
  const of = (path: string, operator: string, changed: StateResource | null): Mutant => ({
    class: [type.split(':').at(-1), name, path, operator].filter((part) => part !== '').join(' '),
    urn,
    resource: changed,
  });
  const changes = Object.keys(inputs)
    .filter((property) => property !== '__defaults')
    .flatMap((property) =>
      [
        { path: property, operator: 'dropped', value: undefined },
        ...changesOf(inputs[property], property),
      ].map(({ path, operator, value }) => of(path, operator, withProperty(resource, property, value))),
    );
  return [of('', 'removed', null), ...changes];
}

/** The same property of the inputs and of the outputs, which repeat it. */
function withProperty(resource: StateResource, property: string, value: unknown): StateResource {
  const set = (properties: StateResource['inputs'] = {}) => {
    const { [property]: _former, ...rest } = properties;
    return value === undefined ? rest : { ...rest, [property]: value };
  };
  return { ...resource, inputs: set(resource.inputs), outputs: set(resource.outputs) };
}

/** Steps down from what a baseline would say. */
const weaker: Readonly<Record<string, string>> = {
  ALL: 'NONE',
  NEW: 'NONE',
  COMPLIANCE: 'GOVERNANCE',
  ENABLED: 'DISABLED',
  Enabled: 'Disabled',
  'aws:kms': 'AES256',
  FIFTEEN_MINUTES: 'SIX_HOURS',
  BucketOwnerEnforced: 'ObjectWriter',
  notBreaching: 'ignore',
};

function changesOf(value: unknown, path: string): readonly Change[] {
  if (typeof value === 'boolean') return [{ path, operator: 'flipped', value: !value }];
  if (typeof value === 'number') return [{ path, operator: 'lowered', value: value <= 1 ? 0 : 1 }];
  if (typeof value === 'string') return [...textChanges(value, path), ...documentChanges(value, path)];
  if (Array.isArray(value)) return listChanges(value, path);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    { path: `${path}.${key}`, operator: 'dropped', value: { ...value, [key]: undefined } },
    ...changesOf(inner, `${path}.${key}`).map((change) => ({
      ...change,
      value: { ...value, [key]: change.value },
    })),
  ]);
}

function textChanges(value: string, path: string): readonly Change[] {
  const step = Object.hasOwn(weaker, value) ? weaker[value] : undefined;
  return step === undefined ? [] : [{ path, operator: `stepped down from ${value}`, value: step }];
}

function listChanges(list: readonly unknown[], path: string): readonly Change[] {
  const first = list[0];
  return [
    { path, operator: 'emptied', value: [] },
    ...(list.length > 1 ? [{ path, operator: 'without its first item', value: list.slice(1) }] : []),
    ...(first === undefined
      ? []
      : changesOf(first, `${path}[]`).map((change) => ({
          ...change,
          value: [change.value, ...list.slice(1)],
        }))),
  ];
}

type Statement = Readonly<Record<string, unknown>>;

/** Changes of a text that is a policy or an event pattern. */
function documentChanges(text: string, path: string): readonly Change[] {
  const document = parsed(text);
  if (document === undefined) return [];
  const { Statement: statements } = document as { Statement?: readonly Statement[] };
  if (!Array.isArray(statements)) {
    return Object.keys(document).map((key) => ({
      path: `${path}.${key}`,
      operator: 'narrowed to nothing',
      value: JSON.stringify({ ...document, [key]: ['nothing'] }),
    }));
  }
  return (statements as readonly Statement[]).flatMap((statement, index) => {
    const name = `${path} ${String(statement.Effect)} ${String(statement.Sid ?? index)}`;
    const replaced = (...by: readonly Statement[]) =>
      JSON.stringify({ ...document, Statement: statements.toSpliced(index, 1, ...by) });
    return statementChanges(statement).map(({ operator, by }) => ({
      path: name,
      operator,
      value: replaced(...by),
    }));
  });
}

/** What makes a statement say less to refuse, or more to allow. */
function statementChanges(statement: Statement): readonly { operator: string; by: readonly Statement[] }[] {
  const { Condition, Effect, Principal } = statement;
  const changes = [{ operator: 'removed', by: [] as readonly Statement[] }];
  if (Effect === 'Deny') {
    changes.push({ operator: 'turned into an Allow', by: [{ ...statement, Effect: 'Allow' }] });
    changes.push({
      operator: 'about another action',
      by: [{ ...statement, Action: 's3:ListBucket', NotAction: undefined }],
    });
    if (Principal !== undefined) {
      changes.push({
        operator: 'about one principal',
        by: [
          {
            ...statement,
            Principal: { AWS: 'arn:aws:iam::999999999999:user/nobody' },
            NotPrincipal: undefined,
          },
        ],
      });
    }
  } else {
    if (Condition !== undefined)
      changes.push({ operator: 'without its condition', by: [{ ...statement, Condition: undefined }] });
    if (Principal !== undefined)
      changes.push({
        operator: 'for everyone',
        by: [{ ...statement, Principal: '*', Condition: undefined }],
      });
    changes.push({ operator: 'of every action', by: [{ ...statement, Action: '*', NotAction: undefined }] });
  }
  return changes;
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}
