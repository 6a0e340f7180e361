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
