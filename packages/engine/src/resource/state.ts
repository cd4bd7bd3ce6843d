import type { PropertyMap } from './properties.ts';

/** Time limits a program sets for the operations of a resource, in seconds; 0 leaves it to the provider. */
export interface CustomTimeouts {
  create: number;
  update: number;
  delete: number;
}

/** A resource as the engine knows it while it works; the checkpoint has the same facts in Pulumi's JSON form. */
export interface ResourceState {
  type: string;
  urn: string;
  /** Managed by a provider; false for components and the stack. */
  custom: boolean;
  /** Replaced, and waiting for its deletion. */
  delete: boolean;
  /** Empty until a provider has given one. */
  id: string;
  inputs: PropertyMap;
  outputs: PropertyMap;
  parent: string;
  protect: boolean;
  /** Only read, never managed. */
  external: boolean;
  dependencies: string[];
  /** Why the resource exists but is not initialized. */
  initErrors: string[];
  /** `<urn>::<id>` of its provider. */
  provider: string;
  propertyDependencies: Record<string, string[]>;
  /** Deleted, and waiting for its replacement. */
  pendingReplacement: boolean;
  additionalSecretOutputs: string[];
  aliases: string[];
  customTimeouts: CustomTimeouts;
  importId: string;
  retainOnDelete: boolean;
  deletedWith: string;
  /** ISO 8601. */
  created: string;
  /** ISO 8601. */
  modified: string;
  sourcePosition: string;
  ignoreChanges: string[];
  replaceOnChanges: string[];
}

/** What a program asks for when it registers a resource. */
export interface Goal {
  type: string;
  name: string;
  custom: boolean;
  properties: PropertyMap;
  parent: string;
  protect: boolean | undefined;
  dependencies: string[];
  provider: string;
  propertyDependencies: Record<string, string[]>;
  deleteBeforeReplace: boolean | undefined;
  ignoreChanges: string[];
  additionalSecretOutputs: string[];
  aliases: AliasSpec[];
  /** Id of an existing resource to adopt; empty for none. */
  importId: string;
  customTimeouts: CustomTimeouts;
  replaceOnChanges: string[];
  retainOnDelete: boolean | undefined;
  deletedWith: string;
  sourcePosition: string;
}

/** Another name a resource had: a URN, or the parts that differ from today's. */
export type AliasSpec =
  | { urn: string }
  | {
      name: string;
      type: string;
      stack: string;
      project: string;
      parentUrn: string;
      noParent: boolean;
    };

/** A state with nothing set but its identity. */
export function newState(identity: { type: string; urn: string; custom: boolean }): ResourceState {
  return {
    ...identity,
    delete: false,
    id: '',
    inputs: {},
    outputs: {},
    parent: '',
    protect: false,
    external: false,
    dependencies: [],
    initErrors: [],
    provider: '',
    propertyDependencies: {},
    pendingReplacement: false,
    additionalSecretOutputs: [],
    aliases: [],
    customTimeouts: { create: 0, update: 0, delete: 0 },
    importId: '',
    retainOnDelete: false,
    deletedWith: '',
    created: '',
    modified: '',
    sourcePosition: '',
    ignoreChanges: [],
    replaceOnChanges: [],
  };
}
