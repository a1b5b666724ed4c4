/**
 * Switches `long` off in protobufjs. To be imported before the generated messages: they choose the zero of their 64-bit fields when they are loaded, and a
 * Long for zero would be true in a condition.
 */
import protobuf from 'protobufjs/minimal.js';

// protobufjs picks `long` up by itself when something else has installed it.
Reflect.set(protobuf.util, 'Long', undefined);
protobuf.configure();
