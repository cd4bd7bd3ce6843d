import { AthenaClient, BatchGetNamedQueryCommand, paginateListNamedQueries } from '@aws-sdk/client-athena';
import { IAMClient, ListOrganizationsFeaturesCommand } from '@aws-sdk/client-iam';
import { clientOptions, type Inputs, type LookupScope, textOf } from './lookup-scope.ts';

/** Athena takes two saved queries of one name: the one whose text is ours, and that the state does not know, is it. */
export async function findNamedQuery(inputs: Inputs, scope: LookupScope): Promise<string | null> {
  const athena = new AthenaClient(clientOptions(scope));
  const WorkGroup = textOf(inputs, 'workgroup') ?? 'primary';
  try {
    for await (const { NamedQueryIds = [] } of paginateListNamedQueries({ client: athena }, { WorkGroup })) {
      const unknown = NamedQueryIds.filter((id) => !scope.known.has(id));
      if (unknown.length === 0) continue;
      const { NamedQueries = [] } = await athena.send(
        new BatchGetNamedQueryCommand({ NamedQueryIds: unknown }),
      );
      const found = NamedQueries.find(
        ({ Name, QueryString }) => Name === textOf(inputs, 'name') && QueryString === textOf(inputs, 'query'),
      );
      if (found?.NamedQueryId !== undefined) return found.NamedQueryId;
    }
    return null;
  } catch (error) {
    // Without its workgroup there is no query in it.
    if ((error as Error).name === 'InvalidRequestException') return null;
    throw error;
  } finally {
    athena.destroy();
  }
}

/** The organization has one setting for all features. */
export async function findOrganizationsFeatures(_inputs: Inputs, scope: LookupScope): Promise<string | null> {
  const iam = new IAMClient(clientOptions(scope));
  try {
    const { OrganizationId, EnabledFeatures = [] } = await iam.send(new ListOrganizationsFeaturesCommand({}));
    return EnabledFeatures.length > 0 ? (OrganizationId ?? null) : null;
  } catch (error) {
    if ((error as Error).name === 'ServiceAccessNotEnabledException') return null;
    throw error;
  } finally {
    iam.destroy();
  }
}
