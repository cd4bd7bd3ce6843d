import { Type } from 'typebox';

/** RFC 9457 problem details. */
export const Problem = Type.Object({
  type: Type.String({ description: 'urn:trailguard:error:CODE; codes are stable' }),
  title: Type.String(),
  status: Type.Integer(),
  instance: Type.String({ description: 'Id of the request, as in the log' }),
  errors: Type.Optional(
    Type.Array(Type.Object({ field: Type.String(), message: Type.String() }), {
      description: 'Fields that are not valid, all of them',
    }),
  ),
});
