/** The same seat was taken from another tab or device: do not come back by yourself. */
export const TAKEN_OVER = 4100;
/** The host freed the seat: the token opens nothing any more. */
export const REMOVED = 4101;
