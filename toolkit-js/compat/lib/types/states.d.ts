/** @file The states an app is made of. */

import type { Awaitable, Class, Promised } from './base';
import type { CommonEvents, Emit, Event, Eventable, Listeners } from './events';
import type { InteractionMachine } from './machine';
import type { LazyText, Translator } from './translate';

/** What a user reads. Lazy texts are put into the user's language. */
export type Text = string | LazyText;

/** Where a user goes: the name of a state, or that and what the state gets. */
export interface StateDescription {
    name: string;
    /** What the state has as its `metadata`, and keeps as long as the user is in it. */
    metadata?: Record<string, any>;
    /** What the state's creator gets as its second argument. */
    creator_opts?: Record<string, any>;
}

/** Where a user goes next; with nothing, the user stays. */
export type Destination = string | StateDescription | null | undefined;

/** A destination, or a function that decides on one, with the state as `this`. */
export type Next<Self, Args extends any[]> = Destination | ((this: Self, ...args: Args) => Awaitable<Destination | void>);

/** What `check` says of an input: nothing if it is good, and otherwise what the user is told. */
export type CheckAnswer = Text | StateInvalidError | null | undefined | void;

export interface StateEvents extends CommonEvents {
    'state:enter': StateEnterEvent;
    'state:resume': StateResumeEvent;
    'state:exit': StateExitEvent;
    'state:input': StateInputEvent;
    'state:show': StateShowEvent;
    'state:invalid': StateInvalidEvent;
}

/** What all types of states may be told. Functions have the state as their `this`, and may return promises. */
export interface StateOptions<Self = State> {
    /** Whether there is a reply at all. Usually there is. */
    send_reply?: boolean | ((this: Self) => Awaitable<boolean>);
    /** Whether the session goes on after the reply. Usually it does. */
    continue_session?: boolean | ((this: Self) => Awaitable<boolean>);
    /** What the network is told beside the text. */
    helper_metadata?: object | null | ((this: Self) => Awaitable<object | null>);
    events?: Listeners<StateEvents>;
}

export interface CheckOptions<Self, Input = string> {
    check?: (this: Self, input: Input) => Awaitable<CheckAnswer>;
}

export interface State<Events = StateEvents> extends Eventable<Events> {
    name: string;
    /** Null until the state is set up. */
    im: InteractionMachine;
    /** Why the present input was refused, if it was. */
    error: StateInvalidError | null;
    metadata: Record<string, any>;
    events: Listeners<Events>;
    emit: Emit & {input(content: string | null): Promised<any>};
    send_reply(): Awaitable<boolean>;
    continue_session(): Awaitable<boolean>;
    helper_metadata(): Awaitable<object | null>;
    check(input: any): Awaitable<CheckAnswer>;
    setup(im: InteractionMachine, metadata?: Record<string, any>): Promised<any>;
    /** To be overridden: called when machine and metadata are known. */
    init(): any;
    input(content: string | null): Promised<any>;
    /** To be overridden: the screen, when everything is translated. */
    display(): Awaitable<string>;
    show(): Promised<string>;
    /** To be overridden: translates what is shown. */
    translate(i18n: Translator): any;
    translators: {before_input(i18n: Translator): any; before_display(i18n: Translator): any};
    /** Stores an answer under the state's name. */
    save_response(response: any): any;
    set_next_state<Args extends any[]>(destination: Next<any, Args>, ...args: Args): Promised<void>;
    validate(input: any): Promised<any>;
    invalidate(error: Text | StateInvalidError): Promised<any>;
    serialize(): {name: string; metadata: Record<string, any>};
    toJSON(): {name: string; metadata: Record<string, any>};
    _creator_opts: Record<string, any> | null;
    _record_creator_opts(creator_opts: Record<string, any>): void;
}
export declare const State: Class<State, [name: string, opts?: StateOptions & CheckOptions<State, any>]>;

export interface StateError extends Error {
    state: State;
}
export declare const StateError: Class<StateError, [state: State, message: string]>;

/** What a user sent is refused: `response` is what the user is told, `reason` and `input` are for those who look for the cause. */
export interface StateInvalidError extends StateError {
    response: Text;
    reason: string | null;
    input: any;
    translate(i18n: Translator): void;
}
export declare const StateInvalidError: Class<StateInvalidError, [
    state: State, response: Text, opts?: {reason?: string | null; input?: any}
]>;

export interface StateEvent extends Event {
    state: State;
}
export interface StateInputEvent extends StateEvent {
    content: string | null;
}
export declare const StateInputEvent: Class<StateInputEvent, [state: State, content: string | null]>;
export interface StateEnterEvent extends StateEvent {}
export declare const StateEnterEvent: Class<StateEnterEvent, [state: State]>;
export interface StateExitEvent extends StateEvent {}
export declare const StateExitEvent: Class<StateExitEvent, [state: State]>;
export interface StateResumeEvent extends StateEvent {}
export declare const StateResumeEvent: Class<StateResumeEvent, [state: State]>;
export interface StateShowEvent extends StateEvent {
    content: string;
}
export interface StateInvalidEvent extends StateEvent {
    error: StateInvalidError;
}
/** There has always been the name, and nothing behind it. */
export declare const StateSetupEvent: undefined;

