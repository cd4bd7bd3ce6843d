import {
  type PolicyPackArgs,
  type ResourceValidationPolicy,
  Secret,
  type StackValidationPolicy,
} from '@pulumi/policy';

const trail = 'aws:cloudtrail/trail:Trail';
/** A resource class as the SDKs generate them, and one of those that tell their instances themselves. */
const Bucket = { __pulumiType: 'aws:s3/bucket:Bucket' };
const Shaped = {
  isInstance: ({ __pulumiType }: { readonly __pulumiType: string }) => __pulumiType.startsWith('aws:iam/'),
};

/** Policies that use all that a policy may: every form of report, options, configuration, unknowns and secrets. */
export const fixture: PolicyPackArgs = {
  displayName: 'Fixture',
  description: 'A pack to compare servers by.',
  enforcementLevel: 'advisory',
  policies: [
    {
      name: 'says-what-it-reads',
      description: 'Reports all properties that are known',
      enforcementLevel: 'mandatory',
      severity: 'high',
      validateResource: ({ props, type, urn, name, opts, provider, stackTags }, report) => {
        const read = (value: unknown): unknown =>
          Array.isArray(value)
            ? value.map(read)
            : typeof value === 'object' && value !== null
              ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, read(inner)]))
              : value;
        report(
          JSON.stringify([
            read(props),
            type,
            urn,
            name,
            opts,
            provider?.name,
            provider?.props.region,
            [...stackTags],
          ]),
        );
      },
    },
    {
      name: 'two-validations',
      description: 'Reports twice',
      validateResource: [
        ({ props }, report) => {
          if (props.name !== undefined) report(`named ${props.name}`, 'urn:of:another');
        },
        (_args, report) => report('', undefined),
      ],
    },
    {
      name: 'about-buckets',
      description: 'Only about buckets',
      validateResource: Object.assign(
        ({ name }: { name: string }, report: (message: string) => void) => report(`${name} is a bucket`),
        { __pulumiType: 'aws:s3/bucket:Bucket' },
      ),
    },
    {
      name: 'asks-for-types',
      description: 'Asks what a resource is',
      validateResource: (args, report) => {
        const as = args.asType(Bucket as never) as { bucket?: string } | undefined;
        report(`${args.isType(Bucket as never)} ${args.isType(Shaped as never)} ${as?.bucket}`);
      },
    },
    {
      name: 'does-not-apply',
      description: 'Says itself that it does not apply',
      validateResource: ({ notApplicable, type }) => {
        if (type !== trail) notApplicable(type === 'aws:iam/role:Role' ? 'no trail' : undefined);
      },
    },
    {
      name: 'is-configured',
      description: 'Reports its configuration',
      configSchema: { properties: { days: { type: 'number', default: 7 } } },
      validateResource: ({ getConfig }, report) => report(JSON.stringify(getConfig())),
      validateStack: ({ getConfig }, report) => report(JSON.stringify(getConfig())),
    } satisfies ResourceValidationPolicy & StackValidationPolicy,
    {
      name: 'judges-buckets-and-stacks',
      description: 'Judges buckets, and the stack that they are in',
      validateResource: Object.assign(
        ({ name }: { name: string }, report: (message: string) => void) => report(`${name} alone`),
        { __pulumiType: 'aws:s3/bucket:Bucket' },
      ),
      validateStack: ({ resources }, report) => report(`${resources.length} together`),
    } satisfies ResourceValidationPolicy & StackValidationPolicy,
    {
      name: 'reports-objects',
      description: 'Reports in the name of another',
      validateResource: (_args, report) =>
        report({
          name: 'other',
          message: 'by an object',
          severity: 'low',
          enforcementLevel: 'mandatory',
        } as never),
    },
    {
      name: 'remediates',
      description: 'Adds a tag',
      enforcementLevel: 'remediate',
      validateResource: ({ props }, report) => {
        if (props.tags === undefined) report('no tags');
      },
      remediateResource: ({ props, type, isType }) => {
        if (isType(Bucket as never)) return undefined;
        props.tags = { type, secret: new Secret('hidden') };
        return props;
      },
    },
    {
      name: 'remediates-by-name',
      description: 'Reads a value that may not be known yet',
      enforcementLevel: 'remediate',
      remediateResource: ({ props, notApplicable }) => {
        if (props.name === undefined) notApplicable('nameless');
        return { ...props, name: `${props.name}-kept` };
      },
    },
    {
      name: 'judges-stacks',
      description: 'Reports how resources hang together',
      severity: 'critical',
      validateStack: ({ resources, stackTags }, report) => {
        for (const { urn, parent, dependencies, propertyDependencies, props, provider } of resources) {
          const sources = Object.entries(propertyDependencies).map(([name, of]) => [
            name,
            of.map((one) => one.urn),
          ]);
          const told = [
            Object.keys(props),
            parent?.urn,
            dependencies.map((one) => one.urn),
            sources,
            provider?.urn,
          ];
          report(JSON.stringify([told, [...stackTags]]), urn);
        }
      },
    },
    {
      name: 'judges-stacks-with-buckets',
      description: 'Only about stacks with buckets',
      validateStack: Object.assign(
        ({ resources }: { resources: readonly unknown[] }, report: (message: string) => void) =>
          report(`${resources.length} resources`),
        { __pulumiType: 'aws:s3/bucket:Bucket' },
      ),
    },
  ],
};
