// Held in a worker that has no tenant yet, with the states of an app made of definitions, see rehearsal-compatible.js.
var jukwaa;
try {
  jukwaa = require('jukwaa');
} catch (error) {
  jukwaa = null; // a module set without it
}

if (jukwaa) {
  jukwaa.start(api, jukwaa.defineApp({
    name: 'rehearsal',
    start: 'language',
    languages: { en: 'English', sw: 'Kiswahili' },
    catalogues: { sw: { '': { plural_forms: 'nplurals=2; plural=n != 1;', lang: 'sw' }, 'Name?': ['Jina?'] } },
    resume: { policy: 'ask', maxAge: '1d' },
    states: {
      language: jukwaa.language({ question: 'Language', choices: { en: 'English', sw: 'Kiswahili' }, next: 'menu' }),
      menu: jukwaa.menu({ question: 'Menu', choices: { person: 'Person', bye: 'End' } }),
      person: jukwaa.form({
        fields: {
          name: jukwaa.freeText({ question: 'Name?' }),
          age: jukwaa.number({ question: 'Age?', least: 1, most: 99 }),
          born: jukwaa.date({ question: 'Born?' }),
          clinic: jukwaa.choice({ question: 'Clinic?', choices: { ahero: 'Ahero', awasi: 'Awasi' } }),
          phone: jukwaa.phone({ question: 'Phone?', region: 'KE' })
        },
        confirm: { show: { name: 'Name', age: 'Age' } },
        next: 'branch'
      }),
      branch: jukwaa.decide({ next: [{ when: { age: 99 }, to: 'menu' }, 'bye'] }),
      bye: jukwaa.end({ text: 'Thank you, {{name}}.' })
    }
  }));
} else {
  api.on_inbound_message = function () {
    this.done();
  };
}
