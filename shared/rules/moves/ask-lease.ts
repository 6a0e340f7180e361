import { toHex } from '../../base/bytes.ts';
import { askDraft } from '../../network/played/lease-ask.ts';
import { typeOfSaying } from '../../network/programs/dhcp/client-words.ts';
import { DHCP_MESSAGE_NAMES } from '../../protocols/dhcp-option-table.ts';
import type { KindId } from '../kinds.ts';
import { inTurn, type Question } from '../question.ts';
import {
  clientAddress,
  offersIn,
  rightValue,
  say,
  says,
  sendFrom,
  sendTo,
  server,
  wish,
} from './ask-fields.ts';
import { judgeSaying } from './checks.ts';
import { type AskLease, askFacts, askingIn } from './join-sight.ts';
import type { Move, Scene } from './move.ts';
import { goesDown } from './places.ts';

const isRenewing = (scene: Scene<AskLease>): boolean =>
  rightValue(scene, 'dhcp.clientAddress') !== 0;

const TO: Readonly<Record<string, KindId>> = {
  discover: 'join/discover-to',
  request: 'join/request-to',
  release: 'join/release-to',
};

const questionPut = (scene: Scene<AskLease>): Question => {
  const word = says(scene);
  const renews = isRenewing(scene) && word === 'request';
  const whom: Question = {
    kind: renews ? 'join/renew-to' : (TO[word] ?? 'join/discover-to'),
    focus: 'sendTo',
  };
  if (renews) {
    return inTurn(scene.world, scene.task, [whom, { kind: 'join/renew-from', focus: 'sendFrom' }]);
  }
  if (word === 'discover') {
    return inTurn(scene.world, scene.task, [
      { kind: 'join/discover', focus: 'say' },
      whom,
      { kind: 'join/discover-from', focus: 'sendFrom' },
    ]);
  }
  if (word !== 'request' || rightValue(scene, 'dhcp.serverIdentifier') === 0) return whom;
  if (offersIn(scene).length > 1) {
    return inTurn(scene.world, scene.task, [
      { kind: 'join/choose', focus: 'dhcp.serverIdentifier' },
      { kind: 'join/wish', focus: 'dhcp.requestedAddress' },
    ]);
  }
  return inTurn(scene.world, scene.task, [
    { kind: 'join/request', focus: 'say' },
    whom,
    { kind: 'join/request-from', focus: 'sendFrom' },
    { kind: 'join/wish', focus: 'dhcp.requestedAddress' },
  ]);
};

/** What it says is told where that is not the question. */
const saysShown = (scene: Scene<AskLease>): Record<string, string> =>
  questionPut(scene).focus === 'say'
    ? {}
    : { says: DHCP_MESSAGE_NAMES[typeOfSaying(says(scene))] ?? '' };

const draftShown = (scene: Scene<AskLease>): string => {
  const moment = askingIn(scene);
  return moment === null ? '' : toHex(askDraft(moment));
};

/** A DHCP client speaks: what, to whom, under which address, of which server, RFC 2131 §4.4. */
export const askLease: Move<AskLease> = {
  direction: 'down',
  protocol: 'dhcp',
  places: goesDown,
  fields: [say, server, wish, clientAddress, sendFrom, sendTo],
  opens: ['say', 'dhcp.serverIdentifier', 'dhcp.requestedAddress', 'sendFrom', 'sendTo'],
  offers: [{ action: 'send', choices: [] }],
  focus: scene => questionPut(scene).focus,
  kindOf: scene => questionPut(scene).kind,
  judgeAction: (scene, decision) => judgeSaying(scene, decision, {}, 'action/not-here'),
  facts: scene => ({ ...askFacts(scene), ...saysShown(scene), draft: draftShown(scene) }),
  isNew: scene => {
    if (offersIn(scene).length > 1) return 'second-server';
    return isRenewing(scene) ? 'renewal' : null;
  },
};
