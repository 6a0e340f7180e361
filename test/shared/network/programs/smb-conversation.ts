import { smbClientProgram } from '../../../../shared/network/programs/smb-client.ts';
import { smbServerProgram } from '../../../../shared/network/programs/smb-server.ts';
import { type Conversation, converse } from './pair.ts';

/** Files of the share in these tests. */
export const SMB_FILES = {
  'prices.txt': 'All prices are in crowns.\n',
  'long.txt': 'grain '.repeat(20_000),
};

/** Our client and our server: it gets `file` of `share`, or lists it. */
export const smbConversation = (file: string, share = 'share', seed = 'smb'): Conversation =>
  converse(
    smbClientProgram({
      server: { address: 0x0a000001, port: 445 },
      serverName: 'files',
      share,
      file,
    }),
    smbServerProgram({ port: 445, serverName: 'files', share: 'share', files: SMB_FILES }),
    seed,
  );
