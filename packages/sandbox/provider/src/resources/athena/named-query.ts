import { Athena } from '@aws-sdk/client-athena';
import type { NamedQueryArgs, NamedQueryState } from '@pulumi/aws/athena/namedQuery.js';
import { defineResource } from '../../core/resource.ts';
import { isError } from '../../core/retry.ts';

const CREATE = 'https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateNamedQuery.html';

/** A saved query. Another text is another query, as in the real provider. Id and import id: the one that Athena gives. */
export const namedQuery = defineResource<NamedQueryArgs, NamedQueryState>({
  token: 'aws:athena/namedQuery:NamedQuery',
  properties: {
    database: { required: true, replaces: CREATE },
    description: { replaces: CREATE },
    name: { computed: true, replaces: CREATE, autoname: { maxLength: 128 } },
    query: { required: true, replaces: CREATE },
    region: { computed: true, replaces: CREATE },
    workgroup: { default: 'primary', replaces: CREATE },
  },
  computed: {},
  async create(inputs, context) {
    const { NamedQueryId } = await context.client(Athena).createNamedQuery({
      Name: inputs.name,
      Database: inputs.database,
      QueryString: inputs.query,
      WorkGroup: inputs.workgroup,
      Description: inputs.description,
    });
    return NamedQueryId as string;
  },
  async read(id, context) {
    const found = await orGone(context.client(Athena).getNamedQuery({ NamedQueryId: id }));
    if (!found?.NamedQuery) return undefined;
    const { Name, Database, QueryString, WorkGroup, Description } = found.NamedQuery;
    return {
      database: Database,
      ...(Description ? { description: Description } : {}),
      name: Name,
      query: QueryString,
      workgroup: WorkGroup,
    };
  },
  async delete(id, context) {
    await orGone(context.client(Athena).deleteNamedQuery({ NamedQueryId: id }));
  },
});

async function orGone<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isError(error, 'InvalidRequestException', /NamedQuery .*(does not exist|not found)/i))
      return undefined;
    throw error;
  }
}
