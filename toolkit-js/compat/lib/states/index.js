/** @file The states an app is made of. */
'use strict';

const base = require('./state');
const choices = require('./choices');

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
    StateData: require('./data').StateData,
    Choice: choices.Choice,
    ChoiceState: choices.ChoiceState,
    MenuState: choices.MenuState,
    LanguageChoice: choices.LanguageChoice,
    PaginatedChoiceState: require('./paginated_choices').PaginatedChoiceState,
    PaginatedState: require('./paginated').PaginatedState,
    BookletState: require('./booklet').BookletState,
    FreeText: require('./freetext').FreeText,
    EndState: require('./end').EndState
};
