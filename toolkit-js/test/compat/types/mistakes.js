/** @file Mistakes of apps without types of their own, that are found all the same. */
'use strict';

var vumigo = require('../../../compat');
var App = vumigo.App;
var Choice = vumigo.states.Choice;
var ChoiceState = vumigo.states.ChoiceState;
var FreeText = vumigo.states.FreeText;

// @ts-expect-error: there is no such type of state
vumigo.states.FreeTextState;

App.extend(function (self) {
    // @ts-expect-error: an app has a start state
    App.call(self);

    // @ts-expect-error: a creator is a function
    self.states.add('states:start', 'states:other');

    // @ts-expect-error: a creator returns a state
    self.states.add('states:nothing', function () {
        return 'states:start';
    });

    self.states.add('states:ask', function (name) {
        return new FreeText(name, {
            // @ts-expect-error: it is the question that is asked
            text: 'What is your name?'
        });
    });

    self.states.add('states:check', function (name) {
        return new FreeText(name, {
            question: 'What is your name?',
            // @ts-expect-error: a check says nothing, or what is wrong
            check: function (content) {
                return content.length > 2;
            }
        });
    });

    self.states.add('states:choose', function (name) {
        return new ChoiceState(name, {
            question: 'Where?',
            choices: [
                new Choice('here', 'Here'),
                // @ts-expect-error: a choice is made with new
                {value: 'there', label: 'There'}
            ],
            next: function (choice) {
                // @ts-expect-error: it is the value
                return choice.vaule;
            }
        });
    });

    // @ts-expect-error: levels of the log are called otherwise
    self.im.log.warn('unusual');

    // @ts-expect-error: headers are lists
    new vumigo.http.api.HttpApi(self.im, {headers: {'X-Token': 'abc'}});
});
