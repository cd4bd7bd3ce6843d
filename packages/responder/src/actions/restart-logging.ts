import { GetTrailStatusCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import type { Action } from './action.ts';

/**
 * Starts the organization trail again. It is the organization's own trail whatever the finding names: members cannot stop it, and
 * other trails are their owners' affair.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartLogging.html
 */
export const restartLogging: Action = {
  aim(_finding, { trailArn }) {
    const [, , , region = '', accountId = ''] = trailArn.split(':');
    return { accountId, region, target: { trailArn }, summary: `start logging of the trail ${trailArn}` };
  },

  async look({ cloudTrail }, { target }) {
    const Name = String(target.trailArn);
    const { IsLogging: isLogging } = await cloudTrail.send(new GetTrailStatusCommand({ Name }));
    return isLogging === true ? `the trail ${Name} is logging` : { isLogging: false };
  },

  async perform({ cloudTrail }, { target }) {
    const Name = String(target.trailArn);
    await cloudTrail.send(new StartLoggingCommand({ Name }));
    return { text: `the trail ${Name} is logging again`, undo: null };
  },
};
