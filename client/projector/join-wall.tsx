import { useMemo } from 'preact/hooks';
import { renderSVG } from 'uqr';
import type { ProjectorParts } from '../../shared/session/views/host.ts';
import { groupedPin } from '../widgets/pin.ts';

interface JoinWallProps {
  readonly head: ProjectorParts['head'];
  readonly address: string;
}

/** While people come: the address, the PIN and a code to scan. */
export const JoinWall = ({ head, address }: JoinWallProps) => {
  const url = `${location.protocol}//${address}/join/${head.pin}`;
  const code = useMemo(() => renderSVG(url, { border: 2 }), [url]);
  return (
    <section class="join-wall" aria-label="How to join">
      <div
        class="qr"
        role="img"
        aria-label={`QR code for ${url}`}
        // Our own drawing of our own address; no markup from outside.
        dangerouslySetInnerHTML={{ __html: code }}
      />
      <div>
        <p class="soft">Open</p>
        <p class="wall-address num">{address}</p>
        <p class="soft">and type</p>
        <p class="wall-pin num">{groupedPin(head.pin)}</p>
        <p class="wall-count">
          {head.joined} {head.joined === 1 ? 'person is' : 'people are'} here, {head.ready} ready
        </p>
      </div>
    </section>
  );
};
