/**
 * The messages of proto/stillpoint.proto. 64-bit fields are JS numbers (exact to 2^53): a `long` package that happens to be
 * installed must not change their type, so it is switched off here; import messages from here and nowhere else.
 */
import protobuf from 'protobufjs/minimal.js';

import { v1 } from './generated/messages.js';

// protobufjs picks `long` up by itself when something else has installed it.
Reflect.set(protobuf.util, 'Long', undefined);
protobuf.configure();

/** Classes with `encode`, `decode`, `create`: `v1.Hello`, `v1.Begin`, ... */
export { v1 };
