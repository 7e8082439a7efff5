// Sends what the user reports to Ona with go-jsbox-ona.
var vumigo = require('vumigo_v02');
var Ona = require('go-jsbox-ona').Ona;

var OnaApp = vumigo.App.extend(function(self) {
    vumigo.App.call(self, 'states:start');

    self.init = function() {
        self.ona = new Ona(self.im, self.im.config.ona);
    };

    self.states.add('states:start', function(name) {
        return new vumigo.states.FreeText(name, {
            question: 'How many are ill?',
            next: function(content) {
                return self.ona.submit({id: self.im.config.form, submission: {ill: content}})
                    .then(function(response) {
                        return {name: 'states:done', creator_opts: {text: response.data.message}};
                    }, function(error) {
                        return {name: 'states:done', creator_opts: {text: 'Failed: ' + error.message}};
                    });
            }
        });
    });

    self.states.add('states:done', function(name, opts) {
        return new vumigo.states.EndState(name, {text: opts.text, next: 'states:start'});
    });
});

vumigo.interact(api, OnaApp);
