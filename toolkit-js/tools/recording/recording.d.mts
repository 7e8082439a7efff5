/** Shapes of recordings: sessions with everything an app was given, asked for and did. */

import type {ChannelProfile, Json, JsonObject} from '../../lib/index.js';
import type {HttpAnswer, HttpRequest, Run} from '../host/host.mjs';

/** A recording as it stands in its file, as JSON. */
export interface Recording {
    format: 'jukwaa-recording';
    version: 1;
    /** The app; its file as seen from the recording's folder. */
    app: {name: string; file: string};
    /** What the app ran in. */
    host: {
        /** ISO 8601. */
        now: string;
        /** Of the sequence of random numbers. */
        random: number;
        /** The configuration by key, what `config.get` serves; `config` is the app's own. */
        settings: Record<string, Json>;
    };
    /** What was replaced before it was written: answers of sensitive states, addresses. */
    masked: {answers: boolean; addresses: boolean};
    /** `messages`: made of a log of messages, which tells nothing of requests, answers and metadata. */
    source?: 'messages';
    steps: Step[];
}

export type Step = MessageStep | LanguageStep | ChannelStep;

/** A message and what came of it. */
export interface MessageStep {
    step: 'message';
    /** When it came, and when the app was done with it: ISO 8601, by the host's clock. */
    at: string;
    until: string;
    /** As the app got it. */
    message: JsonObject;
    /** HTTP that went outside. */
    http: Exchange[];
    run: Run;
    /** What was stored of the user after it; null if nothing was. */
    user: StoredUser | null;
    /** It belongs to an earlier session, which only leads to this one: it is not compared. */
    before?: boolean;
}

/** Somebody changed the stored language of a user. */
export interface LanguageStep {
    step: 'language';
    address: string;
    language: string;
}

/** The app is shown on another channel from here on. */
export interface ChannelStep {
    step: 'channel';
    profile: ChannelProfile;
}

export interface Exchange {
    request: HttpRequest;
    answer: HttpAnswer;
}

export interface StoredUser {
    address: string;
    /** The state the user is in; null after an end. */
    state: string | null;
    language: string | null;
    answers: Record<string, Json>;
}

/** Something that is not as it was recorded. */
export interface Difference {
    /** Which message, counted from 1. */
    message: number;
    /** What the user did: `dial`, `drop`, or the text. */
    input: string;
    address: string;
    what: 'screen' | 'session' | 'metadata' | 'sent' | 'answers' | 'http' | 'failure' | 'requests' | 'unknown';
    /** For people, line by line: `- ` recorded, `+ ` now. */
    lines: string[];
}
