import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type RecordReader, type VerifiedIncident, verifyIncident } from '@trailguard/incidents';
import { Type } from 'typebox';
import { IncidentsUnreadable, NoIncidentRecord, NotFound } from '../../../errors.ts';
import { requireUnlimited } from '../../../identity/principal.ts';
import { incidentRecord } from '../../../incident-record.ts';
import { answer } from '../../../schemas/answer.ts';
import { Incident, IncidentId, IncidentQuery, ListedIncident } from '../../../schemas/incident.ts';
import { Page, pageOf } from '../../../schemas/page.ts';
import { problems } from '../../../schemas/problem.ts';
import { needs } from '../../../schemas/security.ts';

const incidents: FastifyPluginAsyncTypebox = async (app) => {
  app.addHook('preHandler', async (request) => requireUnlimited(request.principal));

  app.get(
    '',
    {
      schema: {
        operationId: 'listIncidents',
        tags: ['evidence'],
        summary: 'List incidents',
        description: 'By their ids, each with whether its record is whole.',
        security: needs('read'),
        querystring: IncidentQuery,
        response: {
          200: answer('A page of incidents', Page(ListedIncident, IncidentId)),
          ...problems('NO_INCIDENT_RECORD', 'INCIDENTS_UNREADABLE'),
        },
      },
    },
    async ({ query: { limit = 50, after = '' }, id }) =>
      reading(id, async (record) => {
        const ids = (await record.incidents()).filter((one) => one > after).slice(0, limit + 1);
        const shown = await Promise.all(ids.map((one) => proven(record, one)));
        return pageOf(
          shown.map((one) => ({ ...toldOf(one), entries: one.entries.length })),
          limit,
        );
      }),
  );

  app.get(
    '/:id',
    {
      schema: {
        operationId: 'readIncident',
        tags: ['evidence'],
        summary: 'Read an incident',
        description: 'Its entries, and what its chain of hashes proves of them.',
        security: needs('read'),
        params: Type.Object({ id: IncidentId }),
        response: {
          200: answer('The incident', Incident),
          ...problems('NOT_FOUND', 'NO_INCIDENT_RECORD', 'INCIDENTS_UNREADABLE'),
        },
      },
    },
    async ({ params, id }) =>
      reading(id, async (record) => {
        if (!(await record.incidents()).includes(params.id)) throw new NotFound('incident', params.id);
        const found = await proven(record, params.id);
        return { ...toldOf(found), entries: found.entries.map((entry) => ({ ...entry })) };
      }),
  );

  async function reading<T>(requestId: string, read: (record: RecordReader) => Promise<T>): Promise<T> {
    const record = incidentRecord(app.config, `request-${requestId}`);
    if (record === undefined) throw new NoIncidentRecord();
    try {
      return await read(record);
    } catch (error) {
      if (error instanceof NotFound) throw error;
      throw new IncidentsUnreadable(record.name, (error as Error).message);
    }
  }
};
export default incidents;

const proven = async (record: RecordReader, id: string) => verifyIncident(id, await record.read(id));

function toldOf({ incident, isWhole, isClosed, entries, head, faults }: VerifiedIncident) {
  const [first] = entries;
  const type = first?.content.kind === 'finding' ? first.content.finding.type : undefined;
  return {
    ...{ id: incident, isWhole, isClosed, head, faults: [...faults] },
    findingType: typeof type === 'string' ? type : null,
    openedAt: first?.at ?? null,
    lastAt: entries.at(-1)?.at ?? null,
  };
}