/** Where a user is. */
export interface StateData {
    readonly name: string | undefined;
    readonly metadata: Record<string, any>;
    creator_opts: Record<string, any>;
    state: State | {name?: string; metadata: Record<string, any>};
    reset(state?: State | StateData | Destination | {}, opts?: Partial<StateDescription>): void;
    exists(): boolean;
    is(other: string | {name?: string} | null | undefined): boolean;
    serialize(): StateDescription;
    toJSON(): StateDescription;
}
export declare const StateData: Class<StateData, [state?: State | StateData | Destination | {}, opts?: Partial<StateDescription>]>;

/** One of the answers to a question: the value is stored, the label shown. */
export interface Choice<Value = any> {
    value: Value;
    label: Text;
    label_matches(text: string): boolean;
    serialize(): {value: Value; label: Text};
    toJSON(): {value: Value; label: Text};
}
export declare const Choice: {new <Value>(value: Value, label: Text): Choice<Value>} & Class<Choice, [value: any, label: Text]>;

export interface ChoiceOptions<Self = ChoiceState> extends StateOptions<Self> {
    question: Text;
    choices: Choice[];
    /** What the user reads instead of the question after an input that is no choice; the question, if there is none. */
    error?: Text | null;
    /** Whether labels are taken too, besides numbers. Usually they are not. */
    accept_labels?: boolean;
    next?: Next<Self, [choice: Choice]>;
}

export interface ChoiceState<Events = StateEvents> extends State<Events> {
    question_text: Text;
    error_text: Text;
    choices: Choice[];
    accept_labels: boolean;
    next: Next<any, [choice: Choice]>;
    /** To be overridden: those on the screen. */
    current_choices(): Choice[];
    /** To be overridden: true says that the choice has been dealt with, and nothing is stored. */
    process_choice(choice: Choice): Awaitable<boolean | void>;
    /** To be overridden: one line of the screen, beginning with the end of the line before. */
    format_choice(choice: Choice, index: number): string;
    shorten_choices(text: string, choices: Choice[]): Choice[];
    choice_from_number(number: number): Choice | null;
    choice_from_label(text: string): Choice | null;
    choice_from_content(content: string | null): Choice | null;
}
export declare const ChoiceState: Class<ChoiceState, [name: string, opts: ChoiceOptions]>;

export interface MenuState extends ChoiceState {}
/** The values of the choices are where they lead to. */
export declare const MenuState: Class<MenuState, [
    name: string, opts: Omit<ChoiceOptions<MenuState>, 'next' | 'choices'> & {choices: Choice<Destination>[]}
]>;

export interface LanguageChoice extends ChoiceState {}
/** The values of the choices are languages. */
export declare const LanguageChoice: Class<LanguageChoice, [name: string, opts: ChoiceOptions<LanguageChoice>]>;

export interface PaginatedChoiceOptions extends ChoiceOptions<PaginatedChoiceState> {
    back?: Text;
    more?: Text;
    /** 8, unless said otherwise; with null, as many as fit. */
    options_per_page?: number | null;
    /** Labels are shortened to that; null for no limit. */
    characters_per_page?: number | null;
}
export interface PaginatedChoiceState extends ChoiceState {
    back: Choice;
    more: Choice;
    options_per_page: number | null;
    characters_per_page: number | null;
}
export declare const PaginatedChoiceState: Class<PaginatedChoiceState, [name: string, opts: PaginatedChoiceOptions]>;

export interface PaginatedOptions extends StateOptions<PaginatedState> {
    text: Text;
    /** What stands on a page, counted from 0; nothing if there is no such page. */
    page?: (this: any, index: number, text: string, characters: number) => Awaitable<string | null | undefined | void>;
    characters_per_page?: number;
    back?: Text;
    more?: Text;
    exit?: Text;
    next?: Next<PaginatedState, [content: string]>;
}
export interface PaginatedState extends State {
    text: Text;
    page: PaginatedOptions['page'];
    characters_per_page: number;
    choices: Record<'back' | 'more' | 'exit', Text>;
    next: Next<any, [content: string]>;
}
export declare const PaginatedState: Class<PaginatedState, [name: string, opts: PaginatedOptions]>;

export interface BookletOptions extends StateOptions<BookletState> {
    pages: number;
    page_text: (this: any, index: number) => Awaitable<Text>;
    initial_page?: number;
    /** By input: how many pages to turn, or `exit` for what leads on. */
    buttons?: Record<string, number | 'exit'>;
    footer_text?: Text;
    next?: Next<BookletState, [content: string]>;
}
export interface BookletState extends State {
    pages: number;
    page_text: BookletOptions['page_text'];
    initial_page: number;
    buttons: Record<string, number | 'exit'>;
    footer_text: Text;
    next: Next<any, [content: string]>;
    get_current_page(): number;
    set_current_page(page: number): void;
    inc_current_page(count: number): void;
}
export declare const BookletState: Class<BookletState, [name: string, opts: BookletOptions]>;

export interface FreeTextOptions extends StateOptions<FreeText>, CheckOptions<FreeText> {
    question: Text;
    next?: Next<FreeText, [content: string]>;
}
export interface FreeText extends State {
    question_text: Text;
    next: Next<any, [content: string]>;
}
export declare const FreeText: Class<FreeText, [name: string, opts: FreeTextOptions]>;

export interface EndOptions extends Omit<StateOptions<EndState>, 'continue_session'> {
    text: Text;
    /** Where the next message leads, whatever it is. */
    next?: Next<EndState, []>;
}
export interface EndState extends State {
    end_text: Text;
    next: Next<any, []>;
}
/** The last screen of a session. */
export declare const EndState: Class<EndState, [name: string, opts: EndOptions]>;
