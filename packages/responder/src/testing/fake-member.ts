import type { MemberAccess } from '../member-access.ts';

/** Answers a call by the name of its command, such as `UpdateAccessKeyCommand`. */
export type Answers = Readonly<Record<string, (input: Record<string, unknown>) => object>>;

/** An account that answers what a test says, and keeps what it was asked. A call without an answer is refused, as by IAM. */
export class FakeMember {
  readonly calls: { readonly command: string; readonly input: Record<string, unknown> }[] = [];
  readonly answers: Record<string, (input: Record<string, unknown>) => object>;

  constructor(answers: Answers = {}) {
    this.answers = { ...answers };
  }

  /** Commands that were sent, in their order. */
  get commands(): string[] {
    return this.calls.map(({ command }) => command);
  }

  async send(command: { readonly input: Record<string, unknown> }): Promise<object> {
    const { name } = command.constructor;
    this.calls.push({ command: name, input: command.input });
    const answer = this.answers[name];
    if (answer === undefined) {
      throw Object.assign(new Error(`not authorized to perform ${name}`), { name: 'AccessDenied' });
    }
    return { $metadata: { requestId: `request-${this.calls.length}` }, ...answer(command.input) };
  }

  /** What {@link MemberAccess} is to the responder. */
  get access(): MemberAccess {
    const client = { send: (command: never) => this.send(command), config: {} };
    const clients = { ec2: client, iam: client, s3: client, cloudTrail: client };
    return {
      ...(clients as unknown as MemberAccess),
      requestIds: this.calls.map((_, index) => `request-${index + 1}`),
    };
  }
}
