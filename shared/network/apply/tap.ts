/** A tap reads and sends nothing: whatever was noted down, nothing follows in the network. */
export const applyReadCopy = (): void => undefined;
