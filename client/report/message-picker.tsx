import type { CrewOutline } from '../../shared/session/outline.ts';
import type { Message } from './look-back-data.ts';

interface MessagePickerProps {
  readonly outline: CrewOutline;
  readonly messages: readonly Message[];
  readonly exchange: number | null;
  readonly onMessage: (exchange: number | null) => void;
  readonly onCrew: (crew: number) => void;
}

const optionValue = (exchange: number | null): string =>
  exchange === null ? '' : String(exchange);

const Options = ({ messages }: Pick<MessagePickerProps, 'messages'>) => (
  <>
    {messages.map(({ exchange, label, byHand, steps }) => (
      <option key={optionValue(exchange)} value={optionValue(exchange)}>
        {label}: {byHand} of {steps.length} steps by hand
      </option>
    ))}
  </>
);

/** Which crew (the host's choice) and which of its messages. */
export const MessagePicker = (props: MessagePickerProps) => {
  const { outline, messages, exchange, onMessage, onCrew } = props;
  const byHand = messages.filter(message => message.byHand > 0);
  const alone = messages.filter(message => message.byHand === 0);
  return (
    <div class="heading message-picker">
      <h2 id="what-title">What happened</h2>
      {outline.me !== null || outline.crews.length < 2 ? null : (
        <select
          class="input"
          aria-label="Crew"
          value={String(outline.crew)}
          onChange={event => onCrew(Number(event.currentTarget.value))}
        >
          {outline.crews.map(({ crew, name }) => (
            <option key={crew} value={String(crew)}>
              {name}
            </option>
          ))}
        </select>
      )}
      {messages.length === 0 ? null : (
        <select
          class="input"
          aria-label="Message"
          value={optionValue(exchange)}
          onChange={({ currentTarget: { value } }) =>
            onMessage(value === '' ? null : Number(value))
          }
        >
          <Options messages={byHand} />
          {alone.length === 0 ? null : (
            <optgroup label="Carried by automata">
              <Options messages={alone} />
            </optgroup>
          )}
        </select>
      )}
    </div>
  );
};
