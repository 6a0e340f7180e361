/** What a player typed, with full-width signs made ordinary and the blanks around it removed. */
export const plainSigns = (typed: string): string =>
  typed
    .replace(/[\uff01-\uff5e]/g, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3002', '.')
    .trim();
