import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import type { OutsideEvent } from '../../../shared/network/outside.ts';
import type { CapturedFrame } from '../../../shared/network/world.ts';
import { writePcapng } from '../../../shared/protocols/pcapng.ts';

/** A capture is held in memory until the end. */
const MOST_FRAMES = 500_000;

/** Keeps what a lab does: its log as it goes, and at the end a capture of the link that leads outside. */
export class Recorder {
  readonly #capture: string | null;
  readonly #end: string;
  readonly #log: number | null;
  readonly #frames: CapturedFrame[] = [];

  /** Throws when the log cannot be written. */
  constructor(
    files: { readonly capture: string | null; readonly log: string | null },
    end: string,
  ) {
    this.#capture = files.capture;
    this.#end = end;
    if (files.capture !== null) writeFileSync(files.capture, '');
    this.#log = files.log === null ? null : openSync(files.log, 'w');
  }

  readonly log = (event: OutsideEvent): void => {
    if (this.#log !== null) writeSync(this.#log, `${JSON.stringify(event)}\n`);
  };

  readonly captured = (frames: readonly CapturedFrame[]): void => {
    if (this.#capture === null || this.#frames.length >= MOST_FRAMES) return;
    this.#frames.push(...frames.filter(({ from, to }) => [from, to].includes(this.#end)));
  };

  close(): void {
    if (this.#log !== null) closeSync(this.#log);
    if (this.#capture !== null) writeFileSync(this.#capture, captureOf(this.#frames));
  }
}

const captureOf = (frames: readonly CapturedFrame[]): Uint8Array =>
  writePcapng({
    interfaces: [{ name: 'edge', linkType: 1, fcsLength: 4 }],
    packets: frames.map(({ atMicros, bytes }) => ({
      interfaceIndex: 0,
      timestampMicros: atMicros,
      bytes,
    })),
    comment: 'All Hands on Stack, the link between the players’ network and the outside',
  });
