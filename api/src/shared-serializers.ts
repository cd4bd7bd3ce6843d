import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';

type BuildSerializer = ReturnType<typeof SerializerSelector>;

/**
 * Fastify's own serializers of answers, of which routes share those with the same schema. Each route tells its problems, by
 * status, with one schema; a serializer for each of them was most of a start's time.
 */
export function sharedSerializers(): BuildSerializer {
  const build = SerializerSelector();
  return (schemas, options) => {
    const compile = build(schemas, options);
    const made = new Map<string, ReturnType<typeof compile>>();
    return (route) => {
      const schema = JSON.stringify(route.schema);
      const serializer = made.get(schema) ?? compile(route);
      made.set(schema, serializer);
      return serializer;
    };
  };
}
