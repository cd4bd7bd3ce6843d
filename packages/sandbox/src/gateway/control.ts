import type { Threat } from '../aws/guardduty/findings/threat.ts';
import type { Workloads } from '../aws/guardduty/workloads.ts';
import type { Delays } from '../aws/service.ts';
import type { HttpRequest, HttpResponse } from '../protocol/message.ts';
import type { Sandbox } from '../sandbox.ts';
import type { CallLog } from './call-log.ts';

/**
 * Answers `/_sandbox/*`, the controls of a sandbox in another process: status, operations, clock, delays, threats, workloads,
 * reset, stop.
 * `undefined` for any other path. A bucket cannot be called `_sandbox`: names have no underscores.
 */
export async function answerControl(
  sandbox: Sandbox,
  log: CallLog,
  request: HttpRequest,
): Promise<HttpResponse | undefined> {
  const [path = ''] = request.url.split('?');
  if (!path.startsWith('/_sandbox/')) return undefined;
  // A page in a browser must not steer the sandbox.
  if (request.headers.origin !== undefined) return json(403, { error: 'not for browsers' });
  try {
    const body = (request.body.length > 0 ? JSON.parse(request.body.toString('utf8')) : {}) as Record<
      string,
      unknown
    >;
    switch (`${request.method} ${path.slice('/_sandbox/'.length)}`) {
      case 'GET status':
        return json(200, status(sandbox, log));
      case 'GET operations':
        return json(200, sandbox.operations);
      case 'POST clock': {
        const { advanceMilliseconds } = body;
        if (typeof advanceMilliseconds !== 'number' || !(advanceMilliseconds >= 0)) {
          return json(400, { error: "'advanceMilliseconds' must be a number of milliseconds, 0 or more" });
        }
        await sandbox.clock.advance(advanceMilliseconds);
        return json(200, { now: sandbox.clock.now().toISOString() });
      }
      case 'POST delays':
        sandbox.setDelays(body as Partial<Delays>);
        return json(200, {});
      case 'POST threats':
        return json(200, { findingId: sandbox.noticeThreat(body as unknown as Threat) });
      case 'POST workloads':
        sandbox.setWorkloads(body as unknown as Workloads);
        return json(200, {});
      case 'POST reset':
        await sandbox.reset();
        return json(200, status(sandbox, log));
      case 'POST stop':
        setImmediate(() => void sandbox.stop());
        return json(202, {});
      default:
        return json(404, { error: `there is no ${request.method} ${path}` });
    }
  } catch (error) {
    const bad = error instanceof SyntaxError || error instanceof RangeError;
    return json(bad ? 400 : 500, { error: (error as Error).message });
  }
}

function status(sandbox: Sandbox, log: CallLog): object {
  const { endpoint, organizationId, rootId, accounts, environment } = sandbox;
  return {
    endpoint,
    organizationId,
    rootId,
    accounts,
    environment,
    now: sandbox.clock.now().toISOString(),
    calls: log.records.length,
  };
}

function json(code: number, content: object): HttpResponse {
  return {
    status: code,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(content)),
  };
}
