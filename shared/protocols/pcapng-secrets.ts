import { text, utf8 } from '../base/bytes.ts';
import type { Issue } from './issue.ts';
import {
  BLOCK,
  type Block,
  blockIssue,
  encodeBlock,
  padded,
  viewOf,
  words32,
} from './pcapng-blocks.ts';

/** 'TLSK': the secrets are lines of the NSS key log format. */
const TLS_KEY_LOG = 0x544c534b;
const FIXED_BYTES = 8;

/** A Decryption Secrets Block, draft-ietf-opsawg-pcapng: it stands before the packets that it opens. */
export const secretsBlock = (lines: readonly string[]): Uint8Array => {
  const secrets = utf8(lines.map(line => `${line}\n`).join(''));
  return encodeBlock(
    BLOCK.decryptionSecrets,
    words32(TLS_KEY_LOG, secrets.length),
    padded(secrets),
  );
};

/** The lines of a Decryption Secrets Block of at least eight bytes; secrets that are not those of TLS are noted and
 *  skipped. */
export const readSecrets = (
  block: Block,
): { readonly lines: readonly string[]; readonly issues: readonly Issue[] } => {
  const view = viewOf(block.body);
  const type = view.getUint32(0, block.littleEndian);
  if (type !== TLS_KEY_LOG) {
    return {
      lines: [],
      issues: [blockIssue('pcapng/block-unknown', block, 'note', { given: type })],
    };
  }
  const given = view.getUint32(4, block.littleEndian);
  const expected = block.body.length - FIXED_BYTES;
  const issues =
    given > expected ? [blockIssue('pcapng/block-short', block, 'error', { given, expected })] : [];
  const secrets = text(block.body.subarray(FIXED_BYTES, FIXED_BYTES + given));
  return { lines: secrets.split(/\r?\n/).filter(line => line !== ''), issues };
};
