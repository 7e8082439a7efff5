// There are no files. Toolkit 0.1 loads `fs` for a helper of its tests.
'use strict';

exports.readFileSync = function () {
    throw new Error('fs: no files in this sandbox');
};
