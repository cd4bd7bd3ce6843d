import * as pulumi from '@pulumi/pulumi';

class Thing extends pulumi.CustomResource {
  declare readonly label: pulumi.Output<string>;

  constructor(name: string, args: pulumi.Inputs, opts: pulumi.CustomResourceOptions) {
    super('things:index:Thing', name, args, { version: '1.0.0', ...opts });
  }
}

class Shelf extends pulumi.ComponentResource {
  constructor(name: string) {
    super('things:index:Shelf', name);
    this.registerOutputs({});
  }
}

const thingsOnShelf = 10;

/** Things on shelves, about as large as resources of AWS are; each but the first of a shelf takes an output of the one before. */
export function thingsProgram(count: number): pulumi.Output<string>[] {
  const labels: pulumi.Output<string>[] = [];
  let shelf = new Shelf('shelf-0');
  for (let index = 0; index < count; index++) {
    const isFirst = index % thingsOnShelf === 0;
    if (isFirst && index > 0) shelf = new Shelf(`shelf-${index / thingsOnShelf}`);
    const thing = new Thing(
      `thing-${index}`,
      {
        label: `label-${index}`,
        before: isFirst ? undefined : labels[index - 1],
        size: index,
        enabled: true,
        tags: { team: 'platform', environment: 'bench', index: String(index) },
        rules: [
          { port: 443, protocol: 'tcp', sources: ['192.0.2.0/24', '198.51.100.0/24'] },
          { port: 80, protocol: 'tcp', sources: ['203.0.113.0/24'] },
        ],
        document: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 's3:GetObject' }],
        }),
      },
      { parent: shelf },
    );
    labels.push(thing.label);
  }
  return labels.slice(-1);
}
