// Judges numbers, dates and pages of results with the utilities of seed-jsbox-utils, and with the client of its
// identity store where the package still has one (0.4).
var vumigo = require('vumigo_v02');
var seed = require('seed-jsbox-utils');
var utils = seed.utils;

var SeedApp = vumigo.App.extend(function(self) {
    vumigo.App.call(self, 'states:number');

    self.init = function() {
        self.http_api = new vumigo.http.api.JsonApi(self.im);
        self.log_service_call = function() {
            return function(response) {
                return response;
            };
        };
        self.base_url = self.im.config.identities_url;
    };

    self.identities = function(msisdn) {
        return seed.IdentityStore
            ? new seed.IdentityStore(self.http_api, 'secret', self.base_url).list_by_address({msisdn: msisdn})
            : utils.get_paginated_response(self, 'identities/search/',
                {details__addresses__msisdn: msisdn, include_inactive: 'False'});
    };

    self.states.add('states:number', function(name) {
        return new vumigo.states.FreeText(name, {
            question: 'Whose number?',
            check: function(content) {
                if (!utils.is_valid_msisdn(content, self.im.config.country)) {
                    return 'Not a number. Whose number?';
                }
            },
            next: 'states:date'
        });
    });

    self.states.add('states:date', function(name) {
        return new vumigo.states.FreeText(name, {
            question: 'Born when (YYYY-MM-DD)?',
            check: function(content) {
                if (!utils.is_valid_date(content, 'YYYY-MM-DD')) {
                    return 'No such day. Born when (YYYY-MM-DD)?';
                }
            },
            next: 'states:found'
        });
    });

    self.states.add('states:found', function(name) {
        var msisdn = utils.normalize_msisdn(self.im.user.answers['states:number'], self.im.config.country);
        return self.identities(msisdn).then(function(found) {
            return new vumigo.states.EndState(name, {
                text: [
                    utils.readable_msisdn(msisdn, '27'),
                    utils.get_moment_date(self.im.user.answers['states:date']).format('D MMM YYYY'),
                    found.results.length + ' known'
                ].join(', '),
                next: 'states:number'
            });
        });
    });
});

vumigo.interact(api, SeedApp);
