import type { SandboxContext, Service } from '../service.ts';
import { functionSettingOperations } from './function-settings.ts';
import { functionOperations } from './functions.ts';
import { callWithEvent, eventTask, invokeOperations, type WaitingEvent } from './invoke.ts';
import { permissionOperations } from './permissions.ts';

/**
 * Lambda: functions of Node.js run on this machine, each call in a process of its own with its role's credentials, so that every
 * call of theirs is decided as any other.
 *
 * @param endpoint where the functions reach the sandbox.
 */
export function lambdaService(endpoint: () => string): Service {
  return {
    name: 'lambda',
    operations: {
      ...functionOperations,
      ...functionSettingOperations,
      ...permissionOperations,
      ...invokeOperations(endpoint),
    },
    tasks: {
      [eventTask]: (event: WaitingEvent, sandbox: SandboxContext) =>
        callWithEvent(event, sandbox, endpoint()),
    },
  };
}
