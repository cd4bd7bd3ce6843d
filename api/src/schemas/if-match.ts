import { Type } from 'typebox';

/** Header of a route that changes something of which versions are told. */
export const IfMatch = Type.Object({
  'if-match': Type.Optional(
    Type.String({
      maxLength: 1_000,
      description: 'The ETag with which the thing was read: it is changed only if it is still so',
    }),
  ),
});
