import type { Declared } from './existing-id.ts';
import { type Inputs, textOf } from './lookup-scope.ts';

/** Types whose import takes more than their id; the forms are those of the provider's pages. */
const forms: Readonly<Record<string, (id: string, inputs: Inputs) => string>> = {
  // https://www.pulumi.com/registry/packages/aws/api-docs/cloudwatch/eventtarget/#import
  'aws:cloudwatch/eventTarget:EventTarget': (_id, inputs) =>
    [textOf(inputs, 'eventBusName'), inputs.rule, inputs.targetId].filter(Boolean).join('/'),
  // https://www.pulumi.com/registry/packages/aws/api-docs/cloudwatch/logmetricfilter/#import
  'aws:cloudwatch/logMetricFilter:LogMetricFilter': (id, inputs) => `${inputs.logGroupName}:${id}`,
  // https://www.pulumi.com/registry/packages/aws/api-docs/lambda/permission/#import
  'aws:lambda/permission:Permission': (id, inputs) => `${inputs.function}/${id}`,
};

/**
 * What Pulumi's option `import` takes for a resource of which the id is known. One that has a region is `ID@REGION`: it would
 * be looked for in the provider's region otherwise.
 * @see https://www.pulumi.com/registry/packages/aws/how-to-guides/aws-enhanced-region-support/
 */
export function importId({ type, inputs }: Declared, id: string): string {
  const bare = forms[type]?.(id, inputs) ?? id;
  const region = textOf(inputs, 'region');
  return region === undefined ? bare : `${bare}@${region}`;
}
