import { HALF_BITS_IN_BYTE } from './half-bits.ts';

const CELL = 120;
const HIGH = 64;
const LOW = 292;
const HEIGHT = 356;
const LEFT = 8;
const WIDTH = LEFT * 2 + CELL * 8;

const levelOf = (half: string): number => (half === '1' ? HIGH : LOW);

/** The line through all half-bits known so far. */
const lineThrough = (halves: string): string =>
  [...halves]
    .map((half, index) => {
      const from = LEFT + index * (CELL / 2);
      const y = levelOf(half);
      return `${index === 0 ? 'M' : 'L'}${from} ${y}L${from + CELL / 2} ${y}`;
    })
    .join('');

const turnName = (pair: string): string =>
  ({ '01': 'rise', '10': 'fall', '00': 'no turn', '11': 'no turn' })[pair] ?? 'open';

const pairs = (halves: string): readonly string[] =>
  Array.from({ length: Math.floor(halves.length / 2) }, (_, bit) =>
    halves.slice(bit * 2, bit * 2 + 2),
  );

const described = (halves: string): string => {
  const turns = pairs(halves).map(turnName);
  const open = HALF_BITS_IN_BYTE / 2 - turns.length;
  return `Waveform: ${turns.length === 0 ? 'nothing yet' : turns.join(', ')}${open === 0 ? '' : `; ${open} bits open`}`;
};

/** Eight bit cells: sent, now, open. */
export const Waveform = ({ halves }: { readonly halves: string }) => {
  const done = halves.length / 2;
  return (
    <svg class="wave" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={described(halves)}>
      {Array.from({ length: 8 }, (_, bit) => (
        <g key={bit}>
          <rect
            class={bit === done ? 'wave-cell now' : 'wave-cell'}
            x={LEFT + bit * CELL + 2}
            y="6"
            width={CELL - 4}
            height={HEIGHT - 12}
            rx="10"
          />
          <path class="wave-middle" d={`M${LEFT + bit * CELL + CELL / 2} 16V${HEIGHT - 16}`} />
        </g>
      ))}
      <path
        class="wave-rail"
        d={`M${LEFT} ${HIGH}H${WIDTH - LEFT}M${LEFT} ${LOW}H${WIDTH - LEFT}`}
      />
      {halves === '' ? null : <path class="wave-line" d={lineThrough(halves)} />}
      {pairs(halves).map((pair, bit) =>
        pair === '01' || pair === '10' ? (
          <path
            key={bit}
            class="wave-tip"
            transform={`translate(${LEFT + bit * CELL + CELL / 2} ${HEIGHT / 2}) rotate(${pair === '01' ? 0 : 180})`}
            d="M-13 10L0 -11L13 10z"
          />
        ) : null,
      )}
      {done < 8 ? (
        <text class="wave-open" x={LEFT + done * CELL + CELL / 2} y="192" text-anchor="middle">
          ?
        </text>
      ) : null}
    </svg>
  );
};
