package io.jukwaa.resource;

/**
 * Who sends a command. Set by the host from the worker's pipe, never from anything a guest says.
 *
 * @param tenant the app's owner
 * @param app the app as it was when the run began
 * @param run the run the command belongs to
 */
public record Caller(Tenant tenant, App app, Run run) {}
