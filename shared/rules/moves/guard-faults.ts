import type { FaultWord } from '../../network/guard/reading.ts';
import type { Value } from '../../network/task.ts';
import type { FindingCode } from '../findings.ts';
import { found } from './checks.ts';
import { told } from './guard-fields.ts';
import { faultPlace } from './guard-place.ts';
import { type Guarding, readingIn, sectionFor } from './guard-sight.ts';

const FAULT_WORDS: Readonly<Record<FaultWord, string>> = {
  none: 'nothing',
  'other-protocol': 'it is another protocol',
  'line-too-long': 'a line is too long',
  'fields-too-large': 'the header has no room',
  'body-too-large': 'the body would have no room',
  'length-twice': 'it tells two lengths',
  'length-no-number': 'its length is no number',
  'length-and-coding': 'it tells a length and chunks',
  'coding-unknown': 'its coding is not known',
  'host-missing': 'it names no host',
  'host-twice': 'it names two hosts',
  'space-before-colon': 'a space stands before a colon',
  'field-name': 'a field has a wrong name or no colon',
  'control-character': 'a character that must not be there',
  'folded-line': 'a line is folded',
  'start-line': 'its first line is no request line',
  'method-unknown': 'its method is not known',
  'version-unknown': 'its version is not known',
  'bare-line-feed': 'a line ends without carriage return',
  'command-unknown': 'its word is no command',
  argument: 'its argument is not right',
  'out-of-order': 'it comes out of order',
  'label-too-long': 'a label has more than 63 bytes',
  'name-too-long': 'a name has more than 255 bytes',
  'pointer-loop': 'a pointer leads round in a circle',
  'pointer-outside': 'a pointer leads outside',
  'count-too-high': 'a count promises more than came',
  'runs-over-end': 'a label runs over the end',
  surplus: 'something follows behind it',
  'question-count': 'it does not ask one question',
  'operation-unknown': 'its operation is not known',
  'is-response': 'it is an answer, not a question',
  'too-short': 'it has no whole header',
};

const FAULTS_OF: Readonly<Record<Guarding['type'], readonly FaultWord[]>> = {
  'guard-request': [
    'none',
    'body-too-large',
    'host-missing',
    'method-unknown',
    'space-before-colon',
    'length-no-number',
    'start-line',
    'other-protocol',
  ],
  'guard-command': [
    'none',
    'out-of-order',
    'command-unknown',
    'argument',
    'line-too-long',
    'other-protocol',
  ],
  'guard-query': [
    'none',
    'label-too-long',
    'pointer-loop',
    'count-too-high',
    'operation-unknown',
    'is-response',
    'other-protocol',
  ],
};

/** Faults that are also there where another one is the point. */
const ALSO: Readonly<Partial<Record<FaultWord, readonly FaultWord[]>>> = {
  'other-protocol': ['start-line', 'command-unknown', 'operation-unknown'],
  'start-line': ['other-protocol'],
};

const wrongFault = (right: FaultWord, given: Value): FindingCode => {
  if (right === 'none') return 'guard/fault-invented';
  return given === 'none' ? 'guard/fault-overlooked' : 'guard/fault-other';
};

/** What breaks a rule. */
export const fault = told(
  'fault',
  (scene, given) => {
    const right = readingIn(scene).fault;
    const isAlso = ALSO[right]?.some(word => word === given) ?? false;
    return given === right || isAlso
      ? null
      : found(wrongFault(right, given), right, { rfc: sectionFor(scene) });
  },
  ({ situation }) => FAULTS_OF[situation.type],
  FAULT_WORDS,
  faultPlace,
);
