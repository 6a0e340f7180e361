/** What has fallen over at a device, in words, from the names of its programs. */
export const fallenWords = (programs: readonly string[] = []): readonly string[] =>
  programs.map(program => `${program} has fallen over`);
