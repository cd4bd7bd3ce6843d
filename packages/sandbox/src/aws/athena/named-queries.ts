import { randomUUID } from 'node:crypto';
import type { Call } from '../call.ts';
import type { SandboxContext, Service } from '../service.ts';
import { invalid, listing, type NamedQuery, placeOf, workgroupOf } from './state.ts';

/** Bytes of a query's text. https://docs.aws.amazon.com/athena/latest/ug/service-limits.html */
const longest = 262_144;
/** Queries that a call reads. https://docs.aws.amazon.com/athena/latest/APIReference/API_BatchGetNamedQuery.html */
const mostRead = 50;

/** Saved queries. https://docs.aws.amazon.com/athena/latest/ug/saved-queries.html */
export const namedQueryOperations: Service['operations'] = {
  CreateNamedQuery: (call, sandbox) => {
    const {
      Name,
      Description,
      Database,
      QueryString,
      WorkGroup = 'primary',
    } = call.input as {
      Name: string;
      Description?: string;
      Database: string;
      QueryString: string;
      WorkGroup?: string;
    };
    if (Buffer.byteLength(QueryString) > longest)
      throw invalid(`QueryString is longer than ${longest} bytes`);
    const id = randomUUID();
    placeOf(call, sandbox).queries.push({
      id,
      name: Name,
      ...(Description === undefined ? {} : { description: Description }),
      database: Database,
      query: QueryString,
      workgroup: workgroupOf(call, sandbox, WorkGroup).name,
    });
    return { NamedQueryId: id };
  },
  GetNamedQuery: (call, sandbox) => ({ NamedQuery: view(queryOf(call, sandbox)) }),
  BatchGetNamedQuery: (call, sandbox) => {
    const wanted = call.input.NamedQueryIds as string[];
    if (wanted.length > mostRead) throw invalid(`NamedQueryIds has more than ${mostRead} members`);
    const { queries } = placeOf(call, sandbox);
    return {
      NamedQueries: queries.filter(({ id }) => wanted.includes(id)).map(view),
      UnprocessedNamedQueryIds: wanted
        .filter((id) => queries.every((one) => one.id !== id))
        .map((NamedQueryId) => ({ NamedQueryId, ErrorCode: 'INVALID_INPUT' })),
    };
  },
  ListNamedQueries: (call, sandbox) => {
    const { name } = workgroupOf(call, sandbox, call.input.WorkGroup ?? 'primary');
    const { queries } = placeOf(call, sandbox);
    const ids = queries.filter(({ workgroup }) => workgroup === name).map(({ id }) => id);
    return listing('NamedQueryIds', ids, call);
  },
  DeleteNamedQuery: (call, sandbox) => {
    const place = placeOf(call, sandbox);
    const { id } = queryOf(call, sandbox);
    place.queries = place.queries.filter((one) => one.id !== id);
    return {};
  },
};

function queryOf(call: Call, sandbox: SandboxContext): NamedQuery {
  const { NamedQueryId: id } = call.input;
  const found = placeOf(call, sandbox).queries.find((one) => one.id === id);
  if (found === undefined) throw invalid(`NamedQuery ${String(id)} was not found`);
  return found;
}

function view({ id, name, description, database, query, workgroup }: NamedQuery): object {
  return {
    NamedQueryId: id,
    Name: name,
    ...(description === undefined ? {} : { Description: description }),
    Database: database,
    QueryString: query,
    WorkGroup: workgroup,
  };
}
