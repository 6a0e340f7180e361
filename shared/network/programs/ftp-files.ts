/** Files by their whole path, one character a byte; a folder is there when something lies in it. */
export type FtpFiles = Readonly<Record<string, string>>;

/** The path that `typed` means to whoever is in `folder`: absolute, without dots and without a slash at its end. */
export const resolvePath = (folder: string, typed: string): string => {
  const parts: string[] = [];
  for (const part of `${typed.startsWith('/') ? '' : `${folder}/`}${typed}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `/${parts.join('/')}`;
};

const inside = (folder: string): string => (folder === '/' ? '/' : `${folder}/`);

/** Whether that folder is there. */
export const isFolder = (files: FtpFiles, folder: string): boolean =>
  folder === '/' || Object.keys(files).some(path => path.startsWith(inside(folder)));

/** What lies in a folder: names, with their size where they are files. */
export const entriesOf = (
  files: FtpFiles,
  folder: string,
): readonly { readonly name: string; readonly sizeBytes: number | null }[] => {
  const entries = new Map<string, number | null>();
  for (const [path, content] of Object.entries(files)) {
    if (!path.startsWith(inside(folder))) continue;
    const [name = '', ...deeper] = path.slice(inside(folder).length).split('/');
    entries.set(name, deeper.length > 0 ? null : content.length);
  }
  return [...entries].map(([name, sizeBytes]) => ({ name, sizeBytes }));
};

/** A listing as `ls -l` writes it, a line an entry; RFC 959 §4.1.3 leaves the form free. */
export const listing = (files: FtpFiles, folder: string): string =>
  entriesOf(files, folder)
    .map(({ name, sizeBytes }) => {
      const kind = sizeBytes === null ? 'drwxr-xr-x' : '-rw-r--r--';
      return `${kind} 1 ftp ftp ${String(sizeBytes ?? 0).padStart(8)} Jan  1  1970 ${name}\r\n`;
    })
    .join('');

/** Names alone, for programs, RFC 959 §4.1.3. */
export const nameList = (files: FtpFiles, folder: string): string =>
  entriesOf(files, folder)
    .map(({ name }) => `${name}\r\n`)
    .join('');

/** A text as it goes over the wire: lines end with CRLF, RFC 959 §3.1.1.1. */
export const asText = (content: string): string => content.replace(/\r?\n/g, '\r\n');
