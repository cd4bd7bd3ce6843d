import type { DeleteTrailResponse } from '@aws-sdk/client-cloudtrail';
import type { Call } from '../call.ts';
import type { SandboxContext } from '../service.ts';
import { findOwnTrail } from './find-trail.ts';
import { endLogging } from './logging.ts';
import { cloudTrailState } from './state.ts';

/**
 * Deletes a trail by name or ARN, from its home region. The files it delivered stay, and its last log
 * files and digest still come.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DeleteTrail.html
 */
export function deleteTrail(call: Call, sandbox: SandboxContext): DeleteTrailResponse {
  const trail = findOwnTrail(call, sandbox, call.input.Name);
  const state = cloudTrailState(sandbox);
  delete state.trails[trail.arn];
  if (endLogging(trail, call, sandbox)) state.retiring.push(trail);
  return {};
}
