import { signal } from '@preact/signals';
import back from '@tabler/icons/outline/arrow-back-up.svg?raw';
import arrowDown from '@tabler/icons/outline/arrow-down.svg?raw';
import arrowRight from '@tabler/icons/outline/arrow-right.svg?raw';
import arrowUp from '@tabler/icons/outline/arrow-up.svg?raw';
import bulb from '@tabler/icons/outline/bulb.svg?raw';
import hand from '@tabler/icons/outline/hand-stop.svg?raw';
import pencil from '@tabler/icons/outline/pencil.svg?raw';
import wave from '@tabler/icons/outline/wave-square.svg?raw';
import { useEffect } from 'preact/hooks';
import type { Action } from '../../shared/network/task.ts';
import type { ActionOffer } from '../../shared/rules/bench.ts';
import { answerWords, reasonWords } from '../widgets/action-words.ts';
import { Button } from '../widgets/button.tsx';
import { isStation } from '../widgets/layer-words.ts';
import { narrow } from '../widgets/viewport.ts';
import { labelOf } from './bench-labels.ts';
import type { Desk } from './desk.ts';
import { allValues, entryOf, missingFields, ownValues } from './draft.ts';

/** Which list of reasons or answers is open; one bench is on the page. */
export const openList = signal<Action | null>(null);

const mainAction = (desk: Desk): ActionOffer | undefined =>
  desk.bench.actions.find(({ action }) => action === 'send' || action === 'deliver') ??
  desk.bench.actions.find(({ action }) => action === 'answer');

const STATE_OF_FINDING = 'Change the marked field first.';

const foundField = ({ bench, finding }: Desk) =>
  bench.fields.find(({ path }) => path === finding?.field);

const unchangedSince = (desk: Desk): boolean => {
  const field = foundField(desk);
  return field !== undefined && entryOf(desk.bench, field).value === desk.finding?.given;
};

/** The field that came back holds another value by now. */
export const isChanged = (desk: Desk): boolean =>
  foundField(desk) !== undefined && !unchangedSince(desk);

/** Why the main button is quiet, or null. */
const notYetFor = (desk: Desk): string | null => {
  if (desk.blocked !== null) return desk.blocked;
  const missing = missingFields(desk.bench)[0];
  if (missing !== undefined) return `${labelOf(desk.bench, missing.path)} is still empty.`;
  return unchangedSince(desk) ? STATE_OF_FINDING : null;
};

interface ActionLabel {
  readonly text: string;
  readonly icon: string;
}

const sendLabel = (desk: Desk): ActionLabel => {
  const { bench } = desk;
  if (bench.fields.some(({ path }) => path === 'rule.place')) {
    return { text: 'Write the line', icon: arrowDown };
  }
  if (bench.layer === 'physical') return { text: 'Put on the wire', icon: wave };
  if (bench.fields.some(({ path }) => path === 'nat.port')) {
    return { text: 'Send it translated', icon: arrowRight };
  }
  if (bench.direction === 'through') {
    const out = allValues(bench)['interface'] ?? bench.facts['interface'];
    return { text: out === undefined ? 'Forward' : `Forward on ${out}`, icon: arrowRight };
  }
  if (bench.fields.some(({ path }) => path === 'rule')) {
    return { text: 'Let it pass', icon: arrowRight };
  }
  if (bench.direction === 'up')
    return { text: `Send to ${desk.whoAt(bench.to)}`, icon: arrowRight };
  if (!isStation(bench.to)) return { text: 'Put on the wire', icon: wave };
  return { text: `Pass down to ${desk.whoAt(bench.to)}`, icon: arrowDown };
};

/** Messages that a layer reads for itself: nobody above gets them. */
const TAKEN_HERE: readonly string[] = ['arp', 'icmp', 'dhcp'];

const deliverLabel = ({ bench, whoAt }: Desk): ActionLabel => {
  if (bench.kind.startsWith('resolve/')) return { text: 'Let it wait', icon: hand };
  if (bench.protocol === 'capture') return { text: 'Note it down', icon: pencil };
  const isOwn = TAKEN_HERE.includes(bench.protocol) || bench.kind.startsWith('guard/');
  const to = isOwn ? '' : whoAt(bench.to);
  return { text: to === '' ? 'Take it' : `Pass up to ${to}`, icon: arrowUp };
};

