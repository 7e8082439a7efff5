/** @file An app as they were written for Vumi Go, with no types of its own: it must be taken as it is. */
'use strict';

var vumigo = require('../../../compat');
var App = vumigo.App;
var Choice = vumigo.states.Choice;
var ChoiceState = vumigo.states.ChoiceState;
var EndState = vumigo.states.EndState;
var FreeText = vumigo.states.FreeText;
var JsonApi = vumigo.http.api.JsonApi;
var InteractionMachine = vumigo.InteractionMachine;

var RatingState = ChoiceState.extend(function (self, name, opts) {
    opts.choices = ['1', '2', '3'].map(function (rating) {
        return new Choice(rating, rating);
    });
    ChoiceState.call(self, name, opts);

    self.format_choice = function (choice, index) {
        return ' ' + (index + 1) + '=' + choice.label;
    };
});

var ClinicApp = App.extend(function (self) {
    App.call(self, 'states:start', {
        events: {
            'im session:close': function (event) {
                return self.im.metrics.fire.inc(event.user_terminated ? 'dropped' : 'ended');
            }
        }
    });
    var $ = self.$;

    self.init = function () {
        self.http = new JsonApi(self.im, {headers: {Authorization: ['Token ' + self.im.config.token]}});
        return self.im.contacts.for_user().then(function (contact) {
            self.contact = contact;
        });
    };

    /** @param {string} weeks */
    self.register = function (weeks) {
        /** @type {import('../../../compat').http.api.JsonApi} */
        var http = self.http;
        return http
            .post('http://example.com/registrations', {data: {msisdn: self.im.user.addr, weeks: weeks}})
            .then(function (response) {
                self.contact.extra.registration = response.data.id;
                return self.im.contacts.save(self.contact);
            })
            .thenResolve('states:rate');
    };

    self.states.add('states:start', function (name) {
        return new FreeText(name, {
            question: $('How many weeks are you pregnant, {{ name }}?').context({name: self.contact.name}),
            check: function (content) {
                if (isNaN(parseInt(content, 10))) {
                    return $('Please send a number.');
                }
            },
            next: function (content) {
                return self.register(content);
            }
        });
    });

    self.states.add('states:rate', function (name, opts) {
        return new RatingState(name, {question: $('How was it?'), next: {name: 'states:end', creator_opts: opts}});
    });

    self.states.add('states:end', function (name) {
        return new EndState(name, {text: $('Thank you'), next: 'states:start'});
    });
});

module.exports = {ClinicApp: ClinicApp};

/* globals api */
// @ts-expect-error: only a sandbox has it
if (typeof api !== 'undefined') {
    // @ts-expect-error: as above
    new InteractionMachine(api, new ClinicApp());
}
