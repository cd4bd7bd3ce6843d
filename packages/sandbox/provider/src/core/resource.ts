import type { ClientClass } from './clients.ts';
import type { Plain } from './plain.ts';
import type { Retry } from './retry.ts';
import type { Value, Values } from './values.ts';

/** How one input property behaves. An empty one is optional, changed in place and read back from AWS. */
export interface Property<T = Value> {
  /** Check refuses the inputs without it. */
  readonly required?: true;
  /** Value that Check puts in when the program gives none, as the real provider's schema does. */
  readonly default?: NonNullable<T>;
  /** A change makes a new resource; the page that says why it cannot be changed in place. */
  readonly replaces?: `https://${string}`;
  /** The same for a part of the property: path in it, such as `s3Bucket.bucketName`, and page. */
  readonly replacesWithin?: { readonly [path: string]: `https://${string}` };
  /** AWS (or the provider) chooses a value when there is none: unknown in a preview, and leaving it out later changes nothing. */
  readonly computed?: true;
  /** JSON text: compared by meaning. `policy` also takes an object and knows where the order of a list has none. */
  readonly json?: 'policy' | 'document';
  /** An archive of files, compared by its hash wherever the files are. */
  readonly archive?: true;
  /** A list whose order means nothing. */
  readonly unordered?: true;
  /** AWS does not answer it: a refresh keeps what the program said. */
  readonly writeOnly?: true;
  /** Not offered here; what to use instead. Check refuses it by name. */
  readonly unsupported?: string;
  /** Gives the resource a name of its own when the program gives none. */
  readonly autoname?: Autoname;
}

/** `<logical name>-<seven hex digits>`, as Pulumi's bridge names things. */
export interface Autoname {
  /** Longest name that AWS takes. */
  readonly maxLength: number;
  /** Lower case only. */
  readonly lowercase?: true;
  /** Put before the logical name, such as `alias/`. */
  readonly prefix?: string;
  /** Property that asks for a name starting with its value, such as `namePrefix`. */
  readonly prefixProperty?: string;
}

/** Every property of `@pulumi/aws`'s `…Args`: one that is missing or misspelt does not compile. */
export type Properties<Args> = { readonly [K in keyof Required<Args>]: Property<Plain<Args[K]>> };

/** Inputs after Check: names and defaults filled in, documents as text, nothing secret-wrapped or unknown. */
export type Inputs<Args> = Plain<Args>;

/** Outputs that are no inputs: each of `@pulumi/aws`'s `…State` that is not in `…Args`. */
export type Computed<Args, State> = Exclude<keyof State, keyof Args | 'tagsAll'>;

/**
 * What Read found. Each computed output has to be there; an input that AWS does not answer may be left out and keeps the
 * program's value. `tags` are all tags that AWS has.
 */
export type Found<Args, State> = Plain<Omit<State, 'tagsAll'>> & {
  readonly [K in Computed<Args, State>]-?: Plain<State[K]> | undefined;
};

/** What the code of a resource works with. */
export interface ResourceContext {
  /** Region of this resource. */
  readonly region: string;
  readonly accountId: string;
  /** `aws`, `aws-cn`, `aws-us-gov`: second part of every ARN. */
  readonly partition: string;
  readonly signal: AbortSignal;
  /** Time that the program allows (customTimeouts), or else the usual one of the operation, in milliseconds. */
  timeoutMilliseconds(usual: number): number;
  /** Client of a service in the resource's region; services with one global region name theirs. */
  client<C>(type: ClientClass<C>, region?: string): C;
  /** Tries again while `when` says so; see {@link Retry}. */
  retry<T>(attempt: () => Promise<T>, when: Retry['when'], timeoutMilliseconds?: number): Promise<T>;
  /** Runs one change at a time of things that share `key`, such as the features of one detector. */
  exclusively<T>(key: string, task: () => Promise<T>): Promise<T>;
}

/** Context of a create. */
export interface CreateContext extends ResourceContext {
  /**
   * Says that the resource exists under this id. What fails later leaves it in the state as partly created, so that nothing is
   * orphaned and the next update completes it.
   */
  created(id: string): void;
}

/** Context of an update. */
export interface UpdateContext<Args> extends ResourceContext {
  /** Inputs that are in force. */
  readonly old: Args;
  /** Whether one of the properties differs from the old inputs. */
  changed(...properties: (keyof Args)[]): boolean;
}

/** Context of a delete. */
export interface DeleteContext<Args> extends ResourceContext {
  /** Inputs that are in force. */
  readonly old: Args;
}

/** One resource type. */
export interface ResourceDefinition<Args, State> {
  /** Token of the type, such as `aws:s3/bucket:Bucket`. */
  readonly token: `aws:${string}/${string}:${string}`;
  readonly properties: Properties<Args>;
  /** Outputs that AWS makes: unknown in a preview of a create. */
  readonly computed: { readonly [K in Computed<Args, State>]: true };
  /** Outputs that an update may change by itself: unknown in its preview, unless the program says them. */
  readonly changesOnUpdate?: readonly (keyof State & string)[];
  /** Faults that only several properties together show; asked when all of them are known. */
  readonly validate?: (inputs: Inputs<Args>) => { property: keyof Args & string; reason: string } | undefined;
  /**
   * Takes apart an id that an import gives and that is not the id itself. Every regional type also takes `id@region`, which is cut
   * off before.
   */
  readonly importing?: (importId: string) => { id: string; known: Partial<Inputs<Args>> };
  /** Makes it and answers its id. Throws what AWS answers. */
  readonly create: (inputs: Inputs<Args>, context: CreateContext) => Promise<string>;
  /** Asks AWS for the whole state; `known` is what the inputs, or an import's id, say. `undefined` when it does not exist. */
  readonly read: (
    id: string,
    context: ResourceContext,
    known: Partial<Inputs<Args>>,
  ) => Promise<Found<Args, State> | undefined>;
  /** Changes what differs; left out when every property forces replacement. */
  readonly update?: (id: string, inputs: Inputs<Args>, context: UpdateContext<Inputs<Args>>) => Promise<void>;
  /** Removes it; one that is gone already is no error. */
  readonly delete: (id: string, context: DeleteContext<Inputs<Args>>) => Promise<void>;
}

/** A definition in the registry, on plain values: its types were checked where it was written. */
export interface AnyResource {
  readonly token: string;
  readonly properties: { readonly [name: string]: Property };
  readonly computed: { readonly [name: string]: true };
  readonly changesOnUpdate?: readonly string[];
  readonly validate?: (inputs: Values) => { property: string; reason: string } | undefined;
  readonly importing?: (importId: string) => { id: string; known: Values };
  readonly create: (inputs: Values, context: CreateContext) => Promise<string>;
  readonly read: (id: string, context: ResourceContext, known: Values) => Promise<object | undefined>;
  readonly update?: (id: string, inputs: Values, context: UpdateContext<Values>) => Promise<void>;
  readonly delete: (id: string, context: DeleteContext<Values>) => Promise<void>;
}

/** Declares a resource type by `@pulumi/aws`'s own argument and state types. */
export function defineResource<Args, State>(definition: ResourceDefinition<Args, State>): AnyResource {
  return definition as unknown as AnyResource;
}

/** Whether a type has tags, and so `tagsAll`. */
export function isTagged(definition: AnyResource): boolean {
  return 'tags' in definition.properties;
}

/** Whether a type lives in one region, and so has `region`. */
export function isRegional(definition: AnyResource): boolean {
  return 'region' in definition.properties;
}
