import { bytes, characters } from '../structure/bytes.ts';
import { list } from '../structure/list.ts';
import { u8, u16le, u32le, u64le } from '../structure/number.ts';
import { row } from '../structure/piece.ts';
import { struct } from '../structure/struct.ts';
import { structure } from '../structure/structure.ts';

/** What a share tells about one file or folder; sizes in bytes. */
export interface FileFacts {
  readonly name: string;
  readonly sizeBytes: number;
  readonly isFolder: boolean;
}

const RFC = 'MS-FSCC, FileIdBothDirectoryInformation';
const field = <const Name extends string, Value>(
  name: Name,
  piece: Parameters<typeof row<Name, Value>>[1],
  label: string,
) => row(name, piece, { label, about: 'A fact about one file.', rfc: RFC });

const FIXED_BYTES = 104;
const ENTRY = struct(
  field('nextOffset', u32le, 'Next entry offset'),
  field('fileIndex', u32le, 'File index'),
  field('created', u64le, 'Created'),
  field('accessed', u64le, 'Accessed'),
  field('written', u64le, 'Written'),
  field('changed', u64le, 'Changed'),
  field('endOfFile', u64le, 'End of file'),
  field('allocation', u64le, 'Allocation size'),
  field('attributes', u32le, 'Attributes'),
  field('nameSize', u32le, 'Name size'),
  field('extraSize', u32le, 'Size of extended attributes'),
  field('shortNameSize', u8, 'Short name size'),
  field('reserved', u8, 'Reserved'),
  field('shortName', bytes(24), 'Short name'),
  field('reserved2', u16le, 'Reserved'),
  field('fileId', u64le, 'File identifier'),
  field('name', characters('utf-16le', 'nameSize'), 'Name'),
  field(
    'padding',
    bytes(({ number }) =>
      number('nextOffset') === 0 ? 0 : number('nextOffset') - FIXED_BYTES - number('nameSize'),
    ),
    'Padding',
  ),
);

/** What QUERY_DIRECTORY answers in class 37: FileIdBothDirectoryInformation of MS-FSCC. */
const directory = structure({
  id: 'smbDirectory',
  title: 'Directory',
  about: 'The files of a folder.',
  rfc: RFC,
  content: struct(
    row('entries', list(ENTRY), { label: 'Entries', about: 'One for each file.', rfc: RFC }),
  ),
});

/** Attributes, MS-FSCC §2.6. */
export const attributesOf = ({ isFolder }: FileFacts): number => (isFolder ? 16 : 128);

/** Bytes that list `files`, FileIdBothDirectoryInformation of MS-FSCC; every entry but the last is padded to eight bytes. */
export const encodeDirectory = (files: readonly FileFacts[], time: bigint): Uint8Array =>
  directory.encode({
    entries: files.map((file, index) => {
      const size = FIXED_BYTES + file.name.length * 2;
      const whole = Math.ceil(size / 8) * 8;
      const isLast = index === files.length - 1;
      return {
        nextOffset: isLast ? 0 : whole,
        ...{ created: time, accessed: time, written: time, changed: time },
        endOfFile: BigInt(file.sizeBytes),
        allocation: BigInt(file.sizeBytes),
        attributes: attributesOf(file),
        fileId: BigInt(index + 1),
        name: file.name,
        padding: new Uint8Array(isLast ? 0 : whole - size),
      };
    }),
  });

/** The files that such bytes list; undefined for bytes that list none. */
export const decodeDirectory = (given: Uint8Array): readonly FileFacts[] | undefined => {
  const read = directory.decode(given);
  if (!read.ok) return undefined;
  return read.value.header.entries.map(({ name, endOfFile, attributes }) => ({
    name,
    sizeBytes: Number(endOfFile),
    isFolder: (attributes & 16) !== 0,
  }));
};
