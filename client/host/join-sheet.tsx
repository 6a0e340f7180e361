import { useEffect, useMemo, useState } from 'preact/hooks';
import { renderSVG } from 'uqr';
import { joinAddresses } from '../net/host-api.ts';
import { groupedPin } from '../widgets/pin.ts';

/** The address that pupils type, as good as the server knows it. */
export const useJoinOrigin = (): string => {
  const [origin, setOrigin] = useState(location.origin);
  useEffect(() => {
    void joinAddresses().then(answer => {
      const [first] = answer.ok ? answer.value.addresses : [];
      if (first !== undefined) {
        setOrigin(first.includes('://') ? first : `${location.protocol}//${first}`);
      }
    });
  }, []);
  return origin;
};

/** PIN, link and a code to scan. */
export const JoinSheet = ({ pin, origin }: { readonly pin: string; readonly origin: string }) => {
  const link = `${origin}/join/${pin}`;
  const code = useMemo(() => renderSVG(link, { border: 2 }), [link]);
  return (
    <section class="join-sheet card" aria-label="How to join">
      <div
        class="join-code"
        role="img"
        aria-label={`QR code for ${link}`}
        // Our own drawing of our own address; no markup from outside.
        dangerouslySetInnerHTML={{ __html: code }}
      />
      <div>
        <p class="soft">PIN</p>
        <p class="join-pin num">{groupedPin(pin)}</p>
        <p class="soft">Link</p>
        <p class="join-link">
          <a href={link} target="_blank" rel="noreferrer">
            {link}
          </a>
        </p>
      </div>
    </section>
  );
};
