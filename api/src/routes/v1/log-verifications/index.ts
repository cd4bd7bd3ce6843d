import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { invalidField, NoLogReader } from '../../../errors.ts';
import { requireUnlimited } from '../../../identity/principal.ts';
import { answer, location, named } from '../../../schemas/answer.ts';
import { Job } from '../../../schemas/job.ts';
import { LogVerificationRequest } from '../../../schemas/log-verification.ts';
import { OfBody, problems } from '../../../schemas/problem.ts';
import { needs } from '../../../schemas/security.ts';

const logVerifications: FastifyPluginAsyncTypebox = async (app) => {
  app.post(
    '',
    {
      schema: {
        operationId: 'verifyLogs',
        tags: ['evidence'],
        summary: 'Verify the log files of the organization',
        description:
          'Proves hour by hour, for every account and Region, that the log files of the organization trail are complete and as ' +
          'CloudTrail delivered them. Its report is at `/v1/jobs/{id}/report`; audits read its result as evidence (OPS-07), and ' +
          'webhooks are told by `logs.not-proven` where something is wrong.',
        security: needs('audit'),
        body: LogVerificationRequest,
        response: {
          202: answer(
            'The job that does it',
            Type.Object({ job: named(Job) }),
            location('Where to read the job'),
          ),
          ...problems('NO_LOG_READER', ...OfBody),
        },
      },
    },
    async (request, reply) => {
      const { body: input, principal } = request;
      requireUnlimited(principal);
      if (app.config.evidence.logReaderRole === null) throw new NoLogReader();
      if (
        input.from !== undefined &&
        input.to !== undefined &&
        Date.parse(input.to) <= Date.parse(input.from)
      )
        throw invalidField('to', 'must be after `from`');
      return app.perform(request, reply, 202, async (tx) => {
        const asked = { kind: 'verify-logs', runKey: 'logs', input, requestedBy: principal.name } as const;
        const job = await app.queue.enqueue(tx, asked);
        return { body: { job }, headers: { location: `/v1/jobs/${job.id}` }, on: { job: job.id } };
      });
    },
  );
};
export default logVerifications;
