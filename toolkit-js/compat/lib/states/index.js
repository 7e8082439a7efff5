/** @file The states an app is made of. Each type is loaded when it is first used. */
'use strict';

const base = require('./state');

module.exports = {
    State: base.State,
    StateError: base.StateError,
    StateInvalidError: base.StateInvalidError,
    StateInputEvent: base.StateInputEvent,
    StateEnterEvent: base.StateEnterEvent,
    StateExitEvent: base.StateExitEvent,
    StateResumeEvent: base.StateResumeEvent,
    // Apps find the name and nothing behind it; they always did.
    StateSetupEvent: undefined,
    StateData: require('./data').StateData
};

/** @type {Record<string, () => any>} */
const TYPES = {
    Choice: () => require('./choices').Choice,
    ChoiceState: () => require('./choices').ChoiceState,
    MenuState: () => require('./choices').MenuState,
    LanguageChoice: () => require('./choices').LanguageChoice,
    PaginatedChoiceState: () => require('./paginated_choices').PaginatedChoiceState,
    PaginatedState: () => require('./paginated').PaginatedState,
    BookletState: () => require('./booklet').BookletState,
    FreeText: () => require('./freetext').FreeText,
    EndState: () => require('./end').EndState
};

for (const name of Object.keys(TYPES)) {
    Object.defineProperty(module.exports, name, {
        enumerable: true,
        configurable: true,
        get() {
            const value = TYPES[name]();
            Object.defineProperty(module.exports, name, {value: value, enumerable: true, configurable: true});
            return value;
        }
    });
}
