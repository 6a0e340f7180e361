/** Port of HTTP, RFC 9110 §4.2.1. */
const HTTP_PORT = 80;

/** Name and port of 'www.game.example' or 'www.game.example:8080', RFC 3986 §3.2. */
export const hostOf = (host: string): { readonly name: string; readonly port: number } => {
  const found = /^(.*):(\d{1,5})$/.exec(host);
  const port = Number(found?.[2] ?? HTTP_PORT);
  return { name: found?.[1] ?? host, port: port > 0 && port < 65_536 ? port : HTTP_PORT };
};
