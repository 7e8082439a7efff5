// Two states, counted in every way go-jsbox-metrics-helper has.
var vumigo = require('vumigo_v02');
var MetricsHelper = require('go-jsbox-metrics-helper');

var MetricsApp = vumigo.App.extend(function(self) {
    vumigo.App.call(self, 'states:test');

    self.init = function() {
        var from = {state: 'states:test', action: 'enter'};
        var to = {state: 'states:test2', action: 'enter'};
        new MetricsHelper(self.im)
            .add.total_unique_users()
            .add.total_sessions('sessions')
            .add.total_state_actions({state: 'states:test', action: 'exit'}, 'exits')
            .add.sessions_until_state(to, 'until')
            .add.tracker(from, to, {sessions_between_states: 'between'})
            .add.trigger(to, {total_state_actions: 'ends'});
    };

    self.states.add('states:test', function(name) {
        return new vumigo.states.FreeText(name, {question: 'This is the first state.', next: 'states:test2'});
    });

    self.states.add('states:test2', function(name) {
        return new vumigo.states.EndState(name, {text: 'This is the end state.', next: 'states:test'});
    });
});

vumigo.interact(api, MetricsApp);
