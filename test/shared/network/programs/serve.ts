import { utf8 } from '../../../../shared/base/bytes.ts';
import type {
  Program,
  ProgramEffect,
  ProgramEvent,
  ProgramFacts,
} from '../../../../shared/network/programs/program.ts';
import { charactersOf } from '../../../../shared/protocols/text.ts';

const FACTS: ProgramFacts = { nowMicros: 1_700_000_000_000_000, draw: () => 0.5, addresses: [1] };

/** A server under a typist's fingers: what it says after each thing that is typed, 'finish' where it hangs up. */
export class Typist<State> {
  private readonly program: Program<State>;
  state: State;

  constructor(program: Program<State>) {
    this.program = program;
    this.state = program.start(FACTS).state;
  }

  tell(event: ProgramEvent): readonly ProgramEffect[] {
    const { state, effects } = this.program.step(this.state, event, FACTS);
    this.state = state;
    return effects;
  }

  call(connection = 1, address = 0xc0000207): string {
    return this.said(
      this.tell({ type: 'connected', connection, peer: { address, port: 50_000 + connection } }),
      connection,
    );
  }

  type(typed: string | Uint8Array, connection = 1): string {
    const bytes = typeof typed === 'string' ? utf8(typed) : typed;
    return this.said(this.tell({ type: 'received', connection, bytes }), connection);
  }

  private said(effects: readonly ProgramEffect[], connection: number): string {
    return effects
      .map(effect => {
        if (effect.type === 'send' && effect.connection === connection) {
          return charactersOf(effect.bytes, 0, effect.bytes.length);
        }
        return effect.type === 'finish' && effect.connection === connection ? 'finish' : '';
      })
      .join('');
  }
}
