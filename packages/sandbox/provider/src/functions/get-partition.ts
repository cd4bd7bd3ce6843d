import type { GetPartitionArgs, GetPartitionResult } from '@pulumi/aws/getPartition.js';
import { defineFunction } from '../core/function.ts';

/** DNS suffixes of the partitions: https://docs.aws.amazon.com/general/latest/gr/rande.html */
const SUFFIXES: { readonly [partition: string]: string } = { 'aws-cn': 'amazonaws.com.cn' };

/** `aws`, `aws-cn` or `aws-us-gov`, as the credentials' own ARN says it. */
export const getPartition = defineFunction<GetPartitionArgs, GetPartitionResult>({
  token: 'aws:index/getPartition:getPartition',
  args: { id: true },
  invoke(_args, { partition }) {
    const dnsSuffix = SUFFIXES[partition] ?? 'amazonaws.com';
    return {
      dnsSuffix,
      id: partition,
      partition,
      reverseDnsPrefix: dnsSuffix.split('.').reverse().join('.'),
    };
  },
});
