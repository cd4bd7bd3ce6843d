import { Type } from 'typebox';

/** The organization trail and what streams from it. */
export const TrailProperties = {
  logKeyArn: Type.Optional(
    Type.String({
      pattern: '^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+$',
      description: 'the ARN of the key of the log files; left out, it is looked up by its alias',
      examples: ['arn:aws:kms:us-east-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
    }),
  ),
};
