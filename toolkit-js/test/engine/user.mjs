/** @file Shorthand of these tests. */

/**
 * Replies one after the other; the last screen.
 *
 * @param {import('jukwaa/testing').Phone} user
 * @param {...string} inputs
 */
export async function type(user, ...inputs) {
    for (const input of inputs) {
        await user.reply(input);
    }
    return user.screen;
}

/**
 * The app's log lines of a level, from all messages.
 *
 * @param {import('jukwaa/testing').Phone} user
 * @param {string} wanted
 */
export function logged(user, wanted) {
    return user.host.logged.filter(({level}) => level === wanted).map(({text}) => text);
}
