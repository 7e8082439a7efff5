// Asks the questions of an XForm with go-jsbox-xform. The helper's default address of the service has no scheme and
// its handling of the first answer expects a parsed object, which only the toolkit's stand-in for HTTP gives it, so the
// app says where the service is and parses that answer; an app that ever worked had to.
var vumigo = require('vumigo_v02');
var XFormState = require('go-jsbox-xform').XFormState;
var HttpApi = vumigo.http.api.HttpApi;

var XFormApp = vumigo.App.extend(function(self) {
    vumigo.App.call(self, 'states:xform');

    self.post_results = function(xml) {
        var http = new HttpApi(self.im, {
            auth: {username: 'testuser', password: 'testpass'},
            headers: {
                'Expect': ['100-continue'],
                'Content-Type': ['multipart/form-data; boundary=foobar']
            }
        });
        return http.post(self.im.config.results_url, {
            data: [
                '--foobar',
                'Content-Disposition: form-data; name="xml_submission_file"',
                'Content-Type: application/xml',
                '',
                xml,
                '',
                '--foobar--'
            ].join('\n')
        }).thenResolve('states:end');
    };

    self.states.add('states:xform', function(name) {
        var state = new XFormState(name, {
            xform: '<form/>',
            xforms_service_url: self.im.config.service_url,
            next: self.post_results
        });
        state.create_xform = function(xform) {
            return new HttpApi(self.im, {headers: {'Content-Type': ['application/xml']}})
                .post(state.xforms_service_url + '/forms', {data: xform})
                .then(function(response) {
                    state.metadata.xform_id = JSON.parse(response.data).id;
                    return state.metadata.xform_id;
                });
        };
        return state;
    });

    self.states.add('states:end', function(name) {
        return new vumigo.states.EndState(name, {text: 'Thank you for your submission!', next: 'states:xform'});
    });
});

vumigo.interact(api, XFormApp);
