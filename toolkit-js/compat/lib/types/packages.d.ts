/** @file Packages that the published toolkit required at once, and ours when something rare needs them: hosts have them. */

declare module 'jed';
declare module 'lodash';
declare module 'moment';
declare module 'q';
