import { fieldsNamed, type HttpField } from '../../protocols/http-fields.ts';

/** What tells whether a connection stays: part of a request or a response. */
interface Persistent {
  readonly version: string;
  readonly headers: readonly HttpField[];
}

/** Whether the sender of this message keeps the connection for another one, RFC 9112 §9.3. */
export const keepsConnection = ({ version, headers }: Persistent): boolean => {
  const options = fieldsNamed(headers, 'Connection').flatMap(({ value }) =>
    value.split(',').map(option => option.trim().toLowerCase()),
  );
  if (options.includes('close')) return false;
  return version === 'HTTP/1.0' ? options.includes('keep-alive') : true;
};
