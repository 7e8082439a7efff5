// Held in a worker that has no tenant yet, with the toolkit of Vumi's apps: what a first message needs is then parsed, initialised and compiled.
var toolkit;
try {
  toolkit = require('vumigo_v02');
} catch (error) {
  toolkit = null; // a module set without it
}

if (toolkit) {
  (function () {
    var states = toolkit.states;
    var App = toolkit.App.extend(function (self) {
      toolkit.App.call(self, 'states:start');
      self.states.add('states:start', function (name) {
        return new states.ChoiceState(name, {
          question: self.$('Question'),
          choices: [new states.Choice('states:text', self.$('One')), new states.Choice('states:end', 'Two')],
          next: function (choice) {
            return self.im.log('chosen').then(function () {
              return choice.value;
            });
          }
        });
      });
      self.states.add('states:text', function (name) {
        return new states.FreeText(name, { question: 'Text', next: 'states:end' });
      });
      self.states.add('states:end', function (name) {
        return new states.EndState(name, { text: 'End', next: 'states:start' });
      });
    });
    new toolkit.interaction_machine.InteractionMachine(api, new App());
  })();
} else {
  api.on_inbound_message = function (command) {
    var self = this;
    self.request('kv.get', { key: 'rehearsal' }, function () {
      self.request('outbound.reply_to', { content: 'text', in_reply_to: command.msg.message_id }, function () {
        self.done();
      });
    });
  };
}
