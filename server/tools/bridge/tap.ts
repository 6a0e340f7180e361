import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { err, ok, type Result } from '../../../shared/base/result.ts';

/** An open TAP device: a network card of this machine whose cable ends in this process. */
export interface Tap {
  /** Gives a frame without frame check sequence to the kernel. */
  readonly send: (frame: Uint8Array) => void;
  readonly close: () => void;
}

export interface TapListener {
  /** A frame that the kernel sends, without frame check sequence and padding. */
  readonly frame: (frame: Uint8Array) => void;
  /** The device is gone; a sentence says why. */
  readonly gone: (sentence: string) => void;
}

// Node cannot make the system call that opens the device, and a read that waits for it would keep the process alive.
const OPENER = fileURLToPath(new URL('open-tap.py', import.meta.url));

const LENGTH_BYTES = 2;

const sentenceFor = (name: string, why: string): string => {
  const sentences: Readonly<Record<string, string>> = {
    ENOENT: 'This machine has no /dev/net/tun: TAP devices are a part of Linux (modprobe tun).',
    ENODEV: 'This machine has no /dev/net/tun: TAP devices are a part of Linux (modprobe tun).',
    EACCES: `Only root may open ${name}: start the bridge with sudo, or in a namespace (sudo unshare -n).`,
    EPERM: `Only root may open ${name}: start the bridge with sudo, or in a namespace (sudo unshare -n).`,
    EBUSY: `${name} is taken by another program.`,
    EINVAL: `${name} is there already and is no TAP device.`,
    EBADFD: `${name} has been removed.`,
  };
  return sentences[why] ?? `${name} cannot be opened: ${why === '' ? 'no reason given' : why}.`;
};

/** Calls `take` with each whole frame of a stream of frames with their lengths before them. */
const splitter = (take: (frame: Uint8Array) => void): ((chunk: Buffer) => void) => {
  let rest: Buffer = Buffer.alloc(0);
  return chunk => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    while (rest.length - at >= LENGTH_BYTES) {
      const end = at + LENGTH_BYTES + rest.readUInt16BE(at);
      if (end > rest.length) break;
      take(Uint8Array.from(rest.subarray(at + LENGTH_BYTES, end)));
      at = end;
    }
    rest = rest.subarray(at);
  };
};

const withLength = (frame: Uint8Array): Buffer => {
  const bytes = Buffer.alloc(LENGTH_BYTES + frame.length);
  bytes.writeUInt16BE(frame.length);
  bytes.set(frame, LENGTH_BYTES);
  return bytes;
};

/** Opens the TAP device `name`, made anew if there is none. The error is a sentence that says what to do. */
export const openTap = (name: string, listener: TapListener): Promise<Result<Tap, string>> =>
  new Promise(resolve => {
    const pump = spawn('python3', [OPENER, name], { stdio: ['pipe', 'pipe', 'pipe'] });
    let isOpen = false;
    let said = '';
    const tap: Tap = {
      send: frame => pump.stdin.write(withLength(frame)),
      close: () => pump.stdin.end(),
    };
    const split = splitter(frame => {
      if (isOpen) listener.frame(frame);
      else resolve(ok(tap));
      isOpen = true;
    });
    pump.stdout.on('data', split);
    pump.stderr.on('data', chunk => {
      said += String(chunk);
    });
    // What is sent while the device goes away is lost, as on a cable that is pulled.
    pump.stdin.on('error', () => undefined);
    pump.once('error', () =>
      resolve(err('The bridge needs python3, which opens the TAP device for it.')),
    );
    pump.once('close', () => {
      const sentence = sentenceFor(name, said.trim().split('\n').at(-1) ?? '');
      if (isOpen) listener.gone(sentence);
      else resolve(err(sentence));
    });
  });
