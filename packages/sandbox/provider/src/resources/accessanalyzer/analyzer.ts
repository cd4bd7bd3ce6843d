import { AccessAnalyzer, type Type } from '@aws-sdk/client-accessanalyzer';
import type { AnalyzerArgs, AnalyzerState } from '@pulumi/aws/accessanalyzer/analyzer.js';
import { defineResource } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';
import { tagChanges } from '../../core/tags.ts';

const CREATE = 'https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CreateAnalyzer.html';
const MISSING = 'ResourceNotFoundException';

/** An analyzer of IAM Access Analyzer. Id and import id: its name. */
export const analyzer = defineResource<AnalyzerArgs, AnalyzerState>({
  token: 'aws:accessanalyzer/analyzer:Analyzer',
  properties: {
    analyzerName: { required: true, replaces: CREATE },
    configuration: { replaces: CREATE },
    region: { computed: true, replaces: CREATE },
    tags: {},
    type: { default: 'ACCOUNT', replaces: CREATE },
  },
  computed: { arn: true },
  async create({ analyzerName, configuration, tags, type }, context) {
    const unusedAccess = configuration?.unusedAccess;
    if (configuration?.internalAccess) throw new Error('analyzers of internal access are not served here');
    await context.client(AccessAnalyzer).createAnalyzer({
      analyzerName,
      type: type as Type,
      ...(unusedAccess ? { configuration: { unusedAccess } } : {}),
      ...(tags ? { tags } : {}),
    });
    return analyzerName;
  },
  async read(id, context) {
    const found = await orMissing(context.client(AccessAnalyzer).getAnalyzer({ analyzerName: id }), MISSING);
    if (!found?.analyzer) return undefined;
    const { arn, name, type, configuration, tags = {} } = found.analyzer;
    const unusedAccessAge = configuration?.unusedAccess?.unusedAccessAge;
    return {
      analyzerName: name,
      arn,
      ...(unusedAccessAge === undefined ? {} : { configuration: { unusedAccess: { unusedAccessAge } } }),
      tags,
      type,
    };
  },
  async update(id, { tags }, context) {
    const resourceArn = `arn:${context.partition}:access-analyzer:${context.region}:${context.accountId}:analyzer/${id}`;
    const { set, removed } = tagChanges(context.old.tags, tags);
    const client = context.client(AccessAnalyzer);
    if (Object.keys(set).length > 0) await client.tagResource({ resourceArn, tags: set });
    if (removed.length > 0) await client.untagResource({ resourceArn, tagKeys: removed });
  },
  async delete(id, context) {
    await orMissing(context.client(AccessAnalyzer).deleteAnalyzer({ analyzerName: id }), MISSING);
  },
});
