var vumigo = require('vumigo_v02');
var App = vumigo.App;
var Choice = vumigo.states.Choice;
var ChoiceState = vumigo.states.ChoiceState;
var EndState = vumigo.states.EndState;
var FreeText = vumigo.states.FreeText;
var JsonApi = vumigo.http.api.JsonApi;

var ATTEMPTS = 3;

var ClinicSignUp = App.extend(function(self) {
    App.call(self, 'states:language');
    var $ = self.$;

    self.init = function() {
        self.http = new JsonApi(self.im);
    };

    // A question that asks users who dial again whether they want to go on, and from which 0 goes back.
    self.add_question = function(name, previous, creator) {
        self.states.add(name, function(name, opts) {
            if (self.im.msg.session_event === 'new') {
                return self.states.create('states:resume', {name: name, creator_opts: opts});
            }
            return self.with_back(creator(name, opts), opts.then || previous);
        });
    };

    self.with_back = function(state, previous) {
        var input = state.input;
        var display = state.display;
        state.input = function(content) {
            return content.trim() === '0' ? state.set_next_state(previous) : input.call(state, content);
        };
        state.display = function() {
            return display.call(state) + '\n0. ' + self.im.user.i18n($('Back'));
        };
        return state;
    };

    self.lines = function(first, second) {
        return $('{{first}}\n{{second}}').context({first: first, second: second});
    };

    self.choose = function(question) {
        return self.lines($('Please choose one of the numbers.'), question);
    };

    self.check_text = function(question) {
        return function(content) {
            if (content.length < 1 || content.length > 40) {
                return self.lines($('Please enter 1 to 40 characters.'), question);
            }
        };
    };

    self.normalize_msisdn = function(text) {
        var number = text.replace(/[^0-9]/g, '').replace(/^(254|0)/, '');
        return /^[17][0-9]{8}$/.test(number) ? '+254' + number : null;
    };

    self.find_clinic = function(attempts) {
        var village = self.im.user.get_answer('states:village');
        return self.http.get(self.im.config.clinics, {params: {village: village}}).then(function(response) {
            return {name: 'states:done', creator_opts: {clinic: response.data}};
        }, function(error) {
            if (attempts > 1) {
                return self.find_clinic(attempts - 1);
            }
            return self.im.log.error('clinic not found: ' + error.message).then(function() {
                return 'states:later';
            });
        });
    };

    self.states.add('states:language', function(name) {
        var question = $('Clinic sign-up. Choose a language.');
        return new ChoiceState(name, {
            question: question,
            error: self.choose(question),
            choices: [new Choice('en', $('English')), new Choice('sw', $('Kiswahili'))],
            next: function(choice) {
                return self.im.user.set_lang(choice.value).then(function() {
                    return 'states:name';
                });
            }
        });
    });

    self.states.add('states:resume', function(name, opts) {
        var question = $('Continue where you left off?');
        return new ChoiceState(name, {
            question: question,
            error: self.choose(question),
            choices: [new Choice('continue', $('Continue')), new Choice('restart', $('Start again'))],
            next: function(choice) {
                return choice.value === 'continue' ? opts : 'states:language';
            }
        });
    });

    self.add_question('states:name', 'states:language', function(name, opts) {
        var question = $('What is your name?');
        return new FreeText(name, {
            question: question,
            check: self.check_text(question),
            next: opts.then || 'states:phone'
        });
    });

    self.add_question('states:phone', 'states:name', function(name, opts) {
        var question = $('Which number may the clinic call?');
        return new FreeText(name, {
            question: question,
            check: function(content) {
                if (self.normalize_msisdn(content) === null) {
                    return self.lines($('Please enter a mobile number, for example 0712000001.'), question);
                }
            },
            next: function(content) {
                self.im.user.set_answer(name, self.normalize_msisdn(content));
                return opts.then || 'states:village';
            }
        });
    });

    self.add_question('states:village', 'states:phone', function(name) {
        var question = $('Which village do you live in?');
        return new FreeText(name, {
            question: question,
            check: self.check_text(question),
            next: 'states:summary'
        });
    });

    self.add_question('states:summary', 'states:village', function(name) {
        var question = $('Is this right?\nName: {{name}}\nPhone: {{phone}}\nVillage: {{village}}').context({
            name: self.im.user.get_answer('states:name'),
            phone: self.im.user.get_answer('states:phone'),
            village: self.im.user.get_answer('states:village')
        });
        return new ChoiceState(name, {
            question: question,
            error: self.choose(question),
            choices: [new Choice('yes', $('Yes')), new Choice('change', $('Change'))],
            next: function(choice) {
                return choice.value === 'yes' ? self.find_clinic(ATTEMPTS) : 'states:change';
            }
        });
    });

    self.add_question('states:change', 'states:summary', function(name) {
        var question = $('What do you want to change?');
        return new ChoiceState(name, {
            question: question,
            error: self.choose(question),
            choices: [
                new Choice('states:name', $('Name')),
                new Choice('states:phone', $('Phone')),
                new Choice('states:village', $('Village'))
            ],
            next: function(choice) {
                return {name: choice.value, creator_opts: {then: 'states:summary'}};
            }
        });
    });

    self.states.add('states:done', function(name, opts) {
        return new EndState(name, {
            text: $('Thank you, {{name}}. {{clinic}} will call you. It is open: {{days}}').context({
                name: self.im.user.get_answer('states:name'),
                clinic: opts.clinic.name,
                days: opts.clinic.days.join(', ')
            }),
            next: 'states:language'
        });
    });

    self.states.add('states:later', function(name) {
        return new EndState(name, {
            text: $('The clinics cannot be reached. Please dial again later.'),
            next: 'states:language'
        });
    });

    self.states.creators.__error__ = function(name) {
        return new EndState(name, {
            text: $('Something is wrong with this line. Please dial again later.'),
            next: 'states:language'
        });
    };
});

vumigo.interact(api, ClinicSignUp);
