// A clinic line: find a clinic near you, ask to be called back, or choose SMS reminders, in English or Kiswahili.
// Texts are written in English here; config.json holds the Kiswahili catalogue.
var vumigo = require('vumigo_v02');

var App = vumigo.App;
var Choice = vumigo.states.Choice;
var ChoiceState = vumigo.states.ChoiceState;
var EndState = vumigo.states.EndState;
var FreeText = vumigo.states.FreeText;

var CLINICS = [
    {area: 'Kibera', name: 'Kibera Health Centre', hours: '8:00-17:00'},
    {area: 'Kawangware', name: 'Riruta Health Centre', hours: '8:00-16:00'},
    {area: 'Mathare', name: 'Mathare North Clinic', hours: '24h'}
];

var LONGEST_QUESTION = 160;

var ClinicLine = App.extend(function(self) {
    App.call(self, 'states:language');
    var $ = self.$;

    self.init = function() {
        return self.im.metrics.fire.inc('messages');
    };

    self.states.add('states:language', function(name) {
        return new ChoiceState(name, {
            question: 'Clinic Line\nChoose a language / Chagua lugha:',
            choices: [new Choice('en', 'English'), new Choice('sw', 'Kiswahili')],
            next: function(choice) {
                return self.im.user
                    .set_lang(choice.value)
                    .thenResolve('states:menu');
            }
        });
    });

    self.states.add('states:menu', function(name) {
        return new ChoiceState(name, {
            question: $('How can we help?'),
            error: $('Please answer with the number of your choice.'),
            choices: [
                new Choice('states:area', $('Find a clinic')),
                new Choice('states:callback', $('Ask us to call you')),
                new Choice('states:reminders', $('SMS reminders')),
                new Choice('states:language', $('Change language'))
            ],
            next: function(choice) {
                return choice.value;
            }
        });
    });

    self.states.add('states:area', function(name) {
        return new ChoiceState(name, {
            question: $('Where are you?'),
            choices: CLINICS.map(function(clinic, number) {
                return new Choice(String(number), clinic.area);
            }),
            next: 'states:clinic'
        });
    });

    self.states.add('states:clinic', function(name) {
        var clinic = CLINICS[self.im.user.get_answer('states:area')];
        return new EndState(name, {
            text: $('{{name}}, open {{hours}}. Dial again if you need anything else.').context(clinic),
            next: 'states:menu'
        });
    });

    self.states.add('states:callback', function(name) {
        return new FreeText(name, {
            question: $('What is it about? A nurse will read this before she calls.'),
            check: function(content) {
                if (!content.trim() || content.length > LONGEST_QUESTION) {
                    return $('Please tell us in a few words.');
                }
            },
            next: function(content) {
                return self.im.api_request('kv.set', {
                    key: 'callbacks.' + self.im.user.addr,
                    value: {question: content, lang: self.im.user.lang}
                }).thenResolve('states:called');
            }
        });
    });

    self.states.add('states:called', function(name) {
        return new EndState(name, {
            text: $('Thank you. We will call {{number}} today.').context({number: self.im.user.addr}),
            next: 'states:menu'
        });
    });

    self.states.add('states:reminders', function(name) {
        return new ChoiceState(name, {
            question: $('Shall we remind you of clinic visits by SMS?'),
            choices: [new Choice('yes', $('Yes')), new Choice('no', $('No'))],
            next: function(choice) {
                return self.im.api_request('kv.set', {
                    key: 'reminders.' + self.im.user.addr,
                    value: choice.value === 'yes'
                }).thenResolve({name: 'states:reminded', creator_opts: {wanted: choice.value === 'yes'}});
            }
        });
    });

    self.states.add('states:reminded', function(name, opts) {
        return new EndState(name, {
            text: opts.wanted ? $('You will get reminders by SMS.') : $('You will get no reminders.'),
            next: 'states:menu'
        });
    });
});

vumigo.interact(this.api, ClinicLine);

this.ClinicLine = ClinicLine;
