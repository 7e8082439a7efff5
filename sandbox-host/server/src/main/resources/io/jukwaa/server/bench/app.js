// The app every side of the benchmark runs: a choice, a free text, an end. What the user answered is kept in kv.
var vumigo = require('vumigo_v02');

var App = vumigo.App;
var Choice = vumigo.states.Choice;
var ChoiceState = vumigo.states.ChoiceState;
var EndState = vumigo.states.EndState;
var FreeText = vumigo.states.FreeText;

var COLOURS = {red: 'Red', green: 'Green', blue: 'Blue'};

var Survey = App.extend(function(self) {
    App.call(self, 'states:colour');
    var $ = self.$;

    self.states.add('states:colour', function(name) {
        return new ChoiceState(name, {
            question: $('Which colour do you like best?'),
            error: $('Please answer with the number of your choice.'),
            choices: Object.keys(COLOURS).map(function(colour) {
                return new Choice(colour, COLOURS[colour]);
            }),
            next: 'states:name'
        });
    });

    self.states.add('states:name', function(name) {
        return new FreeText(name, {
            question: $('What is your name?'),
            check: function(content) {
                if (!content.trim()) {
                    return $('Please tell us your name.');
                }
            },
            next: 'states:end'
        });
    });

    self.states.add('states:end', function(name) {
        return new EndState(name, {
            text: $('Thank you, {{name}}. {{colour}} it is for {{number}}.').context({
                name: self.im.user.get_answer('states:name'),
                colour: COLOURS[self.im.user.get_answer('states:colour')],
                number: self.im.user.addr
            }),
            next: 'states:colour'
        });
    });
});

vumigo.interact(this.api, Survey);

this.Survey = Survey; // the side without isolation makes an object of it for each message
