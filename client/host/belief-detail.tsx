import clockPlus from '@tabler/icons/outline/clock-plus.svg?raw';
import presentation from '@tabler/icons/outline/presentation.svg?raw';
import '../style/hex.css';
import { useMemo, useState } from 'preact/hooks';
import { fromHex } from '../../shared/base/bytes.ts';
import type { BoardPart, HostCrew } from '../../shared/session/views/host.ts';
import type { FindingView } from '../../shared/session/views/play.ts';
import { givenWords } from '../widgets/action-words.ts';
import { Button } from '../widgets/button.tsx';
import { fieldName } from '../widgets/field-names.ts';
import { type ByteRange, HexGrid } from '../widgets/hex-grid.tsx';
import { headerLength, layerClassOf } from '../widgets/protocol-layer.ts';
import { findingWords } from '../widgets/words.ts';
import type { Act } from './act.ts';
import type { BoardPlace } from './belief-board.tsx';

type Row = BoardPart['rows'][number];
type Last = NonNullable<Row['last']>;

const EXTRA_SECONDS = 60;

const rangeOf = ({ bits }: FindingView): ByteRange | null =>
  bits === null
    ? null
    : { from: Math.floor(bits.offset / 8), to: Math.ceil((bits.offset + bits.length) / 8) };

const Bytes = ({ last }: { readonly last: Last }) => {
  const bytes = useMemo(() => {
    const parsed = fromHex(last.headerHex);
    const whole = parsed.ok ? parsed.value : new Uint8Array();
    return whole.subarray(0, headerLength(last.protocol, whole));
  }, [last]);
  const range = rangeOf(last.finding);
  if (bytes.length === 0) return null;
  return (
    <HexGrid
      bytes={bytes}
      columns={8}
      base={0}
      label="The bytes as they were given"
      toneOf={() => layerClassOf(last.protocol)}
      selected={range}
      wrong={range}
    />
  );
};

interface ShowProps {
  readonly last: Last;
  readonly act: Act;
}

/** Puts the packet on the wall, without a name, and takes it off again. */
const ShowPacket = ({ last, act }: ShowProps) => {
  const [shown, setShown] = useState(false);
  const press = async (): Promise<void> => {
    const taskId = shown ? null : last.taskId;
    if (await act({ type: 'show-packet', crew: last.crew, taskId })) setShown(!shown);
  };
  return (
    <Button icon={presentation} pressed={shown} onClick={() => void press()}>
      {shown ? 'Take it off the wall' : 'Show this packet'}
    </Button>
  );
};

const Figures = ({ row, place, board, crews }: Omit<BeliefDetailProps, 'act'> & { row: Row }) => {
  const figures = crews
    .flatMap(crew => crew.people)
    .find(person => person.playerId === row.playerId);
  const same = board.rows.filter(
    other => other !== row && other.cells.some(cell => cell.tag === place?.tag && !cell.repaired),
  );
  return (
    <dl class="facts">
      {row.last === null ? null : (
        <>
          <dt>Gave</dt>
          <dd>
            <span class="num">{givenWords(row.last.finding)}</span>
            {row.last.finding.field === 'action'
              ? ''
              : ` in “${fieldName(row.last.finding.field)}”`}
          </dd>
          <dt>Rule</dt>
          <dd>{row.last.finding.rfc}</dd>
        </>
      )}
      <dt>Tries, hints</dt>
      <dd>
        {figures?.tries ?? 0} and {figures?.hints ?? 0} in this round
      </dd>
      <dt>Same belief</dt>
      <dd>{same.length === 0 ? 'nobody else' : same.map(other => other.nickname).join(', ')}</dd>
    </dl>
  );
};

interface BeliefDetailProps {
  readonly board: BoardPart;
  readonly crews: readonly HostCrew[];
  readonly place: BoardPlace | null;
  readonly act: Act;
}

/** What the person of the chosen cell last gave, and what to do about it. */
export const BeliefDetail = (props: BeliefDetailProps) => {
  const { board, place, act } = props;
  const row = board.rows.find(each => each.playerId === place?.playerId);
  if (row === undefined || place === null) {
    return (
      <section class="card belief-detail" aria-label="Chosen belief">
        <p class="soft">Choose a cell of the board to see what was sent.</p>
      </section>
    );
  }
  const { last } = row;
  return (
    <section class="card belief-detail" aria-labelledby="belief-title">
      <h2 id="belief-title">
        {row.nickname}, <code>{place.tag}</code>
      </h2>
      {last === null ? <p class="soft">No wrong unit in this round.</p> : null}
      {last === null ? null : <p class="soft">{findingWords(last.finding).happened}</p>}
      {last === null || last.finding.tag === place.tag ? null : (
        <p class="dim">This is the latest wrong unit; it came from another belief.</p>
      )}
      <Figures {...props} row={row} />
      {last === null ? null : <Bytes last={last} />}
      <div class="row wrap belief-actions">
        {last === null ? null : <ShowPacket key={last.taskId} last={last} act={act} />}
        <Button
          icon={clockPlus}
          onClick={() =>
            void act({ type: 'give-time', playerId: row.playerId, seconds: EXTRA_SECONDS })
          }
        >
          Give time
        </Button>
      </div>
      <p class="dim t1">On the projector it has no name.</p>
    </section>
  );
};
