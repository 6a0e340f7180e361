/**
 * `read` with its last answer kept: while a task is decided the same is read several times. For what nobody changes any
 * more, as tasks and the bytes of tasks and frames are; arguments are told apart by identity.
 */
export const lastKept = <What extends object, Of, Value>(
  read: (what: What, of: Of) => Value,
): ((what: What, of: Of) => Value) => {
  let last: { readonly what: What; readonly of: Of; readonly value: Value } | null = null;
  return (what, of) => {
    if (last?.what !== what || last.of !== of) last = { what, of, value: read(what, of) };
    return last.value;
  };
};

/** The same for what is told apart by several things, each by identity: `keysOf` says which. */
export const lastKeptBy = <Args extends readonly unknown[], Value>(
  keysOf: (...args: Args) => readonly unknown[],
  read: (...args: Args) => Value,
): ((...args: Args) => Value) => {
  let last: { readonly keys: readonly unknown[]; readonly value: Value } | null = null;
  return (...args) => {
    const keys = keysOf(...args);
    if (last === null || keys.some((key, at) => key !== last?.keys[at])) {
      last = { keys, value: read(...args) };
    }
    return last.value;
  };
};
