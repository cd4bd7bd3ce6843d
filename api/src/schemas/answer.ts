import { type Static, type TSchema, Type, type TUnsafe } from 'typebox';

/** Refers to a schema that the document names once, under `components`. */
export function named<T extends TSchema>(schema: T): TUnsafe<Static<T>> {
  const { $id } = schema as { $id?: string };
  if ($id === undefined) throw new Error('a schema without $id is not in the document');
  return Type.Unsafe<Static<T>>({ $ref: `${$id}#` });
}

/** The time by which something is judged. */
export const AsOf = Type.String({ format: 'date-time', description: 'Now, by the clock of AWS' });

interface Answer<T extends TSchema> {
  description: string;
  headers?: Record<string, object>;
  content: { 'application/json': { schema: T } };
}

/** A JSON answer as the document describes it. */
export function answer<T extends TSchema>(
  description: string,
  schema: T,
  headers?: Record<string, object>,
): Answer<T> {
  return {
    description,
    ...(headers === undefined ? {} : { headers }),
    content: { 'application/json': { schema } },
  };
}

/** The header of a 202. */
export function location(description: string): Record<string, object> {
  return { location: { type: 'string', format: 'uri-reference', description } };
}
