import type { Bench } from '../../shared/rules/bench.ts';
import type { TrayPart } from '../../shared/session/views/play.ts';
import { stationParts } from '../widgets/layer-words.ts';
import { Meter } from '../widgets/meter.tsx';
import { kindTitle, seatWords } from '../widgets/words.ts';

interface TrayProps {
  readonly tray: TrayPart;
  /** The task on the bench: it takes the first place. */
  readonly bench: Bench | null;
  readonly whoAt: (place: string) => string;
  readonly onOpen: (taskId: number) => void;
}

const LEVEL_NAMES = { words: 'in words', fields: '', hex: 'in hex' } as const;

type Item = TrayPart['items'][number];

const about = (item: Item, whoAt: TrayProps['whoAt']): string =>
  [
    item.from === stationParts(item.station).node ? '' : `from ${whoAt(item.from)}`,
    item.lengthBytes > 0 ? `${item.lengthBytes} bytes` : '',
    LEVEL_NAMES[item.level],
    item.repeated > 0 ? 'again' : '',
    item.copies > 0 ? `came ${item.copies + 1} times` : '',
  ]
    .filter(text => text !== '')
    .join(', ');

const TrayItem = ({
  item,
  isCurrent,
  whoAt,
  onOpen,
}: Omit<TrayProps, 'tray' | 'bench'> & { readonly item: Item; readonly isCurrent: boolean }) => (
  <li class="arrive">
    <button
      type="button"
      class={`tray-item layer-${stationParts(item.station).layer} ${item.allHands ? 'all-hands' : ''}`}
      aria-current={isCurrent ? 'true' : undefined}
      onClick={() => onOpen(item.taskId)}
    >
      <b>{kindTitle(item.kind)}</b>
      <span class="soft">{about(item, whoAt)}</span>
      {item.allHands ? <span class="tag">All hands</span> : null}
    </button>
  </li>
);

const benchItem = (bench: Bench | null): readonly Item[] =>
  bench === null
    ? []
    : [
        {
          taskId: bench.taskId,
          kind: bench.kind,
          level: bench.level,
          from: bench.from,
          lengthBytes: (bench.sealed?.hex.length ?? bench.arrived?.hex.length ?? 0) / 2,
          station: bench.station,
          allHands: bench.allHands,
          repeated: 0,
          copies: 0,
        },
      ];

/** What waits, oldest first; the one on the bench is marked. One tab stop per unit, arrows move between them. */
export const Tray = ({ tray, bench, whoAt, onOpen }: TrayProps) => {
  const items = [...benchItem(bench), ...tray.items];
  const places = tray.limit + 1;
  const move = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (by === undefined || !(event.currentTarget instanceof HTMLElement)) return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const at = buttons.findIndex(button => button === document.activeElement);
    buttons[(at + by + buttons.length) % buttons.length]?.focus();
  };
  return (
    <section class="tray" aria-labelledby="tray-title">
      <div class="heading between">
        <h2 id="tray-title">Tray</h2>
        <Meter
          full={items.length}
          of={places}
          label={`${items.length} of ${places} places taken`}
        />
      </div>
      {items.length === 0 ? (
        <p class="t1 soft">
          <b>Nothing for you now.</b> {tray.waitingFor === '' ? '' : seatWords(tray.waitingFor)}
        </p>
      ) : null}
      <ol onKeyDown={move}>
        {items.map(item => (
          <TrayItem
            key={item.taskId}
            item={item}
            isCurrent={item.taskId === bench?.taskId}
            whoAt={whoAt}
            onOpen={onOpen}
          />
        ))}
      </ol>
    </section>
  );
};
