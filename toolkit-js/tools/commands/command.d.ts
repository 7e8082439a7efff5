import type {ParseArgsConfig} from 'node:util';

/** A command of `jukwaa`. One file each in this folder. */
export interface Command {
    /** What `--help` shows: usage, what it does, options, an example. */
    readonly help: string;
    /** Options beside `--help` and `--json`. */
    readonly options: NonNullable<ParseArgsConfig['options']>;
    /**
     * Does the work. Throws a UsageError for input it cannot use.
     *
     * @param options as they were given
     * @param operands what is not an option
     * @param output `print` writes a line for people, nothing with `--json`
     */
    run(options: Record<string, any>, operands: string[], output: Output): Promise<Outcome>;
}

export interface Output {
    print(text: string): void;
    /** Whether only the report may go to the standard output. */
    json: boolean;
}

export interface Outcome {
    /** False: something was found, exit code 1. */
    ok: boolean;
    /** What `--json` shows. */
    report: unknown;
}
