/** What a command was given is not what it takes. The message says what was expected. */
export class UsageError extends Error {}
