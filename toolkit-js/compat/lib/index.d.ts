/**
 * @file The toolkit as apps written for Vumi Go require it: `require('vumigo_v02')`.
 *
 * Functions that make others with `extend` get an object that may have any further members; those of the toolkit are checked.
 */

import * as configTypes from './types/config';
import * as contactTypes from './types/contacts';
import * as dummyTypes from './types/dummy';
import * as httpTypes from './types/http';
import * as serviceTypes from './types/services';
import * as testerTypes from './types/tester';

export { App } from './types/app';
export { InteractionMachine, interact } from './types/machine';
export { AppTester } from './types/tester';
export { DummyApi } from './types/dummy';
export type { Awaitable, Class, Deferred, Promised } from './types/base';
export type { Command, Message, Reply, SandboxApi } from './types/machine';

export * as app from './types/app';
export * as events from './types/events';
export * as interaction_machine from './types/machine';
export * as states from './types/states';
export * as structs from './types/structs';
export * as translate from './types/translate';
export * as user from './types/user';
export * as utils from './types/utils';

export declare namespace config {
    export import api = configTypes;
    namespace dummy {
        export import DummyConfigResource = dummyTypes.DummyConfigResource;
    }
}

export declare namespace contacts {
    export import api = contactTypes;
    namespace dummy {
        export import DummyContactsResource = dummyTypes.DummyContactsResource;
        export import DummyGroupsResource = dummyTypes.DummyGroupsResource;
    }
}

export declare namespace http {
    export import api = httpTypes;
    namespace dummy {
        export import DummyHttpResource = dummyTypes.DummyHttpResource;
        export import HttpFixture = dummyTypes.HttpFixture;
        export import HttpFixtures = dummyTypes.HttpFixtures;
        export import encodings = dummyTypes.encodings;
        export import infer_encoding = dummyTypes.infer_encoding;
    }
}

export declare namespace log {
    namespace api {
        export import Logger = serviceTypes.Logger;
    }
    namespace dummy {
        export import DummyLogResource = dummyTypes.DummyLogResource;
    }
}

export declare namespace metrics {
    namespace api {
        export import MetricStore = serviceTypes.MetricStore;
    }
    namespace dummy {
        export import DummyMetricsResource = dummyTypes.DummyMetricsResource;
    }
}

export declare namespace outbound {
    namespace api {
        export import OutboundHelper = serviceTypes.OutboundHelper;
    }
    namespace dummy {
        export import DummyOutboundResource = dummyTypes.DummyOutboundResource;
    }
}

export declare namespace dummy {
    export import DummyApi = dummyTypes.DummyApi;
    namespace api {
        export import DummyApi = dummyTypes.DummyApi;
    }
    namespace resources {
        export import DummyResource = dummyTypes.DummyResource;
        export import DummyResources = dummyTypes.DummyResources;
        export import DummyResourceError = dummyTypes.DummyResourceError;
    }
}

export declare namespace tester {
    export import AppTester = testerTypes.AppTester;
    namespace tasks {
        export import AppTesterTasks = testerTypes.AppTesterTasks;
        export import AppTesterTaskSet = testerTypes.AppTesterTaskSet;
        export import TaskError = testerTypes.TaskError;
        export import TaskMethodError = testerTypes.TaskMethodError;
    }
}

export declare const test_utils: testerTypes.TestUtils;
export declare const fixtures: testerTypes.Fixtures;
