import { ListAccessKeysCommand, UpdateAccessKeyCommand } from '@aws-sdk/client-iam';
import type { Action } from './action.ts';

/**
 * Makes an access key of an IAM user inactive. Keys of sessions end by themselves and cannot be disabled.
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccessKey.html
 */
export const disableAccessKey: Action = {
  aim({ accountId, region, resource }) {
    const { accessKeyId, userName, userType } = resource.accessKeyDetails ?? {};
    if (accessKeyId === undefined || userName === undefined) return 'the finding names no access key';
    if (userType !== 'IAMUser') {
      return `the access key ${accessKeyId} is of ${userType}, not of an IAM user; only a user's key can be disabled`;
    }
    return {
      accountId,
      region,
      target: { userName, accessKeyId },
      summary: `make the access key ${accessKeyId} of the user ${userName} inactive`,
    };
  },

  async look({ iam }, { target }) {
    const { userName, accessKeyId } = target as { userName: string; accessKeyId: string };
    try {
      // A user has two keys at most, so there is one page.
      const { AccessKeyMetadata: keys = [] } = await iam.send(
        new ListAccessKeysCommand({ UserName: userName }),
      );
      const key = keys.find((one) => one.AccessKeyId === accessKeyId);
      if (key === undefined) return `the user ${userName} has no access key ${accessKeyId}`;
      return key.Status === 'Active'
        ? { status: key.Status }
        : `the access key ${accessKeyId} is inactive already`;
    } catch (error) {
      if ((error as Error).name === 'NoSuchEntityException') return `there is no user ${userName}`;
      throw error;
    }
  },

  async perform({ iam }, { target }) {
    const { userName, accessKeyId } = target as { userName: string; accessKeyId: string };
    await iam.send(
      new UpdateAccessKeyCommand({ UserName: userName, AccessKeyId: accessKeyId, Status: 'Inactive' }),
    );
    return {
      text: `the access key ${accessKeyId} of the user ${userName} is inactive`,
      undo: `aws iam update-access-key --user-name ${userName} --access-key-id ${accessKeyId} --status Active`,
    };
  },
};
