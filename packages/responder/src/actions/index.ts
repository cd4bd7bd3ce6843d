import type { ResponseAction } from '@trailguard/baseline/response-actions';
import type { Action } from './action.ts';
import { blockPublicAccess } from './block-public-access.ts';
import { disableAccessKey } from './disable-access-key.ts';
import { isolateInstance } from './isolate-instance.ts';
import { restartLogging } from './restart-logging.ts';

/** What carries each action out. */
export const actions: Readonly<Record<ResponseAction, Action>> = {
  'isolate-instance': isolateInstance,
  'disable-access-key': disableAccessKey,
  'block-public-access': blockPublicAccess,
  'restart-logging': restartLogging,
};
