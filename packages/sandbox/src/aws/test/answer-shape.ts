import { pythonEnvironment } from '../../moto/environment.ts';
import { type ServiceModel, ServiceModels } from '../../protocol/model.ts';

let models: Promise<ServiceModels> | undefined;

/** botocore's model of a service, from the sandbox's own Python environment. */
async function modelOf(service: string): Promise<ServiceModel> {
  models ??= pythonEnvironment().then((environment) => new ServiceModels(environment.models));
  return (await models).get(service);
}

/** What is wrong with a value of a shape, each fault with its path. */
function faults(model: ServiceModel, shapeName: string, value: unknown, path: string): string[] {
  const shape = model.shapes[shapeName];
  if (!shape) return [`${path}: no shape ${shapeName}`];
  const expected = (right: boolean) =>
    right ? [] : [`${path}: ${JSON.stringify(value)} is no ${shape.type}`];
  switch (shape.type) {
    case 'structure': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return expected(false);
      const members = shape.members ?? {};
      return Object.entries(value).flatMap(([name, inner]) => {
        if (inner === undefined) return [];
        const member = members[name];
        if (!member) return [`${path}.${name}: ${shapeName} has no such member`];
        return faults(model, member.shape, inner, `${path}.${name}`);
      });
    }
    case 'list':
      if (!Array.isArray(value)) return expected(false);
      return value.flatMap((one, at) => faults(model, shape.member?.shape ?? '', one, `${path}[${at}]`));
    case 'map':
      if (typeof value !== 'object' || value === null) return expected(false);
      return Object.entries(value).flatMap(([key, one]) =>
        faults(model, shape.value?.shape ?? '', one, `${path}.${key}`),
      );
    case 'string':
      if (typeof value !== 'string') return expected(false);
      return shape.enum && !shape.enum.includes(value)
        ? [`${path}: ${value} is not in ${shape.enum.join('|')}`]
        : [];
    case 'boolean':
      return expected(typeof value === 'boolean');
    case 'timestamp':
      return expected(value instanceof Date && Number.isFinite(value.getTime()));
    case 'blob':
      return expected(value instanceof Uint8Array);
    case 'integer':
    case 'long':
      return expected(Number.isInteger(value));
    default:
      return expected(typeof value === 'number');
  }
}

/**
 * Checks an answer against botocore's model: names, types and enumerations, which clients drop or misread
 * in silence.
 *
 * @throws Error with every fault.
 */
export async function assertAnswer(service: string, operation: string, answer: object): Promise<void> {
  const model = await modelOf(service);
  const description = model.operations[operation];
  if (!description) throw new Error(`botocore knows no ${service}:${operation}`);
  const found = description.output ? faults(model, description.output.shape, answer, operation) : [];
  if (found.length > 0) throw new Error(`not as botocore's model says:\n${found.join('\n')}`);
}
