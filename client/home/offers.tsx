import { useEffect, useState } from 'preact/hooks';
import { forgetSeat, type Offer, rememberedSeats, resumeSeat, storedSeat } from '../net/seat.ts';
import { Button } from '../widgets/button.tsx';
import { navigate } from '../widgets/route.ts';

/** What this browser played before: the tab's own seat, and others from the cookie. Never joined without being asked. */
export const Offers = () => {
  const [offers, setOffers] = useState<readonly Offer[]>([]);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    void rememberedSeats().then(answer => {
      if (answer.ok) setOffers(answer.value.offers);
    });
  }, []);

  const goOn = async (offer: Offer): Promise<void> => {
    if (storedSeat()?.sessionId === offer.sessionId) return navigate('/play');
    const answer = await resumeSeat(offer.sessionId);
    if (answer.ok) return navigate('/play');
    forgetSeat();
    setProblem(answer.error.text);
  };

  if (offers.length === 0) return null;
  return (
    <section aria-label="Seats you had">
      <div class="offers">
        {offers.slice(0, 3).map(offer => (
          <Button key={offer.sessionId} onClick={() => void goOn(offer)}>
            Go on as {offer.nickname}
            {offer.pin === '' ? '' : `, game ${offer.pin.slice(0, 3)} ${offer.pin.slice(3)}`}
          </Button>
        ))}
      </div>
      {problem === '' ? null : (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
};