/** What the button says that offers this. */
export const labelFor = (desk: Desk, offer: ActionOffer): ActionLabel => {
  if (offer.action === 'send') return sendLabel(desk);
  if (offer.action === 'deliver') return deliverLabel(desk);
  const only = offer.choices.length === 1 ? offer.choices[0] : undefined;
  if (offer.action === 'answer') {
    return {
      text: only === undefined ? 'Answer instead' : `Answer with ${answerWords(only)}`,
      icon: back,
    };
  }
  return { text: 'Drop it and say why', icon: hand };
};

const valueName = (action: Action): string => (action === 'drop' ? 'reason' : 'answer');

/** Reasons to drop, or answers to send back: choosing one decides. */
const ChoiceList = ({ desk, offer }: { readonly desk: Desk; readonly offer: ActionOffer }) => {
  const words = offer.action === 'drop' ? reasonWords : answerWords;
  const title = offer.action === 'drop' ? 'Why does it end here?' : 'What do you send back?';
  return (
    <fieldset class="choice-list">
      <legend>{title}</legend>
      <div class="row wrap">
        {offer.choices.map(choice => (
          <Button
            key={choice}
            notYet={desk.blocked}
            onClick={() => {
              openList.value = null;
              desk.decide(offer.action, {
                ...ownValues(desk.bench),
                [valueName(offer.action)]: choice,
              });
            }}
          >
            {words(choice)}
          </Button>
        ))}
        <Button
          look="quiet"
          onClick={() => {
            openList.value = null;
          }}
        >
          Not now
        </Button>
      </div>
    </fieldset>
  );
};

/** Does what the main button does, or says why not yet; also for Ctrl+Enter. */
export const decideMain = (desk: Desk): string | null => {
  const offer = mainAction(desk);
  const notYet = notYetFor(desk);
  if (offer === undefined || notYet !== null) return notYet;
  if (offer.action === 'answer' && offer.choices.length > 1) {
    openList.value = 'answer';
    return null;
  }
  const answer = offer.action === 'answer' ? { answer: offer.choices[0] ?? '' } : {};
  desk.decide(offer.action, { ...ownValues(desk.bench), ...answer });
  return null;
};

const HINT_STEPS = ['where to look', 'the rule', 'a worked sibling', 'the answer'] as const;

const HintButton = ({ desk, alone }: { readonly desk: Desk; readonly alone: boolean }) => {
  const { hint, hintStep } = desk;
  if (hint === null) return null;
  const next = HINT_STEPS[hintStep];
  return (
    <>
      {narrow.value ? (
        <Button label="Hint" icon={bulb} class="square" onClick={hint} />
      ) : (
        <Button
          icon={bulb}
          keys="H"
          notYet={next === undefined ? 'All four hints are open.' : null}
          onClick={hint}
        >
          Hint
        </Button>
      )}
      <span class={alone ? 't1 dim hint-step' : 'sr hint-step'}>
        {next === undefined ? '' : `Step ${hintStep + 1} of 4: ${next}`}
      </span>
    </>
  );
};

/** Hint, drop, answer, and the one lamp of the bench. */
export const Actions = ({ desk }: { readonly desk: Desk }) => {
  const main = mainAction(desk);
  const others = desk.bench.actions.filter(offer => offer !== main);
  const open = desk.bench.actions.find(({ action }) => action === openList.value);
  const notYet = notYetFor(desk);
  const label = main === undefined ? null : labelFor(desk, main);
  useEffect(() => {
    openList.value = null;
  }, [desk.bench.taskId]);
  return (
    <div class="actions">
      {open === undefined ? null : <ChoiceList desk={desk} offer={open} />}
      <div class="row wrap action-row">
        <HintButton desk={desk} alone={others.length === 0} />
        {others.map(offer => (
          <Button
            key={offer.action}
            icon={labelFor(desk, offer).icon}
            {...(offer.action === 'drop' ? { keys: 'D' } : {})}
            expanded={openList.value === offer.action}
            onClick={() => {
              openList.value = openList.value === offer.action ? null : offer.action;
            }}
          >
            {labelFor(desk, offer).text}
          </Button>
        ))}
        {desk.hint === null ? <span class="grow" /> : null}
        {label === null ? null : (
          <Button
            look={notYet === null ? 'lamp' : 'plain'}
            class="main-action"
            icon={label.icon}
            keys="Ctrl Enter"
            notYet={notYet}
            onClick={() => decideMain(desk)}
          >
            {label.text}
          </Button>
        )}
      </div>
    </div>
  );
};
