/**
 * `read` with its last answer kept: while a task is decided its unit is read several times. For bytes that nobody
 * changes in place any more, as those of tasks and frames are; `of` is what else the reading depends on.
 */
export const lastKept = <Of, Value>(
  read: (unit: Uint8Array, of: Of) => Value,
): ((unit: Uint8Array, of: Of) => Value) => {
  let last: { readonly unit: Uint8Array; readonly of: Of; readonly value: Value } | null = null;
  return (unit, of) => {
    if (last?.unit !== unit || last.of !== of) last = { unit, of, value: read(unit, of) };
    return last.value;
  };
};
