import type {
  PolicyProviderResource,
  PolicyResourceOptions,
  ResourceValidationArgs,
  StackValidationArgs,
} from '@pulumi/policy';
import type { SharedResource } from './resources.ts';

/** What a policy is handed beside what it judges. */
export type OwnArguments = Pick<StackValidationArgs, 'stackTags' | 'getConfig' | 'notApplicable'>;

/** What a policy of single resources is handed: the resource, which all share, and what is its own. */
export class ValidationArguments implements ResourceValidationArgs {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly stackTags: OwnArguments['stackTags'];
  readonly getConfig: OwnArguments['getConfig'];
  readonly notApplicable: OwnArguments['notApplicable'];
  declare readonly provider?: PolicyProviderResource;
  readonly #resource: SharedResource;

  constructor(resource: SharedResource, { stackTags, getConfig, notApplicable }: OwnArguments) {
    this.type = resource.type;
    this.urn = resource.urn;
    this.name = resource.name;
    this.stackTags = stackTags;
    this.getConfig = getConfig;
    this.notApplicable = notApplicable;
    if (resource.provider !== undefined) this.provider = resource.provider;
    this.#resource = resource;
  }

  get props(): ResourceValidationArgs['props'] {
    return this.#resource.props;
  }

  get opts(): PolicyResourceOptions {
    return this.#resource.opts;
  }

  get isType(): ResourceValidationArgs['isType'] {
    return this.#resource.isType;
  }

  get asType(): ResourceValidationArgs['asType'] {
    // The SDK types what it answers by who asks.
    return this.#resource.asType as ResourceValidationArgs['asType'];
  }
}
