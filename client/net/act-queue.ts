import type { Command } from '../../shared/session/commands.ts';
import type { Reply } from '../../shared/session/reply.ts';

interface Act {
  readonly id: string;
  readonly command: Command;
  readonly resolve: (reply: Reply) => void;
}

type Send = (act: { readonly id: string; readonly command: Command }) => Promise<Reply>;

export interface ActQueue {
  readonly push: (command: Command) => Promise<Reply>;
  /** The connection stands: send what waits, oldest first. */
  readonly open: (send: Send) => void;
  /** The connection is gone: keep everything that has no answer yet. */
  readonly close: () => void;
}

const randomPart = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return Array.from(bytes, byte => byte.toString(36).padStart(2, '0')).join('');
};

/**
 * Actions with ids, one after another. An action without an answer is sent again under its id after a loss; the
 * server gives a repeated id its first answer, so nothing is lost and nothing counts twice.
 */
export const createActQueue = (): ActQueue => {
  const prefix = randomPart();
  const waiting: Act[] = [];
  let count = 0;
  let send: Send | null = null;
  let busy = false;

  const pump = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    while (send !== null && waiting[0] !== undefined) {
      const act = waiting[0];
      const through: Send = send;
      const reply = await through({ id: act.id, command: act.command }).catch(() => null);
      if (reply === null) {
        // Unless the connection was renewed meanwhile, wait for the next one.
        if (send === through) send = null;
        continue;
      }
      waiting.shift();
      act.resolve(reply);
    }
    busy = false;
  };

  return {
    push: command =>
      new Promise(resolve => {
        count += 1;
        waiting.push({ id: `${prefix}-${count}`, command, resolve });
        void pump();
      }),
    open: through => {
      send = through;
      void pump();
    },
    close: () => {
      send = null;
    },
  };
};
