import './bench.css';
import './signal.css';
import '../style/choices.css';
import '../style/header-form.css';
import '../style/hex.css';
import arrowDown from '@tabler/icons/outline/arrow-down.svg?raw';
import arrowRight from '@tabler/icons/outline/arrow-right.svg?raw';
import arrowUp from '@tabler/icons/outline/arrow-up.svg?raw';
import type { ComponentChildren } from 'preact';
import { type UnitBytes, unitBytes } from '../../shared/rules/unit-bytes.ts';
import { Icon } from '../widgets/icon.tsx';
import { isStation, stationParts } from '../widgets/layer-words.ts';
import { narrow } from '../widgets/viewport.ts';
import { kindWords, neighbourWords } from '../widgets/words.ts';
import { Actions } from './actions.tsx';
import type { Desk } from './desk.ts';
import { allValues } from './draft.ts';
import { HeaderForm } from './header-form.tsx';
import { HexForm } from './hex-form.tsx';
import { cellsOf } from './layout.ts';
import { ListedForm } from './listed-form.tsx';
import { Opened } from './opened.tsx';
import { fieldsOutside, OutsideFields } from './outside-fields.tsx';
import { PhoneForm } from './phone-form.tsx';
import { RawForm } from './raw-form.tsx';
import { RouterPair, SumCard } from './router-pair.tsx';
import { Sealed } from './sealed.tsx';
import { SignalForm } from './signal-form.tsx';
import { Waveform } from './waveform.tsx';
import { WordsGap } from './words-gap.tsx';

interface PartProps {
  readonly desk: Desk;
  readonly unit: UnitBytes;
}

/** Router packets are drawn twice, before and after the hop. */
export const isPair = ({ bench }: Desk): boolean =>
  bench.direction === 'through' &&
  bench.protocol === 'ipv4' &&
  bench.arrived !== null &&
  bench.raw === undefined;

const ARROWS = { up: arrowUp, down: arrowDown, through: arrowRight } as const;

/** Who hands what: the line above the form. */
const Neighbour = ({ desk }: { readonly desk: Desk }) => {
  const { bench, whoAt } = desk;
  const { layer } = stationParts(bench.from);
  return (
    <p class={`neighbour layer-${isStation(bench.from) ? layer : bench.layer}`}>
      <Icon svg={ARROWS[bench.direction]} size={18} />
      <span>{neighbourWords(bench, whoAt(bench.from))}</span>
      {bench.allHands ? <span class="tag all-hands">All hands</span> : null}
    </p>
  );
};

const LISTED = ['dns', 'dhcp', 'http', 'smtp', 'capture', 'none'];

const isListed = ({ bench }: Desk): boolean => LISTED.includes(bench.protocol);

const Header = ({ desk, unit }: PartProps) => {
  if (desk.bench.level === 'hex' && !isListed(desk)) return <HexForm desk={desk} unit={unit} />;
  if (isListed(desk)) return <ListedForm desk={desk} unit={unit} />;
  if (narrow.value) return <PhoneForm desk={desk} unit={unit} />;
  return <HeaderForm desk={desk} unit={unit} withoutChoices={desk.bench.level === 'words'} />;
};

const headerEnd = ({ unit }: PartProps): number =>
  Math.max(
    0,
    ...cellsOf(unit.spans)
      .filter(cell => !cell.path.endsWith('.frameCheckSequence'))
      .map(cell => Math.ceil((cell.bitOffset + cell.bitLength) / 8)),
  );

/** At words level the field in the gap is not drawn twice. */
const outsideOf = (desk: Desk, unit: UnitBytes) =>
  fieldsOutside(desk, unit).filter(
    ({ path }) => desk.bench.level !== 'words' || path !== desk.bench.focus,
  );

const Form = (props: PartProps) => {
  const { desk, unit } = props;
  const { bench } = desk;
  if (bench.signal !== null && bench.signal.halfBits === null) return <SignalForm desk={desk} />;
  if (bench.raw !== undefined) return <RawForm desk={desk} unit={unit} sums={bench.raw.sums} />;
  const gap = bench.level === 'words';
  if (isPair(desk)) {
    return (
      <>
        {gap ? <WordsGap desk={desk} /> : null}
        <RouterPair desk={desk} unit={unit} />
      </>
    );
  }
  return (
    <>
      {bench.signal?.halfBits ? (
        <figure class="wave-box whole">
          <Waveform halves={bench.signal.halfBits.join('')} />
        </figure>
      ) : null}
      {gap ? <WordsGap desk={desk} /> : null}
      <OutsideFields desk={desk} fields={isListed(desk) ? [] : outsideOf(desk, unit)} />
      {bench.signal === null ? <Header {...props} /> : null}
    </>
  );
};

const SealedPart = (props: PartProps) => {
  const { bench, whoAt } = props.desk;
  if (bench.sealed === null || isPair(props.desk)) return null;
  return <Sealed sealed={bench.sealed} from={whoAt(bench.from)} base={headerEnd(props)} />;
};

const OpenedPart = ({ desk }: { readonly desk: Desk }) =>
  desk.bench.opened === undefined ? null : (
    <Opened records={desk.bench.opened} isRaw={desk.bench.raw !== undefined} />
  );

interface BenchPanelProps {
  readonly desk: Desk;
  /** At a router: the routes, drawn beside the sum. */
  readonly beside?: ComponentChildren;
  /** At a router, whose form takes two columns: coach above it, tables under it. */
  readonly above?: ComponentChildren;
  readonly below?: ComponentChildren;
}

/** The unit in hand: own header as a form, the rest sealed, and what can be done with it. */
export const BenchPanel = ({ desk, beside, above, below }: BenchPanelProps) => {
  const unit = unitBytes(desk.bench, allValues(desk.bench));
  const trailer =
    desk.bench.protocol === 'ethernet' && desk.bench.level === 'fields' && !narrow.value;
  return (
    <>
      <h2 class="sr" id="bench-title" tabIndex={-1}>
        Bench: {kindWords(desk.bench.kind, desk.bench.facts).title}
      </h2>
      <Neighbour desk={desk} />
      <div class="bench-form">
        {above}
        <Form desk={desk} unit={unit} />
        {isPair(desk) ? (
          <>
            <OutsideFields desk={desk} fields={outsideOf(desk, unit)} />
            <div class="router-below">
              {beside}
              <SumCard desk={desk} unit={unit} />
            </div>
          </>
        ) : null}
        <SealedPart desk={desk} unit={unit} />
        <OpenedPart desk={desk} />
        {trailer ? <HeaderForm desk={desk} unit={unit} part="trailer" /> : null}
        {below}
      </div>
      <Actions desk={desk} />
    </>
  );
};
