/** '123 456': read aloud in two halves. */
export const groupedPin = (pin: string): string => `${pin.slice(0, 3)} ${pin.slice(3)}`;
