/** @file The people an account knows, and groups of them. */

import type { Class, Promised } from './base';
import type { Eventable } from './events';
import type { InteractionMachine } from './machine';
import type { ModelMethods } from './structs';

export interface ContactAttributes {
    key: string;
    user_account: string;
    msisdn: string;
    extra: Record<string, string>;
    subscription: Record<string, string>;
    /** Keys of groups. */
    groups: string[];
    name?: string | null;
    surname?: string | null;
    email_address?: string | null;
    dob?: string | null;
    twitter_handle?: string | null;
    facebook_id?: string | null;
    bbm_pin?: string | null;
    gtalk_id?: string | null;
    mxit_id?: string | null;
    wechat_id?: string | null;
    created_at?: string;
    [name: string]: any;
}
export interface Contact extends ContactAttributes {
    readonly do: ModelMethods<ContactAttributes>;
    readonly cls: ModelMethods<ContactAttributes>;
}
export declare const Contact: Class<Contact, [attributes?: Partial<ContactAttributes>]>;

export interface GroupAttributes {
    key: string;
    user_account: string;
    name: string;
    query: string | null;
    [name: string]: any;
}
export interface Group extends GroupAttributes {
    readonly do: ModelMethods<GroupAttributes>;
    readonly cls: ModelMethods<GroupAttributes>;
}
export declare const Group: Class<Group, [attributes?: Partial<GroupAttributes>]>;

export interface ContactLookup {
    /** Whether a contact is made if there is none. */
    create?: boolean;
    /** Which kind of address is meant; the configured one, if there is none. */
    delivery_class?: 'sms' | 'ussd' | 'gtalk' | 'twitter' | 'mxit' | 'wechat' | (string & {});
}

export interface ContactStore extends Eventable {
    im: InteractionMachine;
    delivery_class: string | undefined;
    setup(opts?: {delivery_class?: string}): Promised<any>;
    request(method: string, cmd: Record<string, any>): Promised<any>;
    create(attributes?: Partial<ContactAttributes>): Promised<Contact>;
    get(addr: string, opts?: ContactLookup): Promised<Contact>;
    get_by_key(key: string): Promised<Contact>;
    /** The contact of the user, which is made unless `create` is false. */
    for_user(opts?: ContactLookup): Promised<Contact>;
    search(query: string): Promised<Contact[]>;
    search_keys(query: string): Promised<string[]>;
    save(contact: Contact): Promised<void>;
}
export declare const ContactStore: Class<ContactStore, [im: InteractionMachine]>;

export interface GroupStore extends Eventable {
    im: InteractionMachine;
    setup(): Promised<any>;
    request(method: string, cmd: Record<string, any>): Promised<any>;
    get(name: string, opts?: {create?: boolean}): Promised<Group>;
    get_by_key(key: string): Promised<Group>;
    search(query: string): Promised<Group[]>;
    list(): Promised<Group[]>;
    save(group: Group): Promised<any>;
    /** The number of contacts in it. */
    sizeOf(group: Group): Promised<number>;
}
export declare const GroupStore: Class<GroupStore, [im: InteractionMachine]>;
