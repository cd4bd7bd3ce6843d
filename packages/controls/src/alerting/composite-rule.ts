/** Whether an alarm that a composite rule names, by name or ARN, is in the state ALARM. */
type IsInAlarm = (alarm: string) => boolean;

/** The text is no rule of a composite alarm. */
class AlarmRuleError extends Error {}

/**
 * Evaluates the rule of a composite alarm while some alarms are in the state ALARM and all others are OK; `undefined`
 * when the text is no such rule. `NOT` binds first, then `AND`, then `OR`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function goesOff(rule: string, isInAlarm: IsInAlarm): boolean | undefined {
  if (rule.length > longestRule) return undefined;
  try {
    return new RuleReader(rule, isInAlarm).read();
  } catch (error) {
    if (error instanceof AlarmRuleError) return undefined;
    throw error;
  }
}

/** Tells whether a rule speaks of an alarm at all. */
export function mentions(rule: string, isNamed: (alarm: string) => boolean): boolean {
  return [...rule.matchAll(statePattern)].some(([, , quoted, bare]) =>
    isNamed((quoted ?? bare ?? '').trim()),
  );
}

/** AWS takes 10,240 characters. */
const longestRule = 10_240;

const statePattern = /\b(ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:["']([^"']*)["']|([^)"']*))\s*\)/g;
const tokenPattern =
  /\s*(?:(ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:["']([^"']*)["']|([^)"']*?))\s*\)|(\(|\)|AND\b|OR\b|NOT\b|TRUE\b|FALSE\b))/y;

class RuleReader {
  readonly #rule: string;
  readonly #isInAlarm: IsInAlarm;
  #at = 0;
  #depth = 0;

  constructor(rule: string, isInAlarm: IsInAlarm) {
    this.#rule = rule.trim();
    this.#isInAlarm = isInAlarm;
  }

  read(): boolean {
    const result = this.#either();
    if (this.#at < this.#rule.length) throw new AlarmRuleError();
    return result;
  }

  #either(): boolean {
    let result = this.#both();
    while (this.#takes('OR')) result = this.#both() || result;
    return result;
  }

  #both(): boolean {
    let result = this.#single();
    while (this.#takes('AND')) result = this.#single() && result;
    return result;
  }

  #single(): boolean {
    const match = this.#match();
    if (match === null) throw new AlarmRuleError();
    this.#at += match[0].length;
    const [, state, quoted, bare, word] = match;
    if (state !== undefined) {
      const isInAlarm = this.#isInAlarm(quoted ?? bare ?? '');
      return state === 'ALARM' ? isInAlarm : state === 'OK' && !isInAlarm;
    }
    if (word === 'NOT') return !this.#nested(() => this.#single());
    if (word === 'TRUE' || word === 'FALSE') return word === 'TRUE';
    if (word !== '(') throw new AlarmRuleError();
    const result = this.#nested(() => this.#either());
    if (!this.#takes(')')) throw new AlarmRuleError();
    return result;
  }

  /** Refuses what is nested deeper than anyone writes. */
  #nested(read: () => boolean): boolean {
    this.#depth += 1;
    if (this.#depth > 100) throw new AlarmRuleError();
    const result = read();
    this.#depth -= 1;
    return result;
  }

  #match(): RegExpExecArray | null {
    tokenPattern.lastIndex = this.#at;
    return tokenPattern.exec(this.#rule);
  }

  #takes(word: string): boolean {
    const match = this.#match();
    if (match === null || match[4] !== word) return false;
    this.#at += match[0].length;
    return true;
  }
}
