import { LONGEST_LABEL, LONGEST_NAME, signAt } from './dns-name.ts';
import type { IssueCode } from './issue.ts';

const DOT = '.';

/** Bytes of each label of `name` in the notation of RFC 1035 §5.1. */
const labelLengths = (name: string): readonly number[] => {
  const lengths = [0];
  for (let at = 0; at < name.length; ) {
    const { bytes, characters } = signAt(name, at);
    if (characters === 1 && name.charAt(at) === DOT) lengths.push(0);
    else lengths.push((lengths.pop() ?? 0) + bytes.length);
    at += characters;
  }
  return lengths;
};

/**
 * Why no message can hold `name` as it is written, or undefined if one can: a label without or with more than 63 bytes,
 * more than 255 bytes in all (RFC 1035 §3.1). One dot at the end stands for the root.
 */
export const nameProblem = (name: string): IssueCode | undefined => {
  if (name === '' || name === DOT) return undefined;
  const all = labelLengths(name);
  const lengths = all.at(-1) === 0 ? all.slice(0, -1) : all;
  if (lengths.includes(0)) return 'dns/name-empty-label';
  if (lengths.some(length => length > LONGEST_LABEL)) return 'dns/name-label-too-long';
  const wireBytes = lengths.reduce((total, length) => total + length + 1, 1);
  return wireBytes > LONGEST_NAME ? 'dns/name-too-long' : undefined;
};
