/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const v1 = $root.v1 = (() => {

    const v1 = {};

    v1.Hello = (function() {

        const Hello = function (properties) {
            this.capabilities = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Hello.prototype.protocolVersion = 0;
        Hello.prototype.capabilities = $util.emptyArray;
        Hello.prototype.machineId = "";
        Hello.prototype.bootId = "";
        Hello.prototype.hostName = "";
        Hello.prototype.softwareVersion = "";
        Hello.prototype.operatingSystem = "";
        Hello.prototype.kernel = "";
        Hello.prototype.nodeVersion = "";
        Hello.prototype.clockMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        Hello.prototype.oldestProtocolVersion = 0;

        Hello.create = function(properties) {
            return new Hello(properties);
        };

        Hello.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.protocolVersion != null && $Object.hasOwnProperty.call(message, "protocolVersion") && message.protocolVersion !== 0)
                writer.uint32(8).uint32(message.protocolVersion);
            if (message.capabilities != null && message.capabilities.length)
                for (let i = 0; i < message.capabilities.length; ++i)
                    writer.uint32(18).string(message.capabilities[i]);
            if (message.machineId != null && $Object.hasOwnProperty.call(message, "machineId") && message.machineId !== "")
                writer.uint32(26).string(message.machineId);
            if (message.bootId != null && $Object.hasOwnProperty.call(message, "bootId") && message.bootId !== "")
                writer.uint32(34).string(message.bootId);
            if (message.hostName != null && $Object.hasOwnProperty.call(message, "hostName") && message.hostName !== "")
                writer.uint32(42).string(message.hostName);
            if (message.softwareVersion != null && $Object.hasOwnProperty.call(message, "softwareVersion") && message.softwareVersion !== "")
                writer.uint32(50).string(message.softwareVersion);
            if (message.operatingSystem != null && $Object.hasOwnProperty.call(message, "operatingSystem") && message.operatingSystem !== "")
                writer.uint32(58).string(message.operatingSystem);
            if (message.kernel != null && $Object.hasOwnProperty.call(message, "kernel") && message.kernel !== "")
                writer.uint32(66).string(message.kernel);
            if (message.nodeVersion != null && $Object.hasOwnProperty.call(message, "nodeVersion") && message.nodeVersion !== "")
                writer.uint32(74).string(message.nodeVersion);
            if (message.clockMs != null && $Object.hasOwnProperty.call(message, "clockMs") && (typeof message.clockMs === "object" ? message.clockMs.low || message.clockMs.high : message.clockMs !== 0))
                writer.uint32(80).int64(message.clockMs);
            if (message.oldestProtocolVersion != null && $Object.hasOwnProperty.call(message, "oldestProtocolVersion") && message.oldestProtocolVersion !== 0)
                writer.uint32(88).uint32(message.oldestProtocolVersion);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Hello.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.Hello();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.protocolVersion = value;
                        else
                            delete message.protocolVersion;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.capabilities && message.capabilities.length))
                            message.capabilities = [];
                        message.capabilities.push(reader.stringVerify());
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.machineId = value;
                        else
                            delete message.machineId;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.bootId = value;
                        else
                            delete message.bootId;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.hostName = value;
                        else
                            delete message.hostName;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.softwareVersion = value;
                        else
                            delete message.softwareVersion;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.operatingSystem = value;
                        else
                            delete message.operatingSystem;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.kernel = value;
                        else
                            delete message.kernel;
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.nodeVersion = value;
                        else
                            delete message.nodeVersion;
                        continue;
                    }
                case 10: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.clockMs = value;
                        else
                            delete message.clockMs;
                        continue;
                    }
                case 11: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.oldestProtocolVersion = value;
                        else
                            delete message.oldestProtocolVersion;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Hello;
    })();

    v1.Welcome = (function() {

        const Welcome = function (properties) {
            this.capabilities = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Welcome.prototype.protocolVersion = 0;
        Welcome.prototype.capabilities = $util.emptyArray;
        Welcome.prototype.collectorId = "";
        Welcome.prototype.softwareVersion = "";
        Welcome.prototype.clockMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        Welcome.prototype.agentId = "";
        Welcome.prototype.agentName = "";
        Welcome.prototype.certificateNotAfterMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        Welcome.prototype.renewCertificate = false;

        Welcome.create = function(properties) {
            return new Welcome(properties);
        };

        Welcome.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.protocolVersion != null && $Object.hasOwnProperty.call(message, "protocolVersion") && message.protocolVersion !== 0)
                writer.uint32(8).uint32(message.protocolVersion);
            if (message.capabilities != null && message.capabilities.length)
                for (let i = 0; i < message.capabilities.length; ++i)
                    writer.uint32(18).string(message.capabilities[i]);
            if (message.collectorId != null && $Object.hasOwnProperty.call(message, "collectorId") && message.collectorId !== "")
                writer.uint32(26).string(message.collectorId);
            if (message.softwareVersion != null && $Object.hasOwnProperty.call(message, "softwareVersion") && message.softwareVersion !== "")
                writer.uint32(34).string(message.softwareVersion);
            if (message.clockMs != null && $Object.hasOwnProperty.call(message, "clockMs") && (typeof message.clockMs === "object" ? message.clockMs.low || message.clockMs.high : message.clockMs !== 0))
                writer.uint32(40).int64(message.clockMs);
            if (message.agentId != null && $Object.hasOwnProperty.call(message, "agentId") && message.agentId !== "")
                writer.uint32(50).string(message.agentId);
            if (message.agentName != null && $Object.hasOwnProperty.call(message, "agentName") && message.agentName !== "")
                writer.uint32(58).string(message.agentName);
            if (message.certificateNotAfterMs != null && $Object.hasOwnProperty.call(message, "certificateNotAfterMs") && (typeof message.certificateNotAfterMs === "object" ? message.certificateNotAfterMs.low || message.certificateNotAfterMs.high : message.certificateNotAfterMs !== 0))
                writer.uint32(64).int64(message.certificateNotAfterMs);
            if (message.renewCertificate != null && $Object.hasOwnProperty.call(message, "renewCertificate") && message.renewCertificate !== false)
                writer.uint32(72).bool(message.renewCertificate);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Welcome.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.Welcome();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.protocolVersion = value;
                        else
                            delete message.protocolVersion;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.capabilities && message.capabilities.length))
                            message.capabilities = [];
                        message.capabilities.push(reader.stringVerify());
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.collectorId = value;
                        else
                            delete message.collectorId;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.softwareVersion = value;
                        else
                            delete message.softwareVersion;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.clockMs = value;
                        else
                            delete message.clockMs;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agentId = value;
                        else
                            delete message.agentId;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agentName = value;
                        else
                            delete message.agentName;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.certificateNotAfterMs = value;
                        else
                            delete message.certificateNotAfterMs;
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.renewCertificate = value;
                        else
                            delete message.renewCertificate;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Welcome;
    })();

    v1.ControlReport = (function() {

        const ControlReport = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ControlReport.prototype.hello = null;
        ControlReport.prototype.plans = null;
        ControlReport.prototype.run = null;
        ControlReport.prototype.answer = null;

        let $oneOfFields;

        $Object.defineProperty(ControlReport.prototype, "message", {
            get: $util.oneOfGetter($oneOfFields = ["hello", "plans", "run", "answer"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        ControlReport.create = function(properties) {
            return new ControlReport(properties);
        };

        ControlReport.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                $root.v1.Hello.encode(message.hello, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.plans != null && $Object.hasOwnProperty.call(message, "plans"))
                $root.v1.PlanList.encode(message.plans, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.run != null && $Object.hasOwnProperty.call(message, "run"))
                $root.v1.RunReport.encode(message.run, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.answer != null && $Object.hasOwnProperty.call(message, "answer"))
                $root.v1.OrderAnswer.encode(message.answer, writer.uint32(34).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ControlReport.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ControlReport();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.hello = $root.v1.Hello.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                        message.message = "hello";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.plans = $root.v1.PlanList.decode(reader, reader.size(), $undefined, _depth + 1, message.plans);
                        message.message = "plans";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.run = $root.v1.RunReport.decode(reader, reader.size(), $undefined, _depth + 1, message.run);
                        message.message = "run";
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.answer = $root.v1.OrderAnswer.decode(reader, reader.size(), $undefined, _depth + 1, message.answer);
                        message.message = "answer";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ControlReport;
    })();

    v1.ControlOrder = (function() {

        const ControlOrder = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ControlOrder.prototype.welcome = null;
        ControlOrder.prototype.startRun = null;
        ControlOrder.prototype.cancelRun = null;
        ControlOrder.prototype.runNoted = null;
        ControlOrder.prototype.startRestore = null;
        ControlOrder.prototype.setPlans = null;

        let $oneOfFields;

        $Object.defineProperty(ControlOrder.prototype, "message", {
            get: $util.oneOfGetter($oneOfFields = ["welcome", "startRun", "cancelRun", "runNoted", "startRestore", "setPlans"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        ControlOrder.create = function(properties) {
            return new ControlOrder(properties);
        };

        ControlOrder.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.welcome != null && $Object.hasOwnProperty.call(message, "welcome"))
                $root.v1.Welcome.encode(message.welcome, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.startRun != null && $Object.hasOwnProperty.call(message, "startRun"))
                $root.v1.StartRun.encode(message.startRun, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.cancelRun != null && $Object.hasOwnProperty.call(message, "cancelRun"))
                $root.v1.CancelRun.encode(message.cancelRun, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.runNoted != null && $Object.hasOwnProperty.call(message, "runNoted"))
                $root.v1.RunNoted.encode(message.runNoted, writer.uint32(34).fork(), _depth + 1).ldelim();
            if (message.startRestore != null && $Object.hasOwnProperty.call(message, "startRestore"))
                $root.v1.StartRestore.encode(message.startRestore, writer.uint32(322).fork(), _depth + 1).ldelim();
            if (message.setPlans != null && $Object.hasOwnProperty.call(message, "setPlans"))
                $root.v1.SetPlans.encode(message.setPlans, writer.uint32(722).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ControlOrder.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ControlOrder();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.welcome = $root.v1.Welcome.decode(reader, reader.size(), $undefined, _depth + 1, message.welcome);
                        message.message = "welcome";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.startRun = $root.v1.StartRun.decode(reader, reader.size(), $undefined, _depth + 1, message.startRun);
                        message.message = "startRun";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.cancelRun = $root.v1.CancelRun.decode(reader, reader.size(), $undefined, _depth + 1, message.cancelRun);
                        message.message = "cancelRun";
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.runNoted = $root.v1.RunNoted.decode(reader, reader.size(), $undefined, _depth + 1, message.runNoted);
                        message.message = "runNoted";
                        continue;
                    }
                case 40: {
                        if (wireType !== 2)
                            break;
                        message.startRestore = $root.v1.StartRestore.decode(reader, reader.size(), $undefined, _depth + 1, message.startRestore);
                        message.message = "startRestore";
                        continue;
                    }
                case 90: {
                        if (wireType !== 2)
                            break;
                        message.setPlans = $root.v1.SetPlans.decode(reader, reader.size(), $undefined, _depth + 1, message.setPlans);
                        message.message = "setPlans";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ControlOrder;
    })();

    v1.PlanList = (function() {

        const PlanList = function (properties) {
            this.plans = [];
            this.refusals = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PlanList.prototype.plans = $util.emptyArray;
        PlanList.prototype.zone = "";
        PlanList.prototype.central = false;
        PlanList.prototype.refusals = $util.emptyArray;

        PlanList.create = function(properties) {
            return new PlanList(properties);
        };

        PlanList.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.plans != null && message.plans.length)
                for (let i = 0; i < message.plans.length; ++i)
                    $root.v1.PlanFacts.encode(message.plans[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.zone != null && $Object.hasOwnProperty.call(message, "zone") && message.zone !== "")
                writer.uint32(18).string(message.zone);
            if (message.central != null && $Object.hasOwnProperty.call(message, "central") && message.central !== false)
                writer.uint32(720).bool(message.central);
            if (message.refusals != null && message.refusals.length)
                for (let i = 0; i < message.refusals.length; ++i)
                    $root.v1.PlanRefusal.encode(message.refusals[i], writer.uint32(730).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PlanList.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.PlanList();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.plans && message.plans.length))
                            message.plans = [];
                        message.plans.push($root.v1.PlanFacts.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.zone = value;
                        else
                            delete message.zone;
                        continue;
                    }
                case 90: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.central = value;
                        else
                            delete message.central;
                        continue;
                    }
                case 91: {
                        if (wireType !== 2)
                            break;
                        if (!(message.refusals && message.refusals.length))
                            message.refusals = [];
                        message.refusals.push($root.v1.PlanRefusal.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PlanList;
    })();

    v1.SetPlans = (function() {

        const SetPlans = function (properties) {
            this.plans = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SetPlans.prototype.plans = $util.emptyArray;

        SetPlans.create = function(properties) {
            return new SetPlans(properties);
        };

        SetPlans.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.plans != null && message.plans.length)
                for (let i = 0; i < message.plans.length; ++i)
                    $root.v1.CentralPlan.encode(message.plans[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SetPlans.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.SetPlans();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.plans && message.plans.length))
                            message.plans = [];
                        message.plans.push($root.v1.CentralPlan.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SetPlans;
    })();

    v1.CentralPlan = (function() {

        const CentralPlan = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        CentralPlan.prototype.name = "";
        CentralPlan.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        CentralPlan.prototype.definition = "";

        CentralPlan.create = function(properties) {
            return new CentralPlan(properties);
        };

        CentralPlan.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(10).string(message.name);
            if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                writer.uint32(16).uint64(message.revision);
            if (message.definition != null && $Object.hasOwnProperty.call(message, "definition") && message.definition !== "")
                writer.uint32(26).string(message.definition);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        CentralPlan.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.CentralPlan();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.revision = value;
                        else
                            delete message.revision;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.definition = value;
                        else
                            delete message.definition;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CentralPlan;
    })();

    v1.PlanRefusal = (function() {

        const PlanRefusal = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PlanRefusal.prototype.plan = "";
        PlanRefusal.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        PlanRefusal.prototype.source = "";
        PlanRefusal.prototype.field = "";
        PlanRefusal.prototype.reason = "";

        PlanRefusal.create = function(properties) {
            return new PlanRefusal(properties);
        };

        PlanRefusal.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(10).string(message.plan);
            if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                writer.uint32(16).uint64(message.revision);
            if (message.source != null && $Object.hasOwnProperty.call(message, "source") && message.source !== "")
                writer.uint32(26).string(message.source);
            if (message.field != null && $Object.hasOwnProperty.call(message, "field") && message.field !== "")
                writer.uint32(34).string(message.field);
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                writer.uint32(42).string(message.reason);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PlanRefusal.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.PlanRefusal();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.revision = value;
                        else
                            delete message.revision;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.source = value;
                        else
                            delete message.source;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.field = value;
                        else
                            delete message.field;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.reason = value;
                        else
                            delete message.reason;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PlanRefusal;
    })();

    v1.PlanFacts = (function() {

        const PlanFacts = function (properties) {
            this.sourceKinds = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PlanFacts.prototype.name = "";
        PlanFacts.prototype.schedule = "";
        PlanFacts.prototype.sourceKinds = $util.emptyArray;
        PlanFacts.prototype.centralRevision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        PlanFacts.create = function(properties) {
            return new PlanFacts(properties);
        };

        PlanFacts.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(10).string(message.name);
            if (message.schedule != null && $Object.hasOwnProperty.call(message, "schedule") && message.schedule !== "")
                writer.uint32(18).string(message.schedule);
            if (message.sourceKinds != null && message.sourceKinds.length)
                for (let i = 0; i < message.sourceKinds.length; ++i)
                    writer.uint32(26).string(message.sourceKinds[i]);
            if (message.centralRevision != null && $Object.hasOwnProperty.call(message, "centralRevision") && (typeof message.centralRevision === "object" ? message.centralRevision.low || message.centralRevision.high : message.centralRevision !== 0))
                writer.uint32(720).uint64(message.centralRevision);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PlanFacts.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.PlanFacts();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.schedule = value;
                        else
                            delete message.schedule;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.sourceKinds && message.sourceKinds.length))
                            message.sourceKinds = [];
                        message.sourceKinds.push(reader.stringVerify());
                        continue;
                    }
                case 90: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.centralRevision = value;
                        else
                            delete message.centralRevision;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PlanFacts;
    })();

    v1.StartRun = (function() {

        const StartRun = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        StartRun.prototype.plan = "";
        StartRun.prototype.runId = $util.newBuffer([]);
        StartRun.prototype.reason = "";

        StartRun.create = function(properties) {
            return new StartRun(properties);
        };

        StartRun.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(10).string(message.plan);
            if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId.length)
                writer.uint32(18).bytes(message.runId);
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                writer.uint32(26).string(message.reason);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        StartRun.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.StartRun();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.runId = value;
                        else
                            delete message.runId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.reason = value;
                        else
                            delete message.reason;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return StartRun;
    })();

    v1.CancelRun = (function() {

        const CancelRun = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        CancelRun.prototype.runId = $util.newBuffer([]);

        CancelRun.create = function(properties) {
            return new CancelRun(properties);
        };

        CancelRun.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId.length)
                writer.uint32(10).bytes(message.runId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        CancelRun.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.CancelRun();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.runId = value;
                        else
                            delete message.runId;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CancelRun;
    })();

    v1.RunNoted = (function() {

        const RunNoted = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RunNoted.prototype.runId = $util.newBuffer([]);

        RunNoted.create = function(properties) {
            return new RunNoted(properties);
        };

        RunNoted.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId.length)
                writer.uint32(10).bytes(message.runId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RunNoted.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.RunNoted();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.runId = value;
                        else
                            delete message.runId;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RunNoted;
    })();

    v1.StartRestore = (function() {

        const StartRestore = function (properties) {
            this.addresses = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        StartRestore.prototype.runId = $util.newBuffer([]);
        StartRestore.prototype.addresses = $util.emptyArray;
        StartRestore.prototype.target = "";
        StartRestore.prototype.settings = null;

        StartRestore.create = function(properties) {
            return new StartRestore(properties);
        };

        StartRestore.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId.length)
                writer.uint32(10).bytes(message.runId);
            if (message.addresses != null && message.addresses.length)
                for (let i = 0; i < message.addresses.length; ++i)
                    writer.uint32(18).string(message.addresses[i]);
            if (message.target != null && $Object.hasOwnProperty.call(message, "target") && message.target !== "")
                writer.uint32(26).string(message.target);
            if (message.settings != null && $Object.hasOwnProperty.call(message, "settings"))
                $root.v1.RestoreSettings.encode(message.settings, writer.uint32(34).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        StartRestore.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.StartRestore();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.runId = value;
                        else
                            delete message.runId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.addresses && message.addresses.length))
                            message.addresses = [];
                        message.addresses.push(reader.stringVerify());
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.target = value;
                        else
                            delete message.target;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.settings = $root.v1.RestoreSettings.decode(reader, reader.size(), $undefined, _depth + 1, message.settings);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return StartRestore;
    })();

    v1.RestoreSettings = (function() {

        const RestoreSettings = function (properties) {
            this.include = [];
            this.exclude = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RestoreSettings.prototype.overwrite = "";
        RestoreSettings.prototype.include = $util.emptyArray;
        RestoreSettings.prototype.exclude = $util.emptyArray;
        RestoreSettings.prototype.owner = "";
        RestoreSettings.prototype.noSpecial = false;
        RestoreSettings.prototype.fullPath = false;
        RestoreSettings.prototype.dryRun = false;

        RestoreSettings.create = function(properties) {
            return new RestoreSettings(properties);
        };

        RestoreSettings.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.overwrite != null && $Object.hasOwnProperty.call(message, "overwrite") && message.overwrite !== "")
                writer.uint32(10).string(message.overwrite);
            if (message.include != null && message.include.length)
                for (let i = 0; i < message.include.length; ++i)
                    writer.uint32(18).string(message.include[i]);
            if (message.exclude != null && message.exclude.length)
                for (let i = 0; i < message.exclude.length; ++i)
                    writer.uint32(26).string(message.exclude[i]);
            if (message.owner != null && $Object.hasOwnProperty.call(message, "owner") && message.owner !== "")
                writer.uint32(34).string(message.owner);
            if (message.noSpecial != null && $Object.hasOwnProperty.call(message, "noSpecial") && message.noSpecial !== false)
                writer.uint32(40).bool(message.noSpecial);
            if (message.fullPath != null && $Object.hasOwnProperty.call(message, "fullPath") && message.fullPath !== false)
                writer.uint32(48).bool(message.fullPath);
            if (message.dryRun != null && $Object.hasOwnProperty.call(message, "dryRun") && message.dryRun !== false)
                writer.uint32(56).bool(message.dryRun);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RestoreSettings.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.RestoreSettings();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.overwrite = value;
                        else
                            delete message.overwrite;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.include && message.include.length))
                            message.include = [];
                        message.include.push(reader.stringVerify());
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.exclude && message.exclude.length))
                            message.exclude = [];
                        message.exclude.push(reader.stringVerify());
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.owner = value;
                        else
                            delete message.owner;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.noSpecial = value;
                        else
                            delete message.noSpecial;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.fullPath = value;
                        else
                            delete message.fullPath;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.dryRun = value;
                        else
                            delete message.dryRun;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RestoreSettings;
    })();

    v1.OrderAnswer = (function() {

        const OrderAnswer = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        OrderAnswer.prototype.runId = $util.newBuffer([]);
        OrderAnswer.prototype.errorCode = "";
        OrderAnswer.prototype.errorText = "";
        OrderAnswer.prototype.errorHint = "";

        OrderAnswer.create = function(properties) {
            return new OrderAnswer(properties);
        };

        OrderAnswer.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId.length)
                writer.uint32(10).bytes(message.runId);
            if (message.errorCode != null && $Object.hasOwnProperty.call(message, "errorCode") && message.errorCode !== "")
                writer.uint32(18).string(message.errorCode);
            if (message.errorText != null && $Object.hasOwnProperty.call(message, "errorText") && message.errorText !== "")
                writer.uint32(26).string(message.errorText);
            if (message.errorHint != null && $Object.hasOwnProperty.call(message, "errorHint") && message.errorHint !== "")
                writer.uint32(34).string(message.errorHint);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        OrderAnswer.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.OrderAnswer();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.runId = value;
                        else
                            delete message.runId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.errorCode = value;
                        else
                            delete message.errorCode;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.errorText = value;
                        else
                            delete message.errorText;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.errorHint = value;
                        else
                            delete message.errorHint;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return OrderAnswer;
    })();

    v1.RunState = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "RUN_UNKNOWN"] = 0;
        values[valuesById[1] = "RUN_QUEUED"] = 1;
        values[valuesById[2] = "RUN_RUNNING"] = 2;
        values[valuesById[3] = "RUN_COMPLETE"] = 3;
        values[valuesById[4] = "RUN_INCOMPLETE"] = 4;
        values[valuesById[5] = "RUN_FAILED"] = 5;
        values[valuesById[6] = "RUN_CANCELLED"] = 6;
        return values;
    })();

    v1.RunReport = (function() {

        const RunReport = function (properties) {
            this.notes = [];
            this.noteAfterMs = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RunReport.prototype.runId = $util.newBuffer([]);
        RunReport.prototype.plan = "";
        RunReport.prototype.state = 0;
        RunReport.prototype.startedMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        RunReport.prototype.endedMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        RunReport.prototype.counts = null;
        RunReport.prototype.errorCode = "";
        RunReport.prototype.errorText = "";
        RunReport.prototype.errorHint = "";
        RunReport.prototype.snapshotId = $util.newBuffer([]);
        RunReport.prototype.address = "";
        RunReport.prototype.consistency = "";
        RunReport.prototype.frozenMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        RunReport.prototype.warnings = 0;
        RunReport.prototype.shrunk = false;
        RunReport.prototype.failedSources = 0;
        RunReport.prototype.reason = "";
        RunReport.prototype.notes = $util.emptyArray;
        RunReport.prototype.noteAfterMs = $util.emptyArray;
        RunReport.prototype.retryAfterMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        RunReport.create = function(properties) {
            return new RunReport(properties);
        };

        RunReport.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId.length)
                writer.uint32(10).bytes(message.runId);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(18).string(message.plan);
            if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== 0)
                writer.uint32(24).int32(message.state);
            if (message.startedMs != null && $Object.hasOwnProperty.call(message, "startedMs") && (typeof message.startedMs === "object" ? message.startedMs.low || message.startedMs.high : message.startedMs !== 0))
                writer.uint32(32).int64(message.startedMs);
            if (message.endedMs != null && $Object.hasOwnProperty.call(message, "endedMs") && (typeof message.endedMs === "object" ? message.endedMs.low || message.endedMs.high : message.endedMs !== 0))
                writer.uint32(40).int64(message.endedMs);
            if (message.counts != null && $Object.hasOwnProperty.call(message, "counts"))
                $root.v1.RunCounts.encode(message.counts, writer.uint32(50).fork(), _depth + 1).ldelim();
            if (message.errorCode != null && $Object.hasOwnProperty.call(message, "errorCode") && message.errorCode !== "")
                writer.uint32(58).string(message.errorCode);
            if (message.errorText != null && $Object.hasOwnProperty.call(message, "errorText") && message.errorText !== "")
                writer.uint32(66).string(message.errorText);
            if (message.errorHint != null && $Object.hasOwnProperty.call(message, "errorHint") && message.errorHint !== "")
                writer.uint32(74).string(message.errorHint);
            if (message.snapshotId != null && $Object.hasOwnProperty.call(message, "snapshotId") && message.snapshotId.length)
                writer.uint32(82).bytes(message.snapshotId);
            if (message.address != null && $Object.hasOwnProperty.call(message, "address") && message.address !== "")
                writer.uint32(90).string(message.address);
            if (message.consistency != null && $Object.hasOwnProperty.call(message, "consistency") && message.consistency !== "")
                writer.uint32(98).string(message.consistency);
            if (message.frozenMs != null && $Object.hasOwnProperty.call(message, "frozenMs") && (typeof message.frozenMs === "object" ? message.frozenMs.low || message.frozenMs.high : message.frozenMs !== 0))
                writer.uint32(104).uint64(message.frozenMs);
            if (message.warnings != null && $Object.hasOwnProperty.call(message, "warnings") && message.warnings !== 0)
                writer.uint32(112).uint32(message.warnings);
            if (message.shrunk != null && $Object.hasOwnProperty.call(message, "shrunk") && message.shrunk !== false)
                writer.uint32(120).bool(message.shrunk);
            if (message.failedSources != null && $Object.hasOwnProperty.call(message, "failedSources") && message.failedSources !== 0)
                writer.uint32(128).uint32(message.failedSources);
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                writer.uint32(138).string(message.reason);
            if (message.notes != null && message.notes.length)
                for (let i = 0; i < message.notes.length; ++i)
                    writer.uint32(322).string(message.notes[i]);
            if (message.noteAfterMs != null && message.noteAfterMs.length)
                writer.uint32(330).uint64s(message.noteAfterMs);
            if (message.retryAfterMs != null && $Object.hasOwnProperty.call(message, "retryAfterMs") && (typeof message.retryAfterMs === "object" ? message.retryAfterMs.low || message.retryAfterMs.high : message.retryAfterMs !== 0))
                writer.uint32(336).uint64(message.retryAfterMs);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RunReport.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.RunReport();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.runId = value;
                        else
                            delete message.runId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.state = value;
                        else
                            delete message.state;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.startedMs = value;
                        else
                            delete message.startedMs;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.endedMs = value;
                        else
                            delete message.endedMs;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.counts = $root.v1.RunCounts.decode(reader, reader.size(), $undefined, _depth + 1, message.counts);
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.errorCode = value;
                        else
                            delete message.errorCode;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.errorText = value;
                        else
                            delete message.errorText;
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.errorHint = value;
                        else
                            delete message.errorHint;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotId = value;
                        else
                            delete message.snapshotId;
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.address = value;
                        else
                            delete message.address;
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.consistency = value;
                        else
                            delete message.consistency;
                        continue;
                    }
                case 13: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.frozenMs = value;
                        else
                            delete message.frozenMs;
                        continue;
                    }
                case 14: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.warnings = value;
                        else
                            delete message.warnings;
                        continue;
                    }
                case 15: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.shrunk = value;
                        else
                            delete message.shrunk;
                        continue;
                    }
                case 16: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.failedSources = value;
                        else
                            delete message.failedSources;
                        continue;
                    }
                case 17: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.reason = value;
                        else
                            delete message.reason;
                        continue;
                    }
                case 40: {
                        if (wireType !== 2)
                            break;
                        if (!(message.notes && message.notes.length))
                            message.notes = [];
                        message.notes.push(reader.stringVerify());
                        continue;
                    }
                case 41: {
                        if (wireType === 2) {
                            if (!(message.noteAfterMs && message.noteAfterMs.length))
                                message.noteAfterMs = [];
                            reader.uint64s(message.noteAfterMs);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.noteAfterMs && message.noteAfterMs.length))
                            message.noteAfterMs = [];
                        message.noteAfterMs.push(reader.uint64());
                        continue;
                    }
                case 42: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.retryAfterMs = value;
                        else
                            delete message.retryAfterMs;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RunReport;
    })();

    v1.RunCounts = (function() {

        const RunCounts = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RunCounts.prototype.files = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        RunCounts.prototype.bytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        RunCounts.prototype.readBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        RunCounts.prototype.newBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        RunCounts.prototype.sentBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        RunCounts.prototype.storedBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        RunCounts.prototype.unreadable = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        RunCounts.prototype.expectedBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        RunCounts.prototype.bytesPerSecond = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        RunCounts.create = function(properties) {
            return new RunCounts(properties);
        };

        RunCounts.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.files != null && $Object.hasOwnProperty.call(message, "files") && (typeof message.files === "object" ? message.files.low || message.files.high : message.files !== 0))
                writer.uint32(8).uint64(message.files);
            if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && (typeof message.bytes === "object" ? message.bytes.low || message.bytes.high : message.bytes !== 0))
                writer.uint32(16).uint64(message.bytes);
            if (message.readBytes != null && $Object.hasOwnProperty.call(message, "readBytes") && (typeof message.readBytes === "object" ? message.readBytes.low || message.readBytes.high : message.readBytes !== 0))
                writer.uint32(24).uint64(message.readBytes);
            if (message.newBytes != null && $Object.hasOwnProperty.call(message, "newBytes") && (typeof message.newBytes === "object" ? message.newBytes.low || message.newBytes.high : message.newBytes !== 0))
                writer.uint32(32).uint64(message.newBytes);
            if (message.sentBytes != null && $Object.hasOwnProperty.call(message, "sentBytes") && (typeof message.sentBytes === "object" ? message.sentBytes.low || message.sentBytes.high : message.sentBytes !== 0))
                writer.uint32(40).uint64(message.sentBytes);
            if (message.storedBytes != null && $Object.hasOwnProperty.call(message, "storedBytes") && (typeof message.storedBytes === "object" ? message.storedBytes.low || message.storedBytes.high : message.storedBytes !== 0))
                writer.uint32(48).uint64(message.storedBytes);
            if (message.unreadable != null && $Object.hasOwnProperty.call(message, "unreadable") && (typeof message.unreadable === "object" ? message.unreadable.low || message.unreadable.high : message.unreadable !== 0))
                writer.uint32(56).uint64(message.unreadable);
            if (message.expectedBytes != null && $Object.hasOwnProperty.call(message, "expectedBytes") && (typeof message.expectedBytes === "object" ? message.expectedBytes.low || message.expectedBytes.high : message.expectedBytes !== 0))
                writer.uint32(64).uint64(message.expectedBytes);
            if (message.bytesPerSecond != null && $Object.hasOwnProperty.call(message, "bytesPerSecond") && (typeof message.bytesPerSecond === "object" ? message.bytesPerSecond.low || message.bytesPerSecond.high : message.bytesPerSecond !== 0))
                writer.uint32(72).uint64(message.bytesPerSecond);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RunCounts.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.RunCounts();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.files = value;
                        else
                            delete message.files;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.bytes = value;
                        else
                            delete message.bytes;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.readBytes = value;
                        else
                            delete message.readBytes;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.newBytes = value;
                        else
                            delete message.newBytes;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.sentBytes = value;
                        else
                            delete message.sentBytes;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.storedBytes = value;
                        else
                            delete message.storedBytes;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.unreadable = value;
                        else
                            delete message.unreadable;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.expectedBytes = value;
                        else
                            delete message.expectedBytes;
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.bytesPerSecond = value;
                        else
                            delete message.bytesPerSecond;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RunCounts;
    })();

    v1.EnrollRequest = (function() {

        const EnrollRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        EnrollRequest.prototype.hello = null;
        EnrollRequest.prototype.token = "";
        EnrollRequest.prototype.certificateRequest = "";
        EnrollRequest.prototype.agentName = "";

        EnrollRequest.create = function(properties) {
            return new EnrollRequest(properties);
        };

        EnrollRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                $root.v1.Hello.encode(message.hello, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.token != null && $Object.hasOwnProperty.call(message, "token") && message.token !== "")
                writer.uint32(18).string(message.token);
            if (message.certificateRequest != null && $Object.hasOwnProperty.call(message, "certificateRequest") && message.certificateRequest !== "")
                writer.uint32(26).string(message.certificateRequest);
            if (message.agentName != null && $Object.hasOwnProperty.call(message, "agentName") && message.agentName !== "")
                writer.uint32(34).string(message.agentName);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        EnrollRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.EnrollRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.hello = $root.v1.Hello.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.token = value;
                        else
                            delete message.token;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.certificateRequest = value;
                        else
                            delete message.certificateRequest;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agentName = value;
                        else
                            delete message.agentName;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return EnrollRequest;
    })();

    v1.EnrollReply = (function() {

        const EnrollReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        EnrollReply.prototype.welcome = null;
        EnrollReply.prototype.certificate = "";
        EnrollReply.prototype.caCertificate = "";

        EnrollReply.create = function(properties) {
            return new EnrollReply(properties);
        };

        EnrollReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.welcome != null && $Object.hasOwnProperty.call(message, "welcome"))
                $root.v1.Welcome.encode(message.welcome, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.certificate != null && $Object.hasOwnProperty.call(message, "certificate") && message.certificate !== "")
                writer.uint32(18).string(message.certificate);
            if (message.caCertificate != null && $Object.hasOwnProperty.call(message, "caCertificate") && message.caCertificate !== "")
                writer.uint32(26).string(message.caCertificate);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        EnrollReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.EnrollReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.welcome = $root.v1.Welcome.decode(reader, reader.size(), $undefined, _depth + 1, message.welcome);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.certificate = value;
                        else
                            delete message.certificate;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.caCertificate = value;
                        else
                            delete message.caCertificate;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return EnrollReply;
    })();

    v1.RenewRequest = (function() {

        const RenewRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RenewRequest.prototype.hello = null;
        RenewRequest.prototype.certificateRequest = "";

        RenewRequest.create = function(properties) {
            return new RenewRequest(properties);
        };

        RenewRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                $root.v1.Hello.encode(message.hello, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.certificateRequest != null && $Object.hasOwnProperty.call(message, "certificateRequest") && message.certificateRequest !== "")
                writer.uint32(18).string(message.certificateRequest);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RenewRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.RenewRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.hello = $root.v1.Hello.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.certificateRequest = value;
                        else
                            delete message.certificateRequest;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RenewRequest;
    })();

    v1.RenewReply = (function() {

        const RenewReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RenewReply.prototype.certificate = "";
        RenewReply.prototype.caCertificate = "";

        RenewReply.create = function(properties) {
            return new RenewReply(properties);
        };

        RenewReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.certificate != null && $Object.hasOwnProperty.call(message, "certificate") && message.certificate !== "")
                writer.uint32(10).string(message.certificate);
            if (message.caCertificate != null && $Object.hasOwnProperty.call(message, "caCertificate") && message.caCertificate !== "")
                writer.uint32(18).string(message.caCertificate);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RenewReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.RenewReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.certificate = value;
                        else
                            delete message.certificate;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.caCertificate = value;
                        else
                            delete message.caCertificate;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RenewReply;
    })();

    v1.RedeemRestoreRequest = (function() {

        const RedeemRestoreRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RedeemRestoreRequest.prototype.hello = null;
        RedeemRestoreRequest.prototype.token = "";
        RedeemRestoreRequest.prototype.certificateRequest = "";

        RedeemRestoreRequest.create = function(properties) {
            return new RedeemRestoreRequest(properties);
        };

        RedeemRestoreRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                $root.v1.Hello.encode(message.hello, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.token != null && $Object.hasOwnProperty.call(message, "token") && message.token !== "")
                writer.uint32(18).string(message.token);
            if (message.certificateRequest != null && $Object.hasOwnProperty.call(message, "certificateRequest") && message.certificateRequest !== "")
                writer.uint32(26).string(message.certificateRequest);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RedeemRestoreRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.RedeemRestoreRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.hello = $root.v1.Hello.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.token = value;
                        else
                            delete message.token;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.certificateRequest = value;
                        else
                            delete message.certificateRequest;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RedeemRestoreRequest;
    })();

    v1.RedeemRestoreReply = (function() {

        const RedeemRestoreReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RedeemRestoreReply.prototype.certificate = "";
        RedeemRestoreReply.prototype.caCertificate = "";
        RedeemRestoreReply.prototype.expiresMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        RedeemRestoreReply.create = function(properties) {
            return new RedeemRestoreReply(properties);
        };

        RedeemRestoreReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.certificate != null && $Object.hasOwnProperty.call(message, "certificate") && message.certificate !== "")
                writer.uint32(10).string(message.certificate);
            if (message.caCertificate != null && $Object.hasOwnProperty.call(message, "caCertificate") && message.caCertificate !== "")
                writer.uint32(18).string(message.caCertificate);
            if (message.expiresMs != null && $Object.hasOwnProperty.call(message, "expiresMs") && (typeof message.expiresMs === "object" ? message.expiresMs.low || message.expiresMs.high : message.expiresMs !== 0))
                writer.uint32(24).int64(message.expiresMs);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RedeemRestoreReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.RedeemRestoreReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.certificate = value;
                        else
                            delete message.certificate;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.caCertificate = value;
                        else
                            delete message.caCertificate;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.expiresMs = value;
                        else
                            delete message.expiresMs;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RedeemRestoreReply;
    })();

    v1.Upload = (function() {

        const Upload = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Upload.prototype.begin = null;
        Upload.prototype.offer = null;
        Upload.prototype.block = null;
        Upload.prototype.commit = null;

        let $oneOfFields;

        $Object.defineProperty(Upload.prototype, "message", {
            get: $util.oneOfGetter($oneOfFields = ["begin", "offer", "block", "commit"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        Upload.create = function(properties) {
            return new Upload(properties);
        };

        Upload.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.begin != null && $Object.hasOwnProperty.call(message, "begin"))
                $root.v1.Begin.encode(message.begin, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.offer != null && $Object.hasOwnProperty.call(message, "offer"))
                $root.v1.Offer.encode(message.offer, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.block != null && $Object.hasOwnProperty.call(message, "block"))
                $root.v1.BlockMessage.encode(message.block, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.commit != null && $Object.hasOwnProperty.call(message, "commit"))
                $root.v1.Commit.encode(message.commit, writer.uint32(34).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Upload.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.Upload();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.begin = $root.v1.Begin.decode(reader, reader.size(), $undefined, _depth + 1, message.begin);
                        message.message = "begin";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.offer = $root.v1.Offer.decode(reader, reader.size(), $undefined, _depth + 1, message.offer);
                        message.message = "offer";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.block = $root.v1.BlockMessage.decode(reader, reader.size(), $undefined, _depth + 1, message.block);
                        message.message = "block";
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.commit = $root.v1.Commit.decode(reader, reader.size(), $undefined, _depth + 1, message.commit);
                        message.message = "commit";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Upload;
    })();

    v1.Answer = (function() {

        const Answer = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Answer.prototype.ready = null;
        Answer.prototype.want = null;
        Answer.prototype.durable = null;
        Answer.prototype.committed = null;
        Answer.prototype.pace = null;
        Answer.prototype.queued = null;

        let $oneOfFields;

        $Object.defineProperty(Answer.prototype, "message", {
            get: $util.oneOfGetter($oneOfFields = ["ready", "want", "durable", "committed", "pace", "queued"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        Answer.create = function(properties) {
            return new Answer(properties);
        };

        Answer.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.ready != null && $Object.hasOwnProperty.call(message, "ready"))
                $root.v1.Ready.encode(message.ready, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.want != null && $Object.hasOwnProperty.call(message, "want"))
                $root.v1.Want.encode(message.want, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.durable != null && $Object.hasOwnProperty.call(message, "durable"))
                $root.v1.Durable.encode(message.durable, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.committed != null && $Object.hasOwnProperty.call(message, "committed"))
                $root.v1.Committed.encode(message.committed, writer.uint32(34).fork(), _depth + 1).ldelim();
            if (message.pace != null && $Object.hasOwnProperty.call(message, "pace"))
                $root.v1.Pace.encode(message.pace, writer.uint32(42).fork(), _depth + 1).ldelim();
            if (message.queued != null && $Object.hasOwnProperty.call(message, "queued"))
                $root.v1.Queued.encode(message.queued, writer.uint32(50).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Answer.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.Answer();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.ready = $root.v1.Ready.decode(reader, reader.size(), $undefined, _depth + 1, message.ready);
                        message.message = "ready";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.want = $root.v1.Want.decode(reader, reader.size(), $undefined, _depth + 1, message.want);
                        message.message = "want";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.durable = $root.v1.Durable.decode(reader, reader.size(), $undefined, _depth + 1, message.durable);
                        message.message = "durable";
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.committed = $root.v1.Committed.decode(reader, reader.size(), $undefined, _depth + 1, message.committed);
                        message.message = "committed";
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.pace = $root.v1.Pace.decode(reader, reader.size(), $undefined, _depth + 1, message.pace);
                        message.message = "pace";
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.queued = $root.v1.Queued.decode(reader, reader.size(), $undefined, _depth + 1, message.queued);
                        message.message = "queued";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Answer;
    })();

    v1.Queued = (function() {

        const Queued = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Queued.prototype.before = 0;

        Queued.create = function(properties) {
            return new Queued(properties);
        };

        Queued.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.before != null && $Object.hasOwnProperty.call(message, "before") && message.before !== 0)
                writer.uint32(8).uint32(message.before);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Queued.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.Queued();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.before = value;
                        else
                            delete message.before;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Queued;
    })();

    v1.Pace = (function() {

        const Pace = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Pace.prototype.bytesPerSecond = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        Pace.create = function(properties) {
            return new Pace(properties);
        };

        Pace.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.bytesPerSecond != null && $Object.hasOwnProperty.call(message, "bytesPerSecond") && (typeof message.bytesPerSecond === "object" ? message.bytesPerSecond.low || message.bytesPerSecond.high : message.bytesPerSecond !== 0))
                writer.uint32(8).uint64(message.bytesPerSecond);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Pace.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.Pace();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.bytesPerSecond = value;
                        else
                            delete message.bytesPerSecond;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Pace;
    })();

    v1.Begin = (function() {

        const Begin = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Begin.prototype.hello = null;
        Begin.prototype.runId = $util.newBuffer([]);
        Begin.prototype.plan = "";

        Begin.create = function(properties) {
            return new Begin(properties);
        };

        Begin.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                $root.v1.Hello.encode(message.hello, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId.length)
                writer.uint32(18).bytes(message.runId);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(26).string(message.plan);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Begin.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.Begin();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.hello = $root.v1.Hello.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.runId = value;
                        else
                            delete message.runId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Begin;
    })();

    v1.Ready = (function() {

        const Ready = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Ready.prototype.sessionId = $util.newBuffer([]);
        Ready.prototype.previous = null;
        Ready.prototype.damagedIds = $util.newBuffer([]);
        Ready.prototype.limits = null;
        Ready.prototype.committed = null;

        Ready.create = function(properties) {
            return new Ready(properties);
        };

        Ready.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sessionId != null && $Object.hasOwnProperty.call(message, "sessionId") && message.sessionId.length)
                writer.uint32(10).bytes(message.sessionId);
            if (message.previous != null && $Object.hasOwnProperty.call(message, "previous"))
                $root.v1.PreviousSnapshot.encode(message.previous, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.damagedIds != null && $Object.hasOwnProperty.call(message, "damagedIds") && message.damagedIds.length)
                writer.uint32(26).bytes(message.damagedIds);
            if (message.limits != null && $Object.hasOwnProperty.call(message, "limits"))
                $root.v1.Limits.encode(message.limits, writer.uint32(34).fork(), _depth + 1).ldelim();
            if (message.committed != null && $Object.hasOwnProperty.call(message, "committed"))
                $root.v1.Committed.encode(message.committed, writer.uint32(42).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Ready.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.Ready();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.sessionId = value;
                        else
                            delete message.sessionId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.previous = $root.v1.PreviousSnapshot.decode(reader, reader.size(), $undefined, _depth + 1, message.previous);
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.damagedIds = value;
                        else
                            delete message.damagedIds;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.limits = $root.v1.Limits.decode(reader, reader.size(), $undefined, _depth + 1, message.limits);
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.committed = $root.v1.Committed.decode(reader, reader.size(), $undefined, _depth + 1, message.committed);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Ready;
    })();

    v1.PreviousSnapshot = (function() {

        const PreviousSnapshot = function (properties) {
            this.archives = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PreviousSnapshot.prototype.snapshotId = $util.newBuffer([]);
        PreviousSnapshot.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        PreviousSnapshot.prototype.timeMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        PreviousSnapshot.prototype.archives = $util.emptyArray;
        PreviousSnapshot.prototype.files = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        PreviousSnapshot.prototype.bytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        PreviousSnapshot.create = function(properties) {
            return new PreviousSnapshot(properties);
        };

        PreviousSnapshot.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshotId != null && $Object.hasOwnProperty.call(message, "snapshotId") && message.snapshotId.length)
                writer.uint32(10).bytes(message.snapshotId);
            if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                writer.uint32(16).uint64(message.sequence);
            if (message.timeMs != null && $Object.hasOwnProperty.call(message, "timeMs") && (typeof message.timeMs === "object" ? message.timeMs.low || message.timeMs.high : message.timeMs !== 0))
                writer.uint32(24).int64(message.timeMs);
            if (message.archives != null && message.archives.length)
                for (let i = 0; i < message.archives.length; ++i)
                    $root.v1.ArchiveReference.encode(message.archives[i], writer.uint32(34).fork(), _depth + 1).ldelim();
            if (message.files != null && $Object.hasOwnProperty.call(message, "files") && (typeof message.files === "object" ? message.files.low || message.files.high : message.files !== 0))
                writer.uint32(40).uint64(message.files);
            if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && (typeof message.bytes === "object" ? message.bytes.low || message.bytes.high : message.bytes !== 0))
                writer.uint32(48).uint64(message.bytes);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PreviousSnapshot.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.PreviousSnapshot();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotId = value;
                        else
                            delete message.snapshotId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.sequence = value;
                        else
                            delete message.sequence;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.timeMs = value;
                        else
                            delete message.timeMs;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.archives && message.archives.length))
                            message.archives = [];
                        message.archives.push($root.v1.ArchiveReference.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.files = value;
                        else
                            delete message.files;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.bytes = value;
                        else
                            delete message.bytes;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PreviousSnapshot;
    })();

    v1.ArchiveReference = (function() {

        const ArchiveReference = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ArchiveReference.prototype.name = "";
        ArchiveReference.prototype.node = $util.newBuffer([]);
        ArchiveReference.prototype.root = $util.newBuffer([]);

        ArchiveReference.create = function(properties) {
            return new ArchiveReference(properties);
        };

        ArchiveReference.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(10).string(message.name);
            if (message.node != null && $Object.hasOwnProperty.call(message, "node") && message.node.length)
                writer.uint32(18).bytes(message.node);
            if (message.root != null && $Object.hasOwnProperty.call(message, "root") && message.root.length)
                writer.uint32(26).bytes(message.root);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ArchiveReference.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ArchiveReference();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.node = value;
                        else
                            delete message.node;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.root = value;
                        else
                            delete message.root;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ArchiveReference;
    })();

    v1.Limits = (function() {

        const Limits = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Limits.prototype.maxOfferIds = 0;
        Limits.prototype.maxBlockRawBytes = 0;
        Limits.prototype.maxPendingOffers = 0;

        Limits.create = function(properties) {
            return new Limits(properties);
        };

        Limits.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.maxOfferIds != null && $Object.hasOwnProperty.call(message, "maxOfferIds") && message.maxOfferIds !== 0)
                writer.uint32(8).uint32(message.maxOfferIds);
            if (message.maxBlockRawBytes != null && $Object.hasOwnProperty.call(message, "maxBlockRawBytes") && message.maxBlockRawBytes !== 0)
                writer.uint32(16).uint32(message.maxBlockRawBytes);
            if (message.maxPendingOffers != null && $Object.hasOwnProperty.call(message, "maxPendingOffers") && message.maxPendingOffers !== 0)
                writer.uint32(24).uint32(message.maxPendingOffers);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Limits.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.Limits();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.maxOfferIds = value;
                        else
                            delete message.maxOfferIds;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.maxBlockRawBytes = value;
                        else
                            delete message.maxBlockRawBytes;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.maxPendingOffers = value;
                        else
                            delete message.maxPendingOffers;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Limits;
    })();

    v1.Offer = (function() {

        const Offer = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Offer.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        Offer.prototype.ids = $util.newBuffer([]);
        Offer.prototype.proofs = $util.newBuffer([]);

        Offer.create = function(properties) {
            return new Offer(properties);
        };

        Offer.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                writer.uint32(8).uint64(message.sequence);
            if (message.ids != null && $Object.hasOwnProperty.call(message, "ids") && message.ids.length)
                writer.uint32(18).bytes(message.ids);
            if (message.proofs != null && $Object.hasOwnProperty.call(message, "proofs") && message.proofs.length)
                writer.uint32(26).bytes(message.proofs);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Offer.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.Offer();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.sequence = value;
                        else
                            delete message.sequence;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.ids = value;
                        else
                            delete message.ids;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.proofs = value;
                        else
                            delete message.proofs;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Offer;
    })();

    v1.Want = (function() {

        const Want = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Want.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        Want.prototype.bitmap = $util.newBuffer([]);

        Want.create = function(properties) {
            return new Want(properties);
        };

        Want.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                writer.uint32(8).uint64(message.sequence);
            if (message.bitmap != null && $Object.hasOwnProperty.call(message, "bitmap") && message.bitmap.length)
                writer.uint32(18).bytes(message.bitmap);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Want.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.Want();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.sequence = value;
                        else
                            delete message.sequence;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.bitmap = value;
                        else
                            delete message.bitmap;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Want;
    })();

    v1.BlockMessage = (function() {

        const BlockMessage = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        BlockMessage.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        BlockMessage.prototype.block = $util.newBuffer([]);

        BlockMessage.create = function(properties) {
            return new BlockMessage(properties);
        };

        BlockMessage.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                writer.uint32(8).uint64(message.sequence);
            if (message.block != null && $Object.hasOwnProperty.call(message, "block") && message.block.length)
                writer.uint32(18).bytes(message.block);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        BlockMessage.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.BlockMessage();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.sequence = value;
                        else
                            delete message.sequence;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.block = value;
                        else
                            delete message.block;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return BlockMessage;
    })();

    v1.Durable = (function() {

        const Durable = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Durable.prototype.blockSequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        Durable.create = function(properties) {
            return new Durable(properties);
        };

        Durable.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.blockSequence != null && $Object.hasOwnProperty.call(message, "blockSequence") && (typeof message.blockSequence === "object" ? message.blockSequence.low || message.blockSequence.high : message.blockSequence !== 0))
                writer.uint32(8).uint64(message.blockSequence);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Durable.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.Durable();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.blockSequence = value;
                        else
                            delete message.blockSequence;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Durable;
    })();

    v1.Commit = (function() {

        const Commit = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Commit.prototype.snapshot = null;

        Commit.create = function(properties) {
            return new Commit(properties);
        };

        Commit.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshot != null && $Object.hasOwnProperty.call(message, "snapshot"))
                $root.v1.SnapshotDraft.encode(message.snapshot, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Commit.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.Commit();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.snapshot = $root.v1.SnapshotDraft.decode(reader, reader.size(), $undefined, _depth + 1, message.snapshot);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Commit;
    })();

    v1.Committed = (function() {

        const Committed = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Committed.prototype.snapshotId = $util.newBuffer([]);
        Committed.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        Committed.prototype.timeMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        Committed.prototype.storedBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        Committed.create = function(properties) {
            return new Committed(properties);
        };

        Committed.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshotId != null && $Object.hasOwnProperty.call(message, "snapshotId") && message.snapshotId.length)
                writer.uint32(10).bytes(message.snapshotId);
            if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                writer.uint32(16).uint64(message.sequence);
            if (message.timeMs != null && $Object.hasOwnProperty.call(message, "timeMs") && (typeof message.timeMs === "object" ? message.timeMs.low || message.timeMs.high : message.timeMs !== 0))
                writer.uint32(24).int64(message.timeMs);
            if (message.storedBytes != null && $Object.hasOwnProperty.call(message, "storedBytes") && (typeof message.storedBytes === "object" ? message.storedBytes.low || message.storedBytes.high : message.storedBytes !== 0))
                writer.uint32(32).uint64(message.storedBytes);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Committed.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.Committed();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotId = value;
                        else
                            delete message.snapshotId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.sequence = value;
                        else
                            delete message.sequence;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.timeMs = value;
                        else
                            delete message.timeMs;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.storedBytes = value;
                        else
                            delete message.storedBytes;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Committed;
    })();

    v1.SnapshotDraft = (function() {

        const SnapshotDraft = function (properties) {
            this.archives = [];
            this.warnings = [];
            this.skippedMounts = [];
            this.failedSources = [];
            this.toolVersions = {};
            this.notes = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SnapshotDraft.prototype.archives = $util.emptyArray;
        SnapshotDraft.prototype.status = 0;
        SnapshotDraft.prototype.consistency = 0;
        SnapshotDraft.prototype.frozenMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        SnapshotDraft.prototype.counts = null;
        SnapshotDraft.prototype.warnings = $util.emptyArray;
        SnapshotDraft.prototype.moreWarnings = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        SnapshotDraft.prototype.skippedMounts = $util.emptyArray;
        SnapshotDraft.prototype.failedSources = $util.emptyArray;
        SnapshotDraft.prototype.planDefinition = "";
        SnapshotDraft.prototype.toolVersions = $util.emptyObject;
        SnapshotDraft.prototype.agentStartedMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        SnapshotDraft.prototype.shrunk = false;
        SnapshotDraft.prototype.notes = $util.emptyArray;
        SnapshotDraft.prototype.encryptionKeyId = $util.newBuffer([]);
        SnapshotDraft.prototype.encryptedDetails = $util.newBuffer([]);
        SnapshotDraft.prototype.seal = $util.newBuffer([]);

        SnapshotDraft.create = function(properties) {
            return new SnapshotDraft(properties);
        };

        SnapshotDraft.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.archives != null && message.archives.length)
                for (let i = 0; i < message.archives.length; ++i)
                    $root.v1.ArchiveReference.encode(message.archives[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.status != null && $Object.hasOwnProperty.call(message, "status") && message.status !== 0)
                writer.uint32(16).int32(message.status);
            if (message.consistency != null && $Object.hasOwnProperty.call(message, "consistency") && message.consistency !== 0)
                writer.uint32(24).int32(message.consistency);
            if (message.frozenMs != null && $Object.hasOwnProperty.call(message, "frozenMs") && (typeof message.frozenMs === "object" ? message.frozenMs.low || message.frozenMs.high : message.frozenMs !== 0))
                writer.uint32(32).uint64(message.frozenMs);
            if (message.counts != null && $Object.hasOwnProperty.call(message, "counts"))
                $root.v1.Counts.encode(message.counts, writer.uint32(42).fork(), _depth + 1).ldelim();
            if (message.warnings != null && message.warnings.length)
                for (let i = 0; i < message.warnings.length; ++i)
                    $root.v1.Warning.encode(message.warnings[i], writer.uint32(50).fork(), _depth + 1).ldelim();
            if (message.moreWarnings != null && $Object.hasOwnProperty.call(message, "moreWarnings") && (typeof message.moreWarnings === "object" ? message.moreWarnings.low || message.moreWarnings.high : message.moreWarnings !== 0))
                writer.uint32(56).uint64(message.moreWarnings);
            if (message.skippedMounts != null && message.skippedMounts.length)
                for (let i = 0; i < message.skippedMounts.length; ++i)
                    $root.v1.SkippedMount.encode(message.skippedMounts[i], writer.uint32(66).fork(), _depth + 1).ldelim();
            if (message.failedSources != null && message.failedSources.length)
                for (let i = 0; i < message.failedSources.length; ++i)
                    $root.v1.FailedSource.encode(message.failedSources[i], writer.uint32(74).fork(), _depth + 1).ldelim();
            if (message.planDefinition != null && $Object.hasOwnProperty.call(message, "planDefinition") && message.planDefinition !== "")
                writer.uint32(82).string(message.planDefinition);
            if (message.toolVersions != null && $Object.hasOwnProperty.call(message, "toolVersions"))
                for (let keys = $Object.keys(message.toolVersions), i = 0; i < keys.length; ++i)
                    writer.uint32(90).fork().uint32(10).string(keys[i]).uint32(18).string(message.toolVersions[keys[i]]).ldelim();
            if (message.agentStartedMs != null && $Object.hasOwnProperty.call(message, "agentStartedMs") && (typeof message.agentStartedMs === "object" ? message.agentStartedMs.low || message.agentStartedMs.high : message.agentStartedMs !== 0))
                writer.uint32(96).int64(message.agentStartedMs);
            if (message.shrunk != null && $Object.hasOwnProperty.call(message, "shrunk") && message.shrunk !== false)
                writer.uint32(104).bool(message.shrunk);
            if (message.notes != null && message.notes.length)
                for (let i = 0; i < message.notes.length; ++i)
                    writer.uint32(114).string(message.notes[i]);
            if (message.encryptionKeyId != null && $Object.hasOwnProperty.call(message, "encryptionKeyId") && message.encryptionKeyId.length)
                writer.uint32(122).bytes(message.encryptionKeyId);
            if (message.encryptedDetails != null && $Object.hasOwnProperty.call(message, "encryptedDetails") && message.encryptedDetails.length)
                writer.uint32(130).bytes(message.encryptedDetails);
            if (message.seal != null && $Object.hasOwnProperty.call(message, "seal") && message.seal.length)
                writer.uint32(138).bytes(message.seal);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SnapshotDraft.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, key, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.SnapshotDraft();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.archives && message.archives.length))
                            message.archives = [];
                        message.archives.push($root.v1.ArchiveReference.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.status = value;
                        else
                            delete message.status;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.consistency = value;
                        else
                            delete message.consistency;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.frozenMs = value;
                        else
                            delete message.frozenMs;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.counts = $root.v1.Counts.decode(reader, reader.size(), $undefined, _depth + 1, message.counts);
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if (!(message.warnings && message.warnings.length))
                            message.warnings = [];
                        message.warnings.push($root.v1.Warning.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.moreWarnings = value;
                        else
                            delete message.moreWarnings;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if (!(message.skippedMounts && message.skippedMounts.length))
                            message.skippedMounts = [];
                        message.skippedMounts.push($root.v1.SkippedMount.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        if (!(message.failedSources && message.failedSources.length))
                            message.failedSources = [];
                        message.failedSources.push($root.v1.FailedSource.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.planDefinition = value;
                        else
                            delete message.planDefinition;
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        if (message.toolVersions === $util.emptyObject)
                            message.toolVersions = {};
                        let end2 = reader.size() + reader.pos;
                        if (end2 > reader.len)
                            throw $RangeError("index out of range");
                        reader.len = end2;
                        key = "";
                        value = "";
                        while (reader.pos < end2) {
                            let tag2 = reader.tag();
                            wireType = tag2 & 7;
                            switch (tag2 >>>= 3) {
                            case 1:
                                if (wireType !== 2)
                                    break;
                                key = reader.stringVerify();
                                continue;
                            case 2:
                                if (wireType !== 2)
                                    break;
                                value = reader.stringVerify();
                                continue;
                            }
                            reader.skipType(wireType, _depth, tag2);
                        }
                        if (reader.pos !== end2)
                            throw $RangeError("index out of range");
                        reader.len = end;
                        if (key === "__proto__")
                            $util.makeProp(message.toolVersions, key);
                        message.toolVersions[key] = value;
                        continue;
                    }
                case 12: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.agentStartedMs = value;
                        else
                            delete message.agentStartedMs;
                        continue;
                    }
                case 13: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.shrunk = value;
                        else
                            delete message.shrunk;
                        continue;
                    }
                case 14: {
                        if (wireType !== 2)
                            break;
                        if (!(message.notes && message.notes.length))
                            message.notes = [];
                        message.notes.push(reader.stringVerify());
                        continue;
                    }
                case 15: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.encryptionKeyId = value;
                        else
                            delete message.encryptionKeyId;
                        continue;
                    }
                case 16: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.encryptedDetails = value;
                        else
                            delete message.encryptedDetails;
                        continue;
                    }
                case 17: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.seal = value;
                        else
                            delete message.seal;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SnapshotDraft;
    })();

    v1.RestoreRequest = (function() {

        const RestoreRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RestoreRequest.prototype.begin = null;
        RestoreRequest.prototype.open = null;
        RestoreRequest.prototype.read = null;
        RestoreRequest.prototype.event = null;

        let $oneOfFields;

        $Object.defineProperty(RestoreRequest.prototype, "message", {
            get: $util.oneOfGetter($oneOfFields = ["begin", "open", "read", "event"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        RestoreRequest.create = function(properties) {
            return new RestoreRequest(properties);
        };

        RestoreRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.begin != null && $Object.hasOwnProperty.call(message, "begin"))
                $root.v1.RestoreBegin.encode(message.begin, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.open != null && $Object.hasOwnProperty.call(message, "open"))
                $root.v1.OpenSnapshot.encode(message.open, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.read != null && $Object.hasOwnProperty.call(message, "read"))
                $root.v1.ReadChunks.encode(message.read, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.event != null && $Object.hasOwnProperty.call(message, "event"))
                $root.v1.RestoreEvent.encode(message.event, writer.uint32(34).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RestoreRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.RestoreRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.begin = $root.v1.RestoreBegin.decode(reader, reader.size(), $undefined, _depth + 1, message.begin);
                        message.message = "begin";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.open = $root.v1.OpenSnapshot.decode(reader, reader.size(), $undefined, _depth + 1, message.open);
                        message.message = "open";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.read = $root.v1.ReadChunks.decode(reader, reader.size(), $undefined, _depth + 1, message.read);
                        message.message = "read";
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.event = $root.v1.RestoreEvent.decode(reader, reader.size(), $undefined, _depth + 1, message.event);
                        message.message = "event";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RestoreRequest;
    })();

    v1.RestoreAnswer = (function() {

        const RestoreAnswer = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RestoreAnswer.prototype.ready = null;
        RestoreAnswer.prototype.block = null;
        RestoreAnswer.prototype.done = null;

        let $oneOfFields;

        $Object.defineProperty(RestoreAnswer.prototype, "message", {
            get: $util.oneOfGetter($oneOfFields = ["ready", "block", "done"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        RestoreAnswer.create = function(properties) {
            return new RestoreAnswer(properties);
        };

        RestoreAnswer.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.ready != null && $Object.hasOwnProperty.call(message, "ready"))
                $root.v1.RestoreReady.encode(message.ready, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.block != null && $Object.hasOwnProperty.call(message, "block"))
                $root.v1.ReadBlock.encode(message.block, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.done != null && $Object.hasOwnProperty.call(message, "done"))
                $root.v1.RequestDone.encode(message.done, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RestoreAnswer.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.RestoreAnswer();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.ready = $root.v1.RestoreReady.decode(reader, reader.size(), $undefined, _depth + 1, message.ready);
                        message.message = "ready";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.block = $root.v1.ReadBlock.decode(reader, reader.size(), $undefined, _depth + 1, message.block);
                        message.message = "block";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.done = $root.v1.RequestDone.decode(reader, reader.size(), $undefined, _depth + 1, message.done);
                        message.message = "done";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RestoreAnswer;
    })();

    v1.RestoreBegin = (function() {

        const RestoreBegin = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RestoreBegin.prototype.hello = null;
        RestoreBegin.prototype.runId = $util.newBuffer([]);

        RestoreBegin.create = function(properties) {
            return new RestoreBegin(properties);
        };

        RestoreBegin.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                $root.v1.Hello.encode(message.hello, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId.length)
                writer.uint32(18).bytes(message.runId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RestoreBegin.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.RestoreBegin();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.hello = $root.v1.Hello.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.runId = value;
                        else
                            delete message.runId;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RestoreBegin;
    })();

    v1.RestoreReady = (function() {

        const RestoreReady = function (properties) {
            this.granted = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RestoreReady.prototype.sessionId = $util.newBuffer([]);
        RestoreReady.prototype.agentName = "";
        RestoreReady.prototype.maxReadIds = 0;
        RestoreReady.prototype.maxPendingReads = 0;
        RestoreReady.prototype.granted = $util.emptyArray;

        RestoreReady.create = function(properties) {
            return new RestoreReady(properties);
        };

        RestoreReady.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sessionId != null && $Object.hasOwnProperty.call(message, "sessionId") && message.sessionId.length)
                writer.uint32(10).bytes(message.sessionId);
            if (message.agentName != null && $Object.hasOwnProperty.call(message, "agentName") && message.agentName !== "")
                writer.uint32(18).string(message.agentName);
            if (message.maxReadIds != null && $Object.hasOwnProperty.call(message, "maxReadIds") && message.maxReadIds !== 0)
                writer.uint32(24).uint32(message.maxReadIds);
            if (message.maxPendingReads != null && $Object.hasOwnProperty.call(message, "maxPendingReads") && message.maxPendingReads !== 0)
                writer.uint32(32).uint32(message.maxPendingReads);
            if (message.granted != null && message.granted.length)
                for (let i = 0; i < message.granted.length; ++i)
                    $root.v1.SnapshotRecord.encode(message.granted[i], writer.uint32(42).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RestoreReady.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.RestoreReady();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.sessionId = value;
                        else
                            delete message.sessionId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agentName = value;
                        else
                            delete message.agentName;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.maxReadIds = value;
                        else
                            delete message.maxReadIds;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.maxPendingReads = value;
                        else
                            delete message.maxPendingReads;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if (!(message.granted && message.granted.length))
                            message.granted = [];
                        message.granted.push($root.v1.SnapshotRecord.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RestoreReady;
    })();

    v1.OpenSnapshot = (function() {

        const OpenSnapshot = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        OpenSnapshot.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        OpenSnapshot.prototype.snapshotId = $util.newBuffer([]);

        OpenSnapshot.create = function(properties) {
            return new OpenSnapshot(properties);
        };

        OpenSnapshot.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                writer.uint32(8).uint64(message.sequence);
            if (message.snapshotId != null && $Object.hasOwnProperty.call(message, "snapshotId") && message.snapshotId.length)
                writer.uint32(18).bytes(message.snapshotId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        OpenSnapshot.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.OpenSnapshot();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.sequence = value;
                        else
                            delete message.sequence;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotId = value;
                        else
                            delete message.snapshotId;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return OpenSnapshot;
    })();

    v1.ReadChunks = (function() {

        const ReadChunks = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ReadChunks.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        ReadChunks.prototype.ids = $util.newBuffer([]);
        ReadChunks.prototype.compressed = false;

        ReadChunks.create = function(properties) {
            return new ReadChunks(properties);
        };

        ReadChunks.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                writer.uint32(8).uint64(message.sequence);
            if (message.ids != null && $Object.hasOwnProperty.call(message, "ids") && message.ids.length)
                writer.uint32(18).bytes(message.ids);
            if (message.compressed != null && $Object.hasOwnProperty.call(message, "compressed") && message.compressed !== false)
                writer.uint32(24).bool(message.compressed);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ReadChunks.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ReadChunks();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.sequence = value;
                        else
                            delete message.sequence;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.ids = value;
                        else
                            delete message.ids;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.compressed = value;
                        else
                            delete message.compressed;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ReadChunks;
    })();

    v1.RestoreEvent = (function() {

        const RestoreEvent = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RestoreEvent.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        RestoreEvent.prototype.event = null;

        RestoreEvent.create = function(properties) {
            return new RestoreEvent(properties);
        };

        RestoreEvent.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                writer.uint32(8).uint64(message.sequence);
            if (message.event != null && $Object.hasOwnProperty.call(message, "event"))
                $root.v1.AuditEvent.encode(message.event, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RestoreEvent.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.RestoreEvent();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.sequence = value;
                        else
                            delete message.sequence;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.event = $root.v1.AuditEvent.decode(reader, reader.size(), $undefined, _depth + 1, message.event);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RestoreEvent;
    })();

    v1.ReadBlock = (function() {

        const ReadBlock = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ReadBlock.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        ReadBlock.prototype.block = $util.newBuffer([]);

        ReadBlock.create = function(properties) {
            return new ReadBlock(properties);
        };

        ReadBlock.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                writer.uint32(8).uint64(message.sequence);
            if (message.block != null && $Object.hasOwnProperty.call(message, "block") && message.block.length)
                writer.uint32(18).bytes(message.block);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ReadBlock.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ReadBlock();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.sequence = value;
                        else
                            delete message.sequence;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.block = value;
                        else
                            delete message.block;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ReadBlock;
    })();

    v1.RequestDone = (function() {

        const RequestDone = function (properties) {
            this.failures = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RequestDone.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        RequestDone.prototype.failures = $util.emptyArray;

        RequestDone.create = function(properties) {
            return new RequestDone(properties);
        };

        RequestDone.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                writer.uint32(8).uint64(message.sequence);
            if (message.failures != null && message.failures.length)
                for (let i = 0; i < message.failures.length; ++i)
                    $root.v1.ChunkFailure.encode(message.failures[i], writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RequestDone.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.RequestDone();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.sequence = value;
                        else
                            delete message.sequence;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.failures && message.failures.length))
                            message.failures = [];
                        message.failures.push($root.v1.ChunkFailure.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RequestDone;
    })();

    v1.ChunkFailure = (function() {

        const ChunkFailure = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ChunkFailure.prototype.chunkId = $util.newBuffer([]);
        ChunkFailure.prototype.code = "";
        ChunkFailure.prototype.text = "";

        ChunkFailure.create = function(properties) {
            return new ChunkFailure(properties);
        };

        ChunkFailure.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.chunkId != null && $Object.hasOwnProperty.call(message, "chunkId") && message.chunkId.length)
                writer.uint32(10).bytes(message.chunkId);
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                writer.uint32(18).string(message.code);
            if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                writer.uint32(26).string(message.text);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ChunkFailure.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ChunkFailure();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.chunkId = value;
                        else
                            delete message.chunkId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.code = value;
                        else
                            delete message.code;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.text = value;
                        else
                            delete message.text;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ChunkFailure;
    })();

    v1.SnapshotStatus = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "SNAPSHOT_STATUS_UNSPECIFIED"] = 0;
        values[valuesById[1] = "COMPLETE"] = 1;
        values[valuesById[2] = "INCOMPLETE"] = 2;
        return values;
    })();

    v1.Consistency = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "CONSISTENCY_UNSPECIFIED"] = 0;
        values[valuesById[1] = "CRASH"] = 1;
        values[valuesById[2] = "FILESYSTEM"] = 2;
        values[valuesById[3] = "APPLICATION"] = 3;
        return values;
    })();

    v1.Counts = (function() {

        const Counts = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Counts.prototype.files = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        Counts.prototype.directories = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        Counts.prototype.others = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        Counts.prototype.bytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        Counts.prototype.filesRead = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        Counts.prototype.bytesRead = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        Counts.prototype.filesReused = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        Counts.prototype.newChunks = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        Counts.prototype.newBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        Counts.prototype.sentBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        Counts.prototype.entriesUnreadable = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        Counts.prototype.entriesChanged = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        Counts.prototype.entriesExcluded = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        Counts.prototype.durationMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        Counts.create = function(properties) {
            return new Counts(properties);
        };

        Counts.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.files != null && $Object.hasOwnProperty.call(message, "files") && (typeof message.files === "object" ? message.files.low || message.files.high : message.files !== 0))
                writer.uint32(8).uint64(message.files);
            if (message.directories != null && $Object.hasOwnProperty.call(message, "directories") && (typeof message.directories === "object" ? message.directories.low || message.directories.high : message.directories !== 0))
                writer.uint32(16).uint64(message.directories);
            if (message.others != null && $Object.hasOwnProperty.call(message, "others") && (typeof message.others === "object" ? message.others.low || message.others.high : message.others !== 0))
                writer.uint32(24).uint64(message.others);
            if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && (typeof message.bytes === "object" ? message.bytes.low || message.bytes.high : message.bytes !== 0))
                writer.uint32(32).uint64(message.bytes);
            if (message.filesRead != null && $Object.hasOwnProperty.call(message, "filesRead") && (typeof message.filesRead === "object" ? message.filesRead.low || message.filesRead.high : message.filesRead !== 0))
                writer.uint32(40).uint64(message.filesRead);
            if (message.bytesRead != null && $Object.hasOwnProperty.call(message, "bytesRead") && (typeof message.bytesRead === "object" ? message.bytesRead.low || message.bytesRead.high : message.bytesRead !== 0))
                writer.uint32(48).uint64(message.bytesRead);
            if (message.filesReused != null && $Object.hasOwnProperty.call(message, "filesReused") && (typeof message.filesReused === "object" ? message.filesReused.low || message.filesReused.high : message.filesReused !== 0))
                writer.uint32(56).uint64(message.filesReused);
            if (message.newChunks != null && $Object.hasOwnProperty.call(message, "newChunks") && (typeof message.newChunks === "object" ? message.newChunks.low || message.newChunks.high : message.newChunks !== 0))
                writer.uint32(64).uint64(message.newChunks);
            if (message.newBytes != null && $Object.hasOwnProperty.call(message, "newBytes") && (typeof message.newBytes === "object" ? message.newBytes.low || message.newBytes.high : message.newBytes !== 0))
                writer.uint32(72).uint64(message.newBytes);
            if (message.sentBytes != null && $Object.hasOwnProperty.call(message, "sentBytes") && (typeof message.sentBytes === "object" ? message.sentBytes.low || message.sentBytes.high : message.sentBytes !== 0))
                writer.uint32(80).uint64(message.sentBytes);
            if (message.entriesUnreadable != null && $Object.hasOwnProperty.call(message, "entriesUnreadable") && (typeof message.entriesUnreadable === "object" ? message.entriesUnreadable.low || message.entriesUnreadable.high : message.entriesUnreadable !== 0))
                writer.uint32(88).uint64(message.entriesUnreadable);
            if (message.entriesChanged != null && $Object.hasOwnProperty.call(message, "entriesChanged") && (typeof message.entriesChanged === "object" ? message.entriesChanged.low || message.entriesChanged.high : message.entriesChanged !== 0))
                writer.uint32(96).uint64(message.entriesChanged);
            if (message.entriesExcluded != null && $Object.hasOwnProperty.call(message, "entriesExcluded") && (typeof message.entriesExcluded === "object" ? message.entriesExcluded.low || message.entriesExcluded.high : message.entriesExcluded !== 0))
                writer.uint32(104).uint64(message.entriesExcluded);
            if (message.durationMs != null && $Object.hasOwnProperty.call(message, "durationMs") && (typeof message.durationMs === "object" ? message.durationMs.low || message.durationMs.high : message.durationMs !== 0))
                writer.uint32(112).uint64(message.durationMs);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Counts.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.Counts();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.files = value;
                        else
                            delete message.files;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.directories = value;
                        else
                            delete message.directories;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.others = value;
                        else
                            delete message.others;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.bytes = value;
                        else
                            delete message.bytes;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.filesRead = value;
                        else
                            delete message.filesRead;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.bytesRead = value;
                        else
                            delete message.bytesRead;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.filesReused = value;
                        else
                            delete message.filesReused;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.newChunks = value;
                        else
                            delete message.newChunks;
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.newBytes = value;
                        else
                            delete message.newBytes;
                        continue;
                    }
                case 10: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.sentBytes = value;
                        else
                            delete message.sentBytes;
                        continue;
                    }
                case 11: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.entriesUnreadable = value;
                        else
                            delete message.entriesUnreadable;
                        continue;
                    }
                case 12: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.entriesChanged = value;
                        else
                            delete message.entriesChanged;
                        continue;
                    }
                case 13: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.entriesExcluded = value;
                        else
                            delete message.entriesExcluded;
                        continue;
                    }
                case 14: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.durationMs = value;
                        else
                            delete message.durationMs;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Counts;
    })();

    v1.Warning = (function() {

        const Warning = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Warning.prototype.code = "";
        Warning.prototype.path = $util.newBuffer([]);
        Warning.prototype.text = "";

        Warning.create = function(properties) {
            return new Warning(properties);
        };

        Warning.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                writer.uint32(10).string(message.code);
            if (message.path != null && $Object.hasOwnProperty.call(message, "path") && message.path.length)
                writer.uint32(18).bytes(message.path);
            if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                writer.uint32(26).string(message.text);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Warning.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.Warning();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.code = value;
                        else
                            delete message.code;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.path = value;
                        else
                            delete message.path;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.text = value;
                        else
                            delete message.text;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Warning;
    })();

    v1.SkippedMount = (function() {

        const SkippedMount = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SkippedMount.prototype.path = $util.newBuffer([]);
        SkippedMount.prototype.filesystem = "";
        SkippedMount.prototype.reason = "";

        SkippedMount.create = function(properties) {
            return new SkippedMount(properties);
        };

        SkippedMount.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.path != null && $Object.hasOwnProperty.call(message, "path") && message.path.length)
                writer.uint32(10).bytes(message.path);
            if (message.filesystem != null && $Object.hasOwnProperty.call(message, "filesystem") && message.filesystem !== "")
                writer.uint32(18).string(message.filesystem);
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                writer.uint32(26).string(message.reason);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SkippedMount.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.SkippedMount();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.path = value;
                        else
                            delete message.path;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.filesystem = value;
                        else
                            delete message.filesystem;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.reason = value;
                        else
                            delete message.reason;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SkippedMount;
    })();

    v1.FailedSource = (function() {

        const FailedSource = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        FailedSource.prototype.name = "";
        FailedSource.prototype.kind = "";
        FailedSource.prototype.code = "";
        FailedSource.prototype.text = "";

        FailedSource.create = function(properties) {
            return new FailedSource(properties);
        };

        FailedSource.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(10).string(message.name);
            if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                writer.uint32(18).string(message.kind);
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                writer.uint32(26).string(message.code);
            if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                writer.uint32(34).string(message.text);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        FailedSource.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.FailedSource();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.kind = value;
                        else
                            delete message.kind;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.code = value;
                        else
                            delete message.code;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.text = value;
                        else
                            delete message.text;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return FailedSource;
    })();

    v1.ArchiveRecord = (function() {

        const ArchiveRecord = function (properties) {
            this.paths = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ArchiveRecord.prototype.name = "";
        ArchiveRecord.prototype.kind = "";
        ArchiveRecord.prototype.sourceKind = "";
        ArchiveRecord.prototype.chunkClass = 0;
        ArchiveRecord.prototype.entries = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        ArchiveRecord.prototype.bytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        ArchiveRecord.prototype.paths = $util.emptyArray;
        ArchiveRecord.prototype.encryptionKeyId = $util.newBuffer([]);
        ArchiveRecord.prototype.encryptedRecord = $util.newBuffer([]);

        ArchiveRecord.create = function(properties) {
            return new ArchiveRecord(properties);
        };

        ArchiveRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(10).string(message.name);
            if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                writer.uint32(18).string(message.kind);
            if (message.sourceKind != null && $Object.hasOwnProperty.call(message, "sourceKind") && message.sourceKind !== "")
                writer.uint32(26).string(message.sourceKind);
            if (message.chunkClass != null && $Object.hasOwnProperty.call(message, "chunkClass") && message.chunkClass !== 0)
                writer.uint32(32).uint32(message.chunkClass);
            if (message.entries != null && $Object.hasOwnProperty.call(message, "entries") && (typeof message.entries === "object" ? message.entries.low || message.entries.high : message.entries !== 0))
                writer.uint32(40).uint64(message.entries);
            if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && (typeof message.bytes === "object" ? message.bytes.low || message.bytes.high : message.bytes !== 0))
                writer.uint32(48).uint64(message.bytes);
            if (message.paths != null && message.paths.length)
                for (let i = 0; i < message.paths.length; ++i)
                    writer.uint32(58).bytes(message.paths[i]);
            if (message.encryptionKeyId != null && $Object.hasOwnProperty.call(message, "encryptionKeyId") && message.encryptionKeyId.length)
                writer.uint32(66).bytes(message.encryptionKeyId);
            if (message.encryptedRecord != null && $Object.hasOwnProperty.call(message, "encryptedRecord") && message.encryptedRecord.length)
                writer.uint32(74).bytes(message.encryptedRecord);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ArchiveRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ArchiveRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.kind = value;
                        else
                            delete message.kind;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.sourceKind = value;
                        else
                            delete message.sourceKind;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.chunkClass = value;
                        else
                            delete message.chunkClass;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.entries = value;
                        else
                            delete message.entries;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.bytes = value;
                        else
                            delete message.bytes;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if (!(message.paths && message.paths.length))
                            message.paths = [];
                        message.paths.push(reader.bytes());
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.encryptionKeyId = value;
                        else
                            delete message.encryptionKeyId;
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.encryptedRecord = value;
                        else
                            delete message.encryptedRecord;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ArchiveRecord;
    })();

    v1.SnapshotRecord = (function() {

        const SnapshotRecord = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SnapshotRecord.prototype.snapshotId = $util.newBuffer([]);
        SnapshotRecord.prototype.agentId = $util.newBuffer([]);
        SnapshotRecord.prototype.agentName = "";
        SnapshotRecord.prototype.plan = "";
        SnapshotRecord.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        SnapshotRecord.prototype.timeMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        SnapshotRecord.prototype.committedMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        SnapshotRecord.prototype.runId = $util.newBuffer([]);
        SnapshotRecord.prototype.sessionId = $util.newBuffer([]);
        SnapshotRecord.prototype.draft = null;
        SnapshotRecord.prototype.agentVersion = "";
        SnapshotRecord.prototype.collectorVersion = "";
        SnapshotRecord.prototype.operatingSystem = "";
        SnapshotRecord.prototype.storedBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        SnapshotRecord.create = function(properties) {
            return new SnapshotRecord(properties);
        };

        SnapshotRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshotId != null && $Object.hasOwnProperty.call(message, "snapshotId") && message.snapshotId.length)
                writer.uint32(10).bytes(message.snapshotId);
            if (message.agentId != null && $Object.hasOwnProperty.call(message, "agentId") && message.agentId.length)
                writer.uint32(18).bytes(message.agentId);
            if (message.agentName != null && $Object.hasOwnProperty.call(message, "agentName") && message.agentName !== "")
                writer.uint32(26).string(message.agentName);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(34).string(message.plan);
            if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                writer.uint32(40).uint64(message.sequence);
            if (message.timeMs != null && $Object.hasOwnProperty.call(message, "timeMs") && (typeof message.timeMs === "object" ? message.timeMs.low || message.timeMs.high : message.timeMs !== 0))
                writer.uint32(48).int64(message.timeMs);
            if (message.committedMs != null && $Object.hasOwnProperty.call(message, "committedMs") && (typeof message.committedMs === "object" ? message.committedMs.low || message.committedMs.high : message.committedMs !== 0))
                writer.uint32(56).int64(message.committedMs);
            if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId.length)
                writer.uint32(66).bytes(message.runId);
            if (message.sessionId != null && $Object.hasOwnProperty.call(message, "sessionId") && message.sessionId.length)
                writer.uint32(74).bytes(message.sessionId);
            if (message.draft != null && $Object.hasOwnProperty.call(message, "draft"))
                $root.v1.SnapshotDraft.encode(message.draft, writer.uint32(82).fork(), _depth + 1).ldelim();
            if (message.agentVersion != null && $Object.hasOwnProperty.call(message, "agentVersion") && message.agentVersion !== "")
                writer.uint32(90).string(message.agentVersion);
            if (message.collectorVersion != null && $Object.hasOwnProperty.call(message, "collectorVersion") && message.collectorVersion !== "")
                writer.uint32(98).string(message.collectorVersion);
            if (message.operatingSystem != null && $Object.hasOwnProperty.call(message, "operatingSystem") && message.operatingSystem !== "")
                writer.uint32(106).string(message.operatingSystem);
            if (message.storedBytes != null && $Object.hasOwnProperty.call(message, "storedBytes") && (typeof message.storedBytes === "object" ? message.storedBytes.low || message.storedBytes.high : message.storedBytes !== 0))
                writer.uint32(112).uint64(message.storedBytes);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SnapshotRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.SnapshotRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotId = value;
                        else
                            delete message.snapshotId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.agentId = value;
                        else
                            delete message.agentId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agentName = value;
                        else
                            delete message.agentName;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.sequence = value;
                        else
                            delete message.sequence;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.timeMs = value;
                        else
                            delete message.timeMs;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.committedMs = value;
                        else
                            delete message.committedMs;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.runId = value;
                        else
                            delete message.runId;
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.sessionId = value;
                        else
                            delete message.sessionId;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        message.draft = $root.v1.SnapshotDraft.decode(reader, reader.size(), $undefined, _depth + 1, message.draft);
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agentVersion = value;
                        else
                            delete message.agentVersion;
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.collectorVersion = value;
                        else
                            delete message.collectorVersion;
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.operatingSystem = value;
                        else
                            delete message.operatingSystem;
                        continue;
                    }
                case 14: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.storedBytes = value;
                        else
                            delete message.storedBytes;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SnapshotRecord;
    })();

    v1.Empty = (function() {

        const Empty = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Empty.create = function(properties) {
            return new Empty(properties);
        };

        Empty.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Empty.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.Empty();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Empty;
    })();

    v1.StatusReply = (function() {

        const StatusReply = function (properties) {
            this.listeners = [];
            this.sessions = [];
            this.problems = [];
            this.alarms = [];
            this.drills = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        StatusReply.prototype.collectorId = "";
        StatusReply.prototype.softwareVersion = "";
        StatusReply.prototype.datastore = "";
        StatusReply.prototype.listeners = $util.emptyArray;
        StatusReply.prototype.servingSinceMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        StatusReply.prototype.snapshots = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        StatusReply.prototype.packs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        StatusReply.prototype.chunks = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        StatusReply.prototype.rawBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        StatusReply.prototype.uniqueBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        StatusReply.prototype.storedBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        StatusReply.prototype.freeBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        StatusReply.prototype.totalBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        StatusReply.prototype.damagedChunks = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        StatusReply.prototype.sessions = $util.emptyArray;
        StatusReply.prototype.problems = $util.emptyArray;
        StatusReply.prototype.alarms = $util.emptyArray;
        StatusReply.prototype.drills = $util.emptyArray;
        StatusReply.prototype.verification = null;
        StatusReply.prototype.forecast = null;
        StatusReply.prototype.diskEncryption = "";

        StatusReply.create = function(properties) {
            return new StatusReply(properties);
        };

        StatusReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.collectorId != null && $Object.hasOwnProperty.call(message, "collectorId") && message.collectorId !== "")
                writer.uint32(10).string(message.collectorId);
            if (message.softwareVersion != null && $Object.hasOwnProperty.call(message, "softwareVersion") && message.softwareVersion !== "")
                writer.uint32(18).string(message.softwareVersion);
            if (message.datastore != null && $Object.hasOwnProperty.call(message, "datastore") && message.datastore !== "")
                writer.uint32(26).string(message.datastore);
            if (message.listeners != null && message.listeners.length)
                for (let i = 0; i < message.listeners.length; ++i)
                    writer.uint32(34).string(message.listeners[i]);
            if (message.servingSinceMs != null && $Object.hasOwnProperty.call(message, "servingSinceMs") && (typeof message.servingSinceMs === "object" ? message.servingSinceMs.low || message.servingSinceMs.high : message.servingSinceMs !== 0))
                writer.uint32(40).int64(message.servingSinceMs);
            if (message.snapshots != null && $Object.hasOwnProperty.call(message, "snapshots") && (typeof message.snapshots === "object" ? message.snapshots.low || message.snapshots.high : message.snapshots !== 0))
                writer.uint32(48).uint64(message.snapshots);
            if (message.packs != null && $Object.hasOwnProperty.call(message, "packs") && (typeof message.packs === "object" ? message.packs.low || message.packs.high : message.packs !== 0))
                writer.uint32(56).uint64(message.packs);
            if (message.chunks != null && $Object.hasOwnProperty.call(message, "chunks") && (typeof message.chunks === "object" ? message.chunks.low || message.chunks.high : message.chunks !== 0))
                writer.uint32(64).uint64(message.chunks);
            if (message.rawBytes != null && $Object.hasOwnProperty.call(message, "rawBytes") && (typeof message.rawBytes === "object" ? message.rawBytes.low || message.rawBytes.high : message.rawBytes !== 0))
                writer.uint32(72).uint64(message.rawBytes);
            if (message.uniqueBytes != null && $Object.hasOwnProperty.call(message, "uniqueBytes") && (typeof message.uniqueBytes === "object" ? message.uniqueBytes.low || message.uniqueBytes.high : message.uniqueBytes !== 0))
                writer.uint32(80).uint64(message.uniqueBytes);
            if (message.storedBytes != null && $Object.hasOwnProperty.call(message, "storedBytes") && (typeof message.storedBytes === "object" ? message.storedBytes.low || message.storedBytes.high : message.storedBytes !== 0))
                writer.uint32(88).uint64(message.storedBytes);
            if (message.freeBytes != null && $Object.hasOwnProperty.call(message, "freeBytes") && (typeof message.freeBytes === "object" ? message.freeBytes.low || message.freeBytes.high : message.freeBytes !== 0))
                writer.uint32(96).uint64(message.freeBytes);
            if (message.totalBytes != null && $Object.hasOwnProperty.call(message, "totalBytes") && (typeof message.totalBytes === "object" ? message.totalBytes.low || message.totalBytes.high : message.totalBytes !== 0))
                writer.uint32(104).uint64(message.totalBytes);
            if (message.damagedChunks != null && $Object.hasOwnProperty.call(message, "damagedChunks") && (typeof message.damagedChunks === "object" ? message.damagedChunks.low || message.damagedChunks.high : message.damagedChunks !== 0))
                writer.uint32(112).uint64(message.damagedChunks);
            if (message.sessions != null && message.sessions.length)
                for (let i = 0; i < message.sessions.length; ++i)
                    $root.v1.ActiveSession.encode(message.sessions[i], writer.uint32(122).fork(), _depth + 1).ldelim();
            if (message.problems != null && message.problems.length)
                for (let i = 0; i < message.problems.length; ++i)
                    writer.uint32(130).string(message.problems[i]);
            if (message.alarms != null && message.alarms.length)
                for (let i = 0; i < message.alarms.length; ++i)
                    $root.v1.Alarm.encode(message.alarms[i], writer.uint32(138).fork(), _depth + 1).ldelim();
            if (message.drills != null && message.drills.length)
                for (let i = 0; i < message.drills.length; ++i)
                    $root.v1.DrillFacts.encode(message.drills[i], writer.uint32(242).fork(), _depth + 1).ldelim();
            if (message.verification != null && $Object.hasOwnProperty.call(message, "verification"))
                $root.v1.VerificationFacts.encode(message.verification, writer.uint32(402).fork(), _depth + 1).ldelim();
            if (message.forecast != null && $Object.hasOwnProperty.call(message, "forecast"))
                $root.v1.SpaceForecast.encode(message.forecast, writer.uint32(410).fork(), _depth + 1).ldelim();
            if (message.diskEncryption != null && $Object.hasOwnProperty.call(message, "diskEncryption") && message.diskEncryption !== "")
                writer.uint32(882).string(message.diskEncryption);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        StatusReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.StatusReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.collectorId = value;
                        else
                            delete message.collectorId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.softwareVersion = value;
                        else
                            delete message.softwareVersion;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.datastore = value;
                        else
                            delete message.datastore;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.listeners && message.listeners.length))
                            message.listeners = [];
                        message.listeners.push(reader.stringVerify());
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.servingSinceMs = value;
                        else
                            delete message.servingSinceMs;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.snapshots = value;
                        else
                            delete message.snapshots;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.packs = value;
                        else
                            delete message.packs;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.chunks = value;
                        else
                            delete message.chunks;
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.rawBytes = value;
                        else
                            delete message.rawBytes;
                        continue;
                    }
                case 10: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.uniqueBytes = value;
                        else
                            delete message.uniqueBytes;
                        continue;
                    }
                case 11: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.storedBytes = value;
                        else
                            delete message.storedBytes;
                        continue;
                    }
                case 12: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.freeBytes = value;
                        else
                            delete message.freeBytes;
                        continue;
                    }
                case 13: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.totalBytes = value;
                        else
                            delete message.totalBytes;
                        continue;
                    }
                case 14: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.damagedChunks = value;
                        else
                            delete message.damagedChunks;
                        continue;
                    }
                case 15: {
                        if (wireType !== 2)
                            break;
                        if (!(message.sessions && message.sessions.length))
                            message.sessions = [];
                        message.sessions.push($root.v1.ActiveSession.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 16: {
                        if (wireType !== 2)
                            break;
                        if (!(message.problems && message.problems.length))
                            message.problems = [];
                        message.problems.push(reader.stringVerify());
                        continue;
                    }
                case 17: {
                        if (wireType !== 2)
                            break;
                        if (!(message.alarms && message.alarms.length))
                            message.alarms = [];
                        message.alarms.push($root.v1.Alarm.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 30: {
                        if (wireType !== 2)
                            break;
                        if (!(message.drills && message.drills.length))
                            message.drills = [];
                        message.drills.push($root.v1.DrillFacts.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 50: {
                        if (wireType !== 2)
                            break;
                        message.verification = $root.v1.VerificationFacts.decode(reader, reader.size(), $undefined, _depth + 1, message.verification);
                        continue;
                    }
                case 51: {
                        if (wireType !== 2)
                            break;
                        message.forecast = $root.v1.SpaceForecast.decode(reader, reader.size(), $undefined, _depth + 1, message.forecast);
                        continue;
                    }
                case 110: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.diskEncryption = value;
                        else
                            delete message.diskEncryption;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return StatusReply;
    })();

    v1.VerificationFacts = (function() {

        const VerificationFacts = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        VerificationFacts.prototype.lastFullMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        VerificationFacts.prototype.lastFullFindings = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        VerificationFacts.prototype.lastMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        VerificationFacts.prototype.lastFindings = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        VerificationFacts.prototype.lastReadBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        VerificationFacts.prototype.begunMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        VerificationFacts.prototype.begunShare = 0;

        VerificationFacts.create = function(properties) {
            return new VerificationFacts(properties);
        };

        VerificationFacts.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.lastFullMs != null && $Object.hasOwnProperty.call(message, "lastFullMs") && (typeof message.lastFullMs === "object" ? message.lastFullMs.low || message.lastFullMs.high : message.lastFullMs !== 0))
                writer.uint32(8).int64(message.lastFullMs);
            if (message.lastFullFindings != null && $Object.hasOwnProperty.call(message, "lastFullFindings") && (typeof message.lastFullFindings === "object" ? message.lastFullFindings.low || message.lastFullFindings.high : message.lastFullFindings !== 0))
                writer.uint32(16).uint64(message.lastFullFindings);
            if (message.lastMs != null && $Object.hasOwnProperty.call(message, "lastMs") && (typeof message.lastMs === "object" ? message.lastMs.low || message.lastMs.high : message.lastMs !== 0))
                writer.uint32(24).int64(message.lastMs);
            if (message.lastFindings != null && $Object.hasOwnProperty.call(message, "lastFindings") && (typeof message.lastFindings === "object" ? message.lastFindings.low || message.lastFindings.high : message.lastFindings !== 0))
                writer.uint32(32).uint64(message.lastFindings);
            if (message.lastReadBytes != null && $Object.hasOwnProperty.call(message, "lastReadBytes") && (typeof message.lastReadBytes === "object" ? message.lastReadBytes.low || message.lastReadBytes.high : message.lastReadBytes !== 0))
                writer.uint32(40).uint64(message.lastReadBytes);
            if (message.begunMs != null && $Object.hasOwnProperty.call(message, "begunMs") && (typeof message.begunMs === "object" ? message.begunMs.low || message.begunMs.high : message.begunMs !== 0))
                writer.uint32(48).int64(message.begunMs);
            if (message.begunShare != null && $Object.hasOwnProperty.call(message, "begunShare") && !$Object.is(message.begunShare, 0))
                writer.uint32(57).double(message.begunShare);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        VerificationFacts.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.VerificationFacts();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.lastFullMs = value;
                        else
                            delete message.lastFullMs;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.lastFullFindings = value;
                        else
                            delete message.lastFullFindings;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.lastMs = value;
                        else
                            delete message.lastMs;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.lastFindings = value;
                        else
                            delete message.lastFindings;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.lastReadBytes = value;
                        else
                            delete message.lastReadBytes;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.begunMs = value;
                        else
                            delete message.begunMs;
                        continue;
                    }
                case 7: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.begunShare = value;
                        else
                            delete message.begunShare;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return VerificationFacts;
    })();

    v1.SpaceForecast = (function() {

        const SpaceForecast = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SpaceForecast.prototype.dailyGrowthBytes = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        SpaceForecast.prototype.daysUntilFull = 0;
        SpaceForecast.prototype.floorBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        SpaceForecast.prototype.reserveBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        SpaceForecast.create = function(properties) {
            return new SpaceForecast(properties);
        };

        SpaceForecast.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.dailyGrowthBytes != null && $Object.hasOwnProperty.call(message, "dailyGrowthBytes") && (typeof message.dailyGrowthBytes === "object" ? message.dailyGrowthBytes.low || message.dailyGrowthBytes.high : message.dailyGrowthBytes !== 0))
                writer.uint32(8).sint64(message.dailyGrowthBytes);
            if (message.daysUntilFull != null && $Object.hasOwnProperty.call(message, "daysUntilFull") && !$Object.is(message.daysUntilFull, 0))
                writer.uint32(17).double(message.daysUntilFull);
            if (message.floorBytes != null && $Object.hasOwnProperty.call(message, "floorBytes") && (typeof message.floorBytes === "object" ? message.floorBytes.low || message.floorBytes.high : message.floorBytes !== 0))
                writer.uint32(24).uint64(message.floorBytes);
            if (message.reserveBytes != null && $Object.hasOwnProperty.call(message, "reserveBytes") && (typeof message.reserveBytes === "object" ? message.reserveBytes.low || message.reserveBytes.high : message.reserveBytes !== 0))
                writer.uint32(32).uint64(message.reserveBytes);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SpaceForecast.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.SpaceForecast();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                            message.dailyGrowthBytes = value;
                        else
                            delete message.dailyGrowthBytes;
                        continue;
                    }
                case 2: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.daysUntilFull = value;
                        else
                            delete message.daysUntilFull;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.floorBytes = value;
                        else
                            delete message.floorBytes;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.reserveBytes = value;
                        else
                            delete message.reserveBytes;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SpaceForecast;
    })();

    v1.DrillFacts = (function() {

        const DrillFacts = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        DrillFacts.prototype.agentName = "";
        DrillFacts.prototype.plan = "";
        DrillFacts.prototype.snapshotId = $util.newBuffer([]);
        DrillFacts.prototype.snapshotTimeMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        DrillFacts.prototype.startedMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        DrillFacts.prototype.durationMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        DrillFacts.prototype.files = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        DrillFacts.prototype.bytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        DrillFacts.prototype.passed = false;
        DrillFacts.prototype.text = "";

        DrillFacts.create = function(properties) {
            return new DrillFacts(properties);
        };

        DrillFacts.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agentName != null && $Object.hasOwnProperty.call(message, "agentName") && message.agentName !== "")
                writer.uint32(10).string(message.agentName);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(18).string(message.plan);
            if (message.snapshotId != null && $Object.hasOwnProperty.call(message, "snapshotId") && message.snapshotId.length)
                writer.uint32(26).bytes(message.snapshotId);
            if (message.snapshotTimeMs != null && $Object.hasOwnProperty.call(message, "snapshotTimeMs") && (typeof message.snapshotTimeMs === "object" ? message.snapshotTimeMs.low || message.snapshotTimeMs.high : message.snapshotTimeMs !== 0))
                writer.uint32(32).int64(message.snapshotTimeMs);
            if (message.startedMs != null && $Object.hasOwnProperty.call(message, "startedMs") && (typeof message.startedMs === "object" ? message.startedMs.low || message.startedMs.high : message.startedMs !== 0))
                writer.uint32(40).int64(message.startedMs);
            if (message.durationMs != null && $Object.hasOwnProperty.call(message, "durationMs") && (typeof message.durationMs === "object" ? message.durationMs.low || message.durationMs.high : message.durationMs !== 0))
                writer.uint32(48).uint64(message.durationMs);
            if (message.files != null && $Object.hasOwnProperty.call(message, "files") && (typeof message.files === "object" ? message.files.low || message.files.high : message.files !== 0))
                writer.uint32(56).uint64(message.files);
            if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && (typeof message.bytes === "object" ? message.bytes.low || message.bytes.high : message.bytes !== 0))
                writer.uint32(64).uint64(message.bytes);
            if (message.passed != null && $Object.hasOwnProperty.call(message, "passed") && message.passed !== false)
                writer.uint32(72).bool(message.passed);
            if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                writer.uint32(82).string(message.text);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        DrillFacts.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.DrillFacts();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agentName = value;
                        else
                            delete message.agentName;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotId = value;
                        else
                            delete message.snapshotId;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.snapshotTimeMs = value;
                        else
                            delete message.snapshotTimeMs;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.startedMs = value;
                        else
                            delete message.startedMs;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.durationMs = value;
                        else
                            delete message.durationMs;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.files = value;
                        else
                            delete message.files;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.bytes = value;
                        else
                            delete message.bytes;
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.passed = value;
                        else
                            delete message.passed;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.text = value;
                        else
                            delete message.text;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return DrillFacts;
    })();

    v1.Alarm = (function() {

        const Alarm = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Alarm.prototype.kind = "";
        Alarm.prototype.agentName = "";
        Alarm.prototype.plan = "";
        Alarm.prototype.text = "";
        Alarm.prototype.critical = false;

        Alarm.create = function(properties) {
            return new Alarm(properties);
        };

        Alarm.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                writer.uint32(10).string(message.kind);
            if (message.agentName != null && $Object.hasOwnProperty.call(message, "agentName") && message.agentName !== "")
                writer.uint32(18).string(message.agentName);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(26).string(message.plan);
            if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                writer.uint32(34).string(message.text);
            if (message.critical != null && $Object.hasOwnProperty.call(message, "critical") && message.critical !== false)
                writer.uint32(40).bool(message.critical);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Alarm.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.Alarm();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.kind = value;
                        else
                            delete message.kind;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agentName = value;
                        else
                            delete message.agentName;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.text = value;
                        else
                            delete message.text;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.critical = value;
                        else
                            delete message.critical;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Alarm;
    })();

    v1.ActiveSession = (function() {

        const ActiveSession = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ActiveSession.prototype.agentName = "";
        ActiveSession.prototype.plan = "";
        ActiveSession.prototype.startedMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        ActiveSession.prototype.receivedBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        ActiveSession.create = function(properties) {
            return new ActiveSession(properties);
        };

        ActiveSession.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agentName != null && $Object.hasOwnProperty.call(message, "agentName") && message.agentName !== "")
                writer.uint32(10).string(message.agentName);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(18).string(message.plan);
            if (message.startedMs != null && $Object.hasOwnProperty.call(message, "startedMs") && (typeof message.startedMs === "object" ? message.startedMs.low || message.startedMs.high : message.startedMs !== 0))
                writer.uint32(24).int64(message.startedMs);
            if (message.receivedBytes != null && $Object.hasOwnProperty.call(message, "receivedBytes") && (typeof message.receivedBytes === "object" ? message.receivedBytes.low || message.receivedBytes.high : message.receivedBytes !== 0))
                writer.uint32(32).uint64(message.receivedBytes);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ActiveSession.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ActiveSession();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agentName = value;
                        else
                            delete message.agentName;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.startedMs = value;
                        else
                            delete message.startedMs;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.receivedBytes = value;
                        else
                            delete message.receivedBytes;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ActiveSession;
    })();

    v1.ListAgentsReply = (function() {

        const ListAgentsReply = function (properties) {
            this.agents = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ListAgentsReply.prototype.agents = $util.emptyArray;

        ListAgentsReply.create = function(properties) {
            return new ListAgentsReply(properties);
        };

        ListAgentsReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agents != null && message.agents.length)
                for (let i = 0; i < message.agents.length; ++i)
                    $root.v1.AgentFacts.encode(message.agents[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ListAgentsReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ListAgentsReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.agents && message.agents.length))
                            message.agents = [];
                        message.agents.push($root.v1.AgentFacts.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ListAgentsReply;
    })();

    v1.AgentFacts = (function() {

        const AgentFacts = function (properties) {
            this.labels = {};
            this.plans = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        AgentFacts.prototype.agentId = $util.newBuffer([]);
        AgentFacts.prototype.name = "";
        AgentFacts.prototype.state = "";
        AgentFacts.prototype.enrolledMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        AgentFacts.prototype.lastSeenMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        AgentFacts.prototype.lastAddress = "";
        AgentFacts.prototype.softwareVersion = "";
        AgentFacts.prototype.hostName = "";
        AgentFacts.prototype.operatingSystem = "";
        AgentFacts.prototype.clockSkewMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        AgentFacts.prototype.certificateNotAfterMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        AgentFacts.prototype.dedup = "";
        AgentFacts.prototype.labels = $util.emptyObject;
        AgentFacts.prototype.snapshots = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        AgentFacts.prototype.lastSnapshotMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        AgentFacts.prototype.lastSnapshotStatus = "";
        AgentFacts.prototype.restore = "";
        AgentFacts.prototype.connected = false;
        AgentFacts.prototype.connectedSinceMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        AgentFacts.prototype.plans = $util.emptyArray;
        AgentFacts.prototype.quotaBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        AgentFacts.prototype.usedBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        AgentFacts.create = function(properties) {
            return new AgentFacts(properties);
        };

        AgentFacts.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agentId != null && $Object.hasOwnProperty.call(message, "agentId") && message.agentId.length)
                writer.uint32(10).bytes(message.agentId);
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(18).string(message.name);
            if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== "")
                writer.uint32(26).string(message.state);
            if (message.enrolledMs != null && $Object.hasOwnProperty.call(message, "enrolledMs") && (typeof message.enrolledMs === "object" ? message.enrolledMs.low || message.enrolledMs.high : message.enrolledMs !== 0))
                writer.uint32(32).int64(message.enrolledMs);
            if (message.lastSeenMs != null && $Object.hasOwnProperty.call(message, "lastSeenMs") && (typeof message.lastSeenMs === "object" ? message.lastSeenMs.low || message.lastSeenMs.high : message.lastSeenMs !== 0))
                writer.uint32(40).int64(message.lastSeenMs);
            if (message.lastAddress != null && $Object.hasOwnProperty.call(message, "lastAddress") && message.lastAddress !== "")
                writer.uint32(50).string(message.lastAddress);
            if (message.softwareVersion != null && $Object.hasOwnProperty.call(message, "softwareVersion") && message.softwareVersion !== "")
                writer.uint32(58).string(message.softwareVersion);
            if (message.hostName != null && $Object.hasOwnProperty.call(message, "hostName") && message.hostName !== "")
                writer.uint32(66).string(message.hostName);
            if (message.operatingSystem != null && $Object.hasOwnProperty.call(message, "operatingSystem") && message.operatingSystem !== "")
                writer.uint32(74).string(message.operatingSystem);
            if (message.clockSkewMs != null && $Object.hasOwnProperty.call(message, "clockSkewMs") && (typeof message.clockSkewMs === "object" ? message.clockSkewMs.low || message.clockSkewMs.high : message.clockSkewMs !== 0))
                writer.uint32(80).int64(message.clockSkewMs);
            if (message.certificateNotAfterMs != null && $Object.hasOwnProperty.call(message, "certificateNotAfterMs") && (typeof message.certificateNotAfterMs === "object" ? message.certificateNotAfterMs.low || message.certificateNotAfterMs.high : message.certificateNotAfterMs !== 0))
                writer.uint32(88).int64(message.certificateNotAfterMs);
            if (message.dedup != null && $Object.hasOwnProperty.call(message, "dedup") && message.dedup !== "")
                writer.uint32(98).string(message.dedup);
            if (message.labels != null && $Object.hasOwnProperty.call(message, "labels"))
                for (let keys = $Object.keys(message.labels), i = 0; i < keys.length; ++i)
                    writer.uint32(106).fork().uint32(10).string(keys[i]).uint32(18).string(message.labels[keys[i]]).ldelim();
            if (message.snapshots != null && $Object.hasOwnProperty.call(message, "snapshots") && (typeof message.snapshots === "object" ? message.snapshots.low || message.snapshots.high : message.snapshots !== 0))
                writer.uint32(112).uint64(message.snapshots);
            if (message.lastSnapshotMs != null && $Object.hasOwnProperty.call(message, "lastSnapshotMs") && (typeof message.lastSnapshotMs === "object" ? message.lastSnapshotMs.low || message.lastSnapshotMs.high : message.lastSnapshotMs !== 0))
                writer.uint32(120).int64(message.lastSnapshotMs);
            if (message.lastSnapshotStatus != null && $Object.hasOwnProperty.call(message, "lastSnapshotStatus") && message.lastSnapshotStatus !== "")
                writer.uint32(130).string(message.lastSnapshotStatus);
            if (message.restore != null && $Object.hasOwnProperty.call(message, "restore") && message.restore !== "")
                writer.uint32(138).string(message.restore);
            if (message.connected != null && $Object.hasOwnProperty.call(message, "connected") && message.connected !== false)
                writer.uint32(144).bool(message.connected);
            if (message.connectedSinceMs != null && $Object.hasOwnProperty.call(message, "connectedSinceMs") && (typeof message.connectedSinceMs === "object" ? message.connectedSinceMs.low || message.connectedSinceMs.high : message.connectedSinceMs !== 0))
                writer.uint32(152).int64(message.connectedSinceMs);
            if (message.plans != null && message.plans.length)
                for (let i = 0; i < message.plans.length; ++i)
                    $root.v1.PlanFacts.encode(message.plans[i], writer.uint32(162).fork(), _depth + 1).ldelim();
            if (message.quotaBytes != null && $Object.hasOwnProperty.call(message, "quotaBytes") && (typeof message.quotaBytes === "object" ? message.quotaBytes.low || message.quotaBytes.high : message.quotaBytes !== 0))
                writer.uint32(240).uint64(message.quotaBytes);
            if (message.usedBytes != null && $Object.hasOwnProperty.call(message, "usedBytes") && (typeof message.usedBytes === "object" ? message.usedBytes.low || message.usedBytes.high : message.usedBytes !== 0))
                writer.uint32(248).uint64(message.usedBytes);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        AgentFacts.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, key, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.AgentFacts();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.agentId = value;
                        else
                            delete message.agentId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.state = value;
                        else
                            delete message.state;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.enrolledMs = value;
                        else
                            delete message.enrolledMs;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.lastSeenMs = value;
                        else
                            delete message.lastSeenMs;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.lastAddress = value;
                        else
                            delete message.lastAddress;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.softwareVersion = value;
                        else
                            delete message.softwareVersion;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.hostName = value;
                        else
                            delete message.hostName;
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.operatingSystem = value;
                        else
                            delete message.operatingSystem;
                        continue;
                    }
                case 10: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.clockSkewMs = value;
                        else
                            delete message.clockSkewMs;
                        continue;
                    }
                case 11: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.certificateNotAfterMs = value;
                        else
                            delete message.certificateNotAfterMs;
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.dedup = value;
                        else
                            delete message.dedup;
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        if (message.labels === $util.emptyObject)
                            message.labels = {};
                        let end2 = reader.size() + reader.pos;
                        if (end2 > reader.len)
                            throw $RangeError("index out of range");
                        reader.len = end2;
                        key = "";
                        value = "";
                        while (reader.pos < end2) {
                            let tag2 = reader.tag();
                            wireType = tag2 & 7;
                            switch (tag2 >>>= 3) {
                            case 1:
                                if (wireType !== 2)
                                    break;
                                key = reader.stringVerify();
                                continue;
                            case 2:
                                if (wireType !== 2)
                                    break;
                                value = reader.stringVerify();
                                continue;
                            }
                            reader.skipType(wireType, _depth, tag2);
                        }
                        if (reader.pos !== end2)
                            throw $RangeError("index out of range");
                        reader.len = end;
                        if (key === "__proto__")
                            $util.makeProp(message.labels, key);
                        message.labels[key] = value;
                        continue;
                    }
                case 14: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.snapshots = value;
                        else
                            delete message.snapshots;
                        continue;
                    }
                case 15: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.lastSnapshotMs = value;
                        else
                            delete message.lastSnapshotMs;
                        continue;
                    }
                case 16: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.lastSnapshotStatus = value;
                        else
                            delete message.lastSnapshotStatus;
                        continue;
                    }
                case 17: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.restore = value;
                        else
                            delete message.restore;
                        continue;
                    }
                case 18: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.connected = value;
                        else
                            delete message.connected;
                        continue;
                    }
                case 19: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.connectedSinceMs = value;
                        else
                            delete message.connectedSinceMs;
                        continue;
                    }
                case 20: {
                        if (wireType !== 2)
                            break;
                        if (!(message.plans && message.plans.length))
                            message.plans = [];
                        message.plans.push($root.v1.PlanFacts.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 30: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.quotaBytes = value;
                        else
                            delete message.quotaBytes;
                        continue;
                    }
                case 31: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.usedBytes = value;
                        else
                            delete message.usedBytes;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AgentFacts;
    })();

    v1.RunPlanRequest = (function() {

        const RunPlanRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RunPlanRequest.prototype.agent = "";
        RunPlanRequest.prototype.plan = "";
        RunPlanRequest.prototype.noWait = false;

        RunPlanRequest.create = function(properties) {
            return new RunPlanRequest(properties);
        };

        RunPlanRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agent != null && $Object.hasOwnProperty.call(message, "agent") && message.agent !== "")
                writer.uint32(10).string(message.agent);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(18).string(message.plan);
            if (message.noWait != null && $Object.hasOwnProperty.call(message, "noWait") && message.noWait !== false)
                writer.uint32(24).bool(message.noWait);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RunPlanRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.RunPlanRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agent = value;
                        else
                            delete message.agent;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.noWait = value;
                        else
                            delete message.noWait;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RunPlanRequest;
    })();

    v1.PushRestoreRequest = (function() {

        const PushRestoreRequest = function (properties) {
            this.addresses = [];
            this.titles = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PushRestoreRequest.prototype.agent = "";
        PushRestoreRequest.prototype.addresses = $util.emptyArray;
        PushRestoreRequest.prototype.titles = $util.emptyArray;
        PushRestoreRequest.prototype.target = "";
        PushRestoreRequest.prototype.settings = null;

        PushRestoreRequest.create = function(properties) {
            return new PushRestoreRequest(properties);
        };

        PushRestoreRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agent != null && $Object.hasOwnProperty.call(message, "agent") && message.agent !== "")
                writer.uint32(10).string(message.agent);
            if (message.addresses != null && message.addresses.length)
                for (let i = 0; i < message.addresses.length; ++i)
                    writer.uint32(18).string(message.addresses[i]);
            if (message.titles != null && message.titles.length)
                for (let i = 0; i < message.titles.length; ++i)
                    writer.uint32(26).string(message.titles[i]);
            if (message.target != null && $Object.hasOwnProperty.call(message, "target") && message.target !== "")
                writer.uint32(34).string(message.target);
            if (message.settings != null && $Object.hasOwnProperty.call(message, "settings"))
                $root.v1.RestoreSettings.encode(message.settings, writer.uint32(42).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PushRestoreRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.PushRestoreRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agent = value;
                        else
                            delete message.agent;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.addresses && message.addresses.length))
                            message.addresses = [];
                        message.addresses.push(reader.stringVerify());
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.titles && message.titles.length))
                            message.titles = [];
                        message.titles.push(reader.stringVerify());
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.target = value;
                        else
                            delete message.target;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.settings = $root.v1.RestoreSettings.decode(reader, reader.size(), $undefined, _depth + 1, message.settings);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PushRestoreRequest;
    })();

    v1.CancelPlanRunRequest = (function() {

        const CancelPlanRunRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        CancelPlanRunRequest.prototype.runId = $util.newBuffer([]);
        CancelPlanRunRequest.prototype.agent = "";
        CancelPlanRunRequest.prototype.plan = "";

        CancelPlanRunRequest.create = function(properties) {
            return new CancelPlanRunRequest(properties);
        };

        CancelPlanRunRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId.length)
                writer.uint32(10).bytes(message.runId);
            if (message.agent != null && $Object.hasOwnProperty.call(message, "agent") && message.agent !== "")
                writer.uint32(18).string(message.agent);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(26).string(message.plan);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        CancelPlanRunRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.CancelPlanRunRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.runId = value;
                        else
                            delete message.runId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agent = value;
                        else
                            delete message.agent;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CancelPlanRunRequest;
    })();

    v1.ListRunsRequest = (function() {

        const ListRunsRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ListRunsRequest.prototype.agent = "";
        ListRunsRequest.prototype.plan = "";
        ListRunsRequest.prototype.limit = 0;
        ListRunsRequest.prototype.runId = $util.newBuffer([]);

        ListRunsRequest.create = function(properties) {
            return new ListRunsRequest(properties);
        };

        ListRunsRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agent != null && $Object.hasOwnProperty.call(message, "agent") && message.agent !== "")
                writer.uint32(10).string(message.agent);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(18).string(message.plan);
            if (message.limit != null && $Object.hasOwnProperty.call(message, "limit") && message.limit !== 0)
                writer.uint32(24).uint32(message.limit);
            if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId.length)
                writer.uint32(34).bytes(message.runId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ListRunsRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ListRunsRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agent = value;
                        else
                            delete message.agent;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.limit = value;
                        else
                            delete message.limit;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.runId = value;
                        else
                            delete message.runId;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ListRunsRequest;
    })();

    v1.ListRunsReply = (function() {

        const ListRunsReply = function (properties) {
            this.runs = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ListRunsReply.prototype.runs = $util.emptyArray;

        ListRunsReply.create = function(properties) {
            return new ListRunsReply(properties);
        };

        ListRunsReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.runs != null && message.runs.length)
                for (let i = 0; i < message.runs.length; ++i)
                    $root.v1.RunFacts.encode(message.runs[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ListRunsReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ListRunsReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.runs && message.runs.length))
                            message.runs = [];
                        message.runs.push($root.v1.RunFacts.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ListRunsReply;
    })();

    v1.RunFacts = (function() {

        const RunFacts = function (properties) {
            this.notes = [];
            this.noteAfterMs = [];
            this.lines = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RunFacts.prototype.runId = $util.newBuffer([]);
        RunFacts.prototype.agentId = $util.newBuffer([]);
        RunFacts.prototype.agentName = "";
        RunFacts.prototype.plan = "";
        RunFacts.prototype.state = 0;
        RunFacts.prototype.reason = "";
        RunFacts.prototype.actor = "";
        RunFacts.prototype.queuedMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        RunFacts.prototype.startedMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        RunFacts.prototype.endedMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        RunFacts.prototype.counts = null;
        RunFacts.prototype.errorCode = "";
        RunFacts.prototype.errorText = "";
        RunFacts.prototype.errorHint = "";
        RunFacts.prototype.snapshotId = $util.newBuffer([]);
        RunFacts.prototype.address = "";
        RunFacts.prototype.consistency = "";
        RunFacts.prototype.frozenMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        RunFacts.prototype.warnings = 0;
        RunFacts.prototype.shrunk = false;
        RunFacts.prototype.failedSources = 0;
        RunFacts.prototype.scheduledMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        RunFacts.prototype.attempt = 0;
        RunFacts.prototype.stoppedBy = "";
        RunFacts.prototype.restore = null;
        RunFacts.prototype.notes = $util.emptyArray;
        RunFacts.prototype.noteAfterMs = $util.emptyArray;
        RunFacts.prototype.retryAfterMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        RunFacts.prototype.lines = $util.emptyArray;

        RunFacts.create = function(properties) {
            return new RunFacts(properties);
        };

        RunFacts.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId.length)
                writer.uint32(10).bytes(message.runId);
            if (message.agentId != null && $Object.hasOwnProperty.call(message, "agentId") && message.agentId.length)
                writer.uint32(18).bytes(message.agentId);
            if (message.agentName != null && $Object.hasOwnProperty.call(message, "agentName") && message.agentName !== "")
                writer.uint32(26).string(message.agentName);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(34).string(message.plan);
            if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== 0)
                writer.uint32(40).int32(message.state);
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                writer.uint32(50).string(message.reason);
            if (message.actor != null && $Object.hasOwnProperty.call(message, "actor") && message.actor !== "")
                writer.uint32(58).string(message.actor);
            if (message.queuedMs != null && $Object.hasOwnProperty.call(message, "queuedMs") && (typeof message.queuedMs === "object" ? message.queuedMs.low || message.queuedMs.high : message.queuedMs !== 0))
                writer.uint32(64).int64(message.queuedMs);
            if (message.startedMs != null && $Object.hasOwnProperty.call(message, "startedMs") && (typeof message.startedMs === "object" ? message.startedMs.low || message.startedMs.high : message.startedMs !== 0))
                writer.uint32(72).int64(message.startedMs);
            if (message.endedMs != null && $Object.hasOwnProperty.call(message, "endedMs") && (typeof message.endedMs === "object" ? message.endedMs.low || message.endedMs.high : message.endedMs !== 0))
                writer.uint32(80).int64(message.endedMs);
            if (message.counts != null && $Object.hasOwnProperty.call(message, "counts"))
                $root.v1.RunCounts.encode(message.counts, writer.uint32(90).fork(), _depth + 1).ldelim();
            if (message.errorCode != null && $Object.hasOwnProperty.call(message, "errorCode") && message.errorCode !== "")
                writer.uint32(98).string(message.errorCode);
            if (message.errorText != null && $Object.hasOwnProperty.call(message, "errorText") && message.errorText !== "")
                writer.uint32(106).string(message.errorText);
            if (message.errorHint != null && $Object.hasOwnProperty.call(message, "errorHint") && message.errorHint !== "")
                writer.uint32(114).string(message.errorHint);
            if (message.snapshotId != null && $Object.hasOwnProperty.call(message, "snapshotId") && message.snapshotId.length)
                writer.uint32(122).bytes(message.snapshotId);
            if (message.address != null && $Object.hasOwnProperty.call(message, "address") && message.address !== "")
                writer.uint32(130).string(message.address);
            if (message.consistency != null && $Object.hasOwnProperty.call(message, "consistency") && message.consistency !== "")
                writer.uint32(138).string(message.consistency);
            if (message.frozenMs != null && $Object.hasOwnProperty.call(message, "frozenMs") && (typeof message.frozenMs === "object" ? message.frozenMs.low || message.frozenMs.high : message.frozenMs !== 0))
                writer.uint32(144).uint64(message.frozenMs);
            if (message.warnings != null && $Object.hasOwnProperty.call(message, "warnings") && message.warnings !== 0)
                writer.uint32(152).uint32(message.warnings);
            if (message.shrunk != null && $Object.hasOwnProperty.call(message, "shrunk") && message.shrunk !== false)
                writer.uint32(160).bool(message.shrunk);
            if (message.failedSources != null && $Object.hasOwnProperty.call(message, "failedSources") && message.failedSources !== 0)
                writer.uint32(168).uint32(message.failedSources);
            if (message.scheduledMs != null && $Object.hasOwnProperty.call(message, "scheduledMs") && (typeof message.scheduledMs === "object" ? message.scheduledMs.low || message.scheduledMs.high : message.scheduledMs !== 0))
                writer.uint32(176).int64(message.scheduledMs);
            if (message.attempt != null && $Object.hasOwnProperty.call(message, "attempt") && message.attempt !== 0)
                writer.uint32(184).uint32(message.attempt);
            if (message.stoppedBy != null && $Object.hasOwnProperty.call(message, "stoppedBy") && message.stoppedBy !== "")
                writer.uint32(194).string(message.stoppedBy);
            if (message.restore != null && $Object.hasOwnProperty.call(message, "restore"))
                $root.v1.RestoreFacts.encode(message.restore, writer.uint32(322).fork(), _depth + 1).ldelim();
            if (message.notes != null && message.notes.length)
                for (let i = 0; i < message.notes.length; ++i)
                    writer.uint32(330).string(message.notes[i]);
            if (message.noteAfterMs != null && message.noteAfterMs.length)
                writer.uint32(338).uint64s(message.noteAfterMs);
            if (message.retryAfterMs != null && $Object.hasOwnProperty.call(message, "retryAfterMs") && (typeof message.retryAfterMs === "object" ? message.retryAfterMs.low || message.retryAfterMs.high : message.retryAfterMs !== 0))
                writer.uint32(344).uint64(message.retryAfterMs);
            if (message.lines != null && message.lines.length)
                for (let i = 0; i < message.lines.length; ++i)
                    $root.v1.RunLine.encode(message.lines[i], writer.uint32(354).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RunFacts.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.RunFacts();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.runId = value;
                        else
                            delete message.runId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.agentId = value;
                        else
                            delete message.agentId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agentName = value;
                        else
                            delete message.agentName;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.state = value;
                        else
                            delete message.state;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.reason = value;
                        else
                            delete message.reason;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.actor = value;
                        else
                            delete message.actor;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.queuedMs = value;
                        else
                            delete message.queuedMs;
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.startedMs = value;
                        else
                            delete message.startedMs;
                        continue;
                    }
                case 10: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.endedMs = value;
                        else
                            delete message.endedMs;
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        message.counts = $root.v1.RunCounts.decode(reader, reader.size(), $undefined, _depth + 1, message.counts);
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.errorCode = value;
                        else
                            delete message.errorCode;
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.errorText = value;
                        else
                            delete message.errorText;
                        continue;
                    }
                case 14: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.errorHint = value;
                        else
                            delete message.errorHint;
                        continue;
                    }
                case 15: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotId = value;
                        else
                            delete message.snapshotId;
                        continue;
                    }
                case 16: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.address = value;
                        else
                            delete message.address;
                        continue;
                    }
                case 17: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.consistency = value;
                        else
                            delete message.consistency;
                        continue;
                    }
                case 18: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.frozenMs = value;
                        else
                            delete message.frozenMs;
                        continue;
                    }
                case 19: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.warnings = value;
                        else
                            delete message.warnings;
                        continue;
                    }
                case 20: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.shrunk = value;
                        else
                            delete message.shrunk;
                        continue;
                    }
                case 21: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.failedSources = value;
                        else
                            delete message.failedSources;
                        continue;
                    }
                case 22: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.scheduledMs = value;
                        else
                            delete message.scheduledMs;
                        continue;
                    }
                case 23: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.attempt = value;
                        else
                            delete message.attempt;
                        continue;
                    }
                case 24: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.stoppedBy = value;
                        else
                            delete message.stoppedBy;
                        continue;
                    }
                case 40: {
                        if (wireType !== 2)
                            break;
                        message.restore = $root.v1.RestoreFacts.decode(reader, reader.size(), $undefined, _depth + 1, message.restore);
                        continue;
                    }
                case 41: {
                        if (wireType !== 2)
                            break;
                        if (!(message.notes && message.notes.length))
                            message.notes = [];
                        message.notes.push(reader.stringVerify());
                        continue;
                    }
                case 42: {
                        if (wireType === 2) {
                            if (!(message.noteAfterMs && message.noteAfterMs.length))
                                message.noteAfterMs = [];
                            reader.uint64s(message.noteAfterMs);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.noteAfterMs && message.noteAfterMs.length))
                            message.noteAfterMs = [];
                        message.noteAfterMs.push(reader.uint64());
                        continue;
                    }
                case 43: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.retryAfterMs = value;
                        else
                            delete message.retryAfterMs;
                        continue;
                    }
                case 44: {
                        if (wireType !== 2)
                            break;
                        if (!(message.lines && message.lines.length))
                            message.lines = [];
                        message.lines.push($root.v1.RunLine.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RunFacts;
    })();

    v1.RunLine = (function() {

        const RunLine = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RunLine.prototype.timeMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        RunLine.prototype.level = "";
        RunLine.prototype.text = "";

        RunLine.create = function(properties) {
            return new RunLine(properties);
        };

        RunLine.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.timeMs != null && $Object.hasOwnProperty.call(message, "timeMs") && (typeof message.timeMs === "object" ? message.timeMs.low || message.timeMs.high : message.timeMs !== 0))
                writer.uint32(8).int64(message.timeMs);
            if (message.level != null && $Object.hasOwnProperty.call(message, "level") && message.level !== "")
                writer.uint32(18).string(message.level);
            if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                writer.uint32(26).string(message.text);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RunLine.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.RunLine();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.timeMs = value;
                        else
                            delete message.timeMs;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.level = value;
                        else
                            delete message.level;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.text = value;
                        else
                            delete message.text;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RunLine;
    })();

    v1.RestoreFacts = (function() {

        const RestoreFacts = function (properties) {
            this.addresses = [];
            this.snapshotIds = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RestoreFacts.prototype.addresses = $util.emptyArray;
        RestoreFacts.prototype.target = "";
        RestoreFacts.prototype.dryRun = false;
        RestoreFacts.prototype.snapshotIds = $util.emptyArray;

        RestoreFacts.create = function(properties) {
            return new RestoreFacts(properties);
        };

        RestoreFacts.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.addresses != null && message.addresses.length)
                for (let i = 0; i < message.addresses.length; ++i)
                    writer.uint32(10).string(message.addresses[i]);
            if (message.target != null && $Object.hasOwnProperty.call(message, "target") && message.target !== "")
                writer.uint32(18).string(message.target);
            if (message.dryRun != null && $Object.hasOwnProperty.call(message, "dryRun") && message.dryRun !== false)
                writer.uint32(24).bool(message.dryRun);
            if (message.snapshotIds != null && message.snapshotIds.length)
                for (let i = 0; i < message.snapshotIds.length; ++i)
                    writer.uint32(34).bytes(message.snapshotIds[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RestoreFacts.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.RestoreFacts();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.addresses && message.addresses.length))
                            message.addresses = [];
                        message.addresses.push(reader.stringVerify());
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.target = value;
                        else
                            delete message.target;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.dryRun = value;
                        else
                            delete message.dryRun;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.snapshotIds && message.snapshotIds.length))
                            message.snapshotIds = [];
                        message.snapshotIds.push(reader.bytes());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RestoreFacts;
    })();

    v1.TestNotifyReply = (function() {

        const TestNotifyReply = function (properties) {
            this.outcomes = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        TestNotifyReply.prototype.outcomes = $util.emptyArray;

        TestNotifyReply.create = function(properties) {
            return new TestNotifyReply(properties);
        };

        TestNotifyReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.outcomes != null && message.outcomes.length)
                for (let i = 0; i < message.outcomes.length; ++i)
                    $root.v1.NotifyOutcome.encode(message.outcomes[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        TestNotifyReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.TestNotifyReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.outcomes && message.outcomes.length))
                            message.outcomes = [];
                        message.outcomes.push($root.v1.NotifyOutcome.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return TestNotifyReply;
    })();

    v1.NotifyOutcome = (function() {

        const NotifyOutcome = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        NotifyOutcome.prototype.channel = "";
        NotifyOutcome.prototype.target = "";
        NotifyOutcome.prototype.errorText = "";
        NotifyOutcome.prototype.durationMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        NotifyOutcome.create = function(properties) {
            return new NotifyOutcome(properties);
        };

        NotifyOutcome.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.channel != null && $Object.hasOwnProperty.call(message, "channel") && message.channel !== "")
                writer.uint32(10).string(message.channel);
            if (message.target != null && $Object.hasOwnProperty.call(message, "target") && message.target !== "")
                writer.uint32(18).string(message.target);
            if (message.errorText != null && $Object.hasOwnProperty.call(message, "errorText") && message.errorText !== "")
                writer.uint32(26).string(message.errorText);
            if (message.durationMs != null && $Object.hasOwnProperty.call(message, "durationMs") && (typeof message.durationMs === "object" ? message.durationMs.low || message.durationMs.high : message.durationMs !== 0))
                writer.uint32(32).uint64(message.durationMs);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        NotifyOutcome.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.NotifyOutcome();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.channel = value;
                        else
                            delete message.channel;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.target = value;
                        else
                            delete message.target;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.errorText = value;
                        else
                            delete message.errorText;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.durationMs = value;
                        else
                            delete message.durationMs;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return NotifyOutcome;
    })();

    v1.SetScheduleRequest = (function() {

        const SetScheduleRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SetScheduleRequest.prototype.agent = "";
        SetScheduleRequest.prototype.plan = "";
        SetScheduleRequest.prototype.settings = null;
        SetScheduleRequest.prototype.rule = "";

        SetScheduleRequest.create = function(properties) {
            return new SetScheduleRequest(properties);
        };

        SetScheduleRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agent != null && $Object.hasOwnProperty.call(message, "agent") && message.agent !== "")
                writer.uint32(10).string(message.agent);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(18).string(message.plan);
            if (message.settings != null && $Object.hasOwnProperty.call(message, "settings"))
                $root.v1.ScheduleSettings.encode(message.settings, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.rule != null && $Object.hasOwnProperty.call(message, "rule") && message.rule !== "")
                writer.uint32(34).string(message.rule);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SetScheduleRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.SetScheduleRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agent = value;
                        else
                            delete message.agent;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.settings = $root.v1.ScheduleSettings.decode(reader, reader.size(), $undefined, _depth + 1, message.settings);
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.rule = value;
                        else
                            delete message.rule;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SetScheduleRequest;
    })();

    v1.ListSchedulesRequest = (function() {

        const ListSchedulesRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ListSchedulesRequest.prototype.agent = "";
        ListSchedulesRequest.prototype.plan = "";
        ListSchedulesRequest.prototype.next = 0;
        ListSchedulesRequest.prototype.rule = "";

        ListSchedulesRequest.create = function(properties) {
            return new ListSchedulesRequest(properties);
        };

        ListSchedulesRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agent != null && $Object.hasOwnProperty.call(message, "agent") && message.agent !== "")
                writer.uint32(10).string(message.agent);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(18).string(message.plan);
            if (message.next != null && $Object.hasOwnProperty.call(message, "next") && message.next !== 0)
                writer.uint32(24).uint32(message.next);
            if (message.rule != null && $Object.hasOwnProperty.call(message, "rule") && message.rule !== "")
                writer.uint32(34).string(message.rule);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ListSchedulesRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ListSchedulesRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agent = value;
                        else
                            delete message.agent;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.next = value;
                        else
                            delete message.next;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.rule = value;
                        else
                            delete message.rule;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ListSchedulesRequest;
    })();

    v1.ListSchedulesReply = (function() {

        const ListSchedulesReply = function (properties) {
            this.schedules = [];
            this.rules = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ListSchedulesReply.prototype.schedules = $util.emptyArray;
        ListSchedulesReply.prototype.rules = $util.emptyArray;

        ListSchedulesReply.create = function(properties) {
            return new ListSchedulesReply(properties);
        };

        ListSchedulesReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.schedules != null && message.schedules.length)
                for (let i = 0; i < message.schedules.length; ++i)
                    $root.v1.ScheduleFacts.encode(message.schedules[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.rules != null && message.rules.length)
                for (let i = 0; i < message.rules.length; ++i)
                    $root.v1.ScheduleRule.encode(message.rules[i], writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ListSchedulesReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ListSchedulesReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.schedules && message.schedules.length))
                            message.schedules = [];
                        message.schedules.push($root.v1.ScheduleFacts.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.rules && message.rules.length))
                            message.rules = [];
                        message.rules.push($root.v1.ScheduleRule.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ListSchedulesReply;
    })();

    v1.ScheduleRule = (function() {

        const ScheduleRule = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ScheduleRule.prototype.rule = "";
        ScheduleRule.prototype.settings = null;
        ScheduleRule.prototype.sinceMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        ScheduleRule.prototype.covers = 0;
        ScheduleRule.prototype.follows = 0;

        ScheduleRule.create = function(properties) {
            return new ScheduleRule(properties);
        };

        ScheduleRule.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.rule != null && $Object.hasOwnProperty.call(message, "rule") && message.rule !== "")
                writer.uint32(10).string(message.rule);
            if (message.settings != null && $Object.hasOwnProperty.call(message, "settings"))
                $root.v1.ScheduleSettings.encode(message.settings, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.sinceMs != null && $Object.hasOwnProperty.call(message, "sinceMs") && (typeof message.sinceMs === "object" ? message.sinceMs.low || message.sinceMs.high : message.sinceMs !== 0))
                writer.uint32(24).int64(message.sinceMs);
            if (message.covers != null && $Object.hasOwnProperty.call(message, "covers") && message.covers !== 0)
                writer.uint32(32).uint32(message.covers);
            if (message.follows != null && $Object.hasOwnProperty.call(message, "follows") && message.follows !== 0)
                writer.uint32(40).uint32(message.follows);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ScheduleRule.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ScheduleRule();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.rule = value;
                        else
                            delete message.rule;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.settings = $root.v1.ScheduleSettings.decode(reader, reader.size(), $undefined, _depth + 1, message.settings);
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.sinceMs = value;
                        else
                            delete message.sinceMs;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.covers = value;
                        else
                            delete message.covers;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.follows = value;
                        else
                            delete message.follows;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ScheduleRule;
    })();

    v1.ScheduleFacts = (function() {

        const ScheduleFacts = function (properties) {
            this.nextMs = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ScheduleFacts.prototype.agentId = $util.newBuffer([]);
        ScheduleFacts.prototype.agentName = "";
        ScheduleFacts.prototype.plan = "";
        ScheduleFacts.prototype.origin = "";
        ScheduleFacts.prototype.settings = null;
        ScheduleFacts.prototype.nextMs = $util.emptyArray;
        ScheduleFacts.prototype.maxAgeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        ScheduleFacts.prototype.problem = "";
        ScheduleFacts.prototype.rule = "";

        ScheduleFacts.create = function(properties) {
            return new ScheduleFacts(properties);
        };

        ScheduleFacts.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agentId != null && $Object.hasOwnProperty.call(message, "agentId") && message.agentId.length)
                writer.uint32(10).bytes(message.agentId);
            if (message.agentName != null && $Object.hasOwnProperty.call(message, "agentName") && message.agentName !== "")
                writer.uint32(18).string(message.agentName);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(26).string(message.plan);
            if (message.origin != null && $Object.hasOwnProperty.call(message, "origin") && message.origin !== "")
                writer.uint32(34).string(message.origin);
            if (message.settings != null && $Object.hasOwnProperty.call(message, "settings"))
                $root.v1.ScheduleSettings.encode(message.settings, writer.uint32(42).fork(), _depth + 1).ldelim();
            if (message.nextMs != null && message.nextMs.length)
                writer.uint32(50).int64s(message.nextMs);
            if (message.maxAgeMs != null && $Object.hasOwnProperty.call(message, "maxAgeMs") && (typeof message.maxAgeMs === "object" ? message.maxAgeMs.low || message.maxAgeMs.high : message.maxAgeMs !== 0))
                writer.uint32(56).uint64(message.maxAgeMs);
            if (message.problem != null && $Object.hasOwnProperty.call(message, "problem") && message.problem !== "")
                writer.uint32(66).string(message.problem);
            if (message.rule != null && $Object.hasOwnProperty.call(message, "rule") && message.rule !== "")
                writer.uint32(74).string(message.rule);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ScheduleFacts.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ScheduleFacts();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.agentId = value;
                        else
                            delete message.agentId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agentName = value;
                        else
                            delete message.agentName;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.origin = value;
                        else
                            delete message.origin;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.settings = $root.v1.ScheduleSettings.decode(reader, reader.size(), $undefined, _depth + 1, message.settings);
                        continue;
                    }
                case 6: {
                        if (wireType === 2) {
                            if (!(message.nextMs && message.nextMs.length))
                                message.nextMs = [];
                            reader.int64s(message.nextMs);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.nextMs && message.nextMs.length))
                            message.nextMs = [];
                        message.nextMs.push(reader.int64());
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.maxAgeMs = value;
                        else
                            delete message.maxAgeMs;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.problem = value;
                        else
                            delete message.problem;
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.rule = value;
                        else
                            delete message.rule;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ScheduleFacts;
    })();

    v1.PlanTarget = (function() {

        const PlanTarget = function (properties) {
            this.labels = {};
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PlanTarget.prototype.agentId = $util.newBuffer([]);
        PlanTarget.prototype.agents = "";
        PlanTarget.prototype.labels = $util.emptyObject;

        PlanTarget.create = function(properties) {
            return new PlanTarget(properties);
        };

        PlanTarget.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agentId != null && $Object.hasOwnProperty.call(message, "agentId") && message.agentId.length)
                writer.uint32(10).bytes(message.agentId);
            if (message.agents != null && $Object.hasOwnProperty.call(message, "agents") && message.agents !== "")
                writer.uint32(18).string(message.agents);
            if (message.labels != null && $Object.hasOwnProperty.call(message, "labels"))
                for (let keys = $Object.keys(message.labels), i = 0; i < keys.length; ++i)
                    writer.uint32(26).fork().uint32(10).string(keys[i]).uint32(18).string(message.labels[keys[i]]).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PlanTarget.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, key, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.PlanTarget();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.agentId = value;
                        else
                            delete message.agentId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agents = value;
                        else
                            delete message.agents;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (message.labels === $util.emptyObject)
                            message.labels = {};
                        let end2 = reader.size() + reader.pos;
                        if (end2 > reader.len)
                            throw $RangeError("index out of range");
                        reader.len = end2;
                        key = "";
                        value = "";
                        while (reader.pos < end2) {
                            let tag2 = reader.tag();
                            wireType = tag2 & 7;
                            switch (tag2 >>>= 3) {
                            case 1:
                                if (wireType !== 2)
                                    break;
                                key = reader.stringVerify();
                                continue;
                            case 2:
                                if (wireType !== 2)
                                    break;
                                value = reader.stringVerify();
                                continue;
                            }
                            reader.skipType(wireType, _depth, tag2);
                        }
                        if (reader.pos !== end2)
                            throw $RangeError("index out of range");
                        reader.len = end;
                        if (key === "__proto__")
                            $util.makeProp(message.labels, key);
                        message.labels[key] = value;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PlanTarget;
    })();

    v1.ApplyPlansRequest = (function() {

        const ApplyPlansRequest = function (properties) {
            this.plans = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ApplyPlansRequest.prototype.target = null;
        ApplyPlansRequest.prototype.plans = $util.emptyArray;
        ApplyPlansRequest.prototype.dryRun = false;

        ApplyPlansRequest.create = function(properties) {
            return new ApplyPlansRequest(properties);
        };

        ApplyPlansRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.target != null && $Object.hasOwnProperty.call(message, "target"))
                $root.v1.PlanTarget.encode(message.target, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.plans != null && message.plans.length)
                for (let i = 0; i < message.plans.length; ++i)
                    $root.v1.CentralPlan.encode(message.plans[i], writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.dryRun != null && $Object.hasOwnProperty.call(message, "dryRun") && message.dryRun !== false)
                writer.uint32(24).bool(message.dryRun);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ApplyPlansRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ApplyPlansRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.target = $root.v1.PlanTarget.decode(reader, reader.size(), $undefined, _depth + 1, message.target);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.plans && message.plans.length))
                            message.plans = [];
                        message.plans.push($root.v1.CentralPlan.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.dryRun = value;
                        else
                            delete message.dryRun;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ApplyPlansRequest;
    })();

    v1.ApplyPlansReply = (function() {

        const ApplyPlansReply = function (properties) {
            this.changes = [];
            this.plans = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ApplyPlansReply.prototype.target = "";
        ApplyPlansReply.prototype.changes = $util.emptyArray;
        ApplyPlansReply.prototype.plans = $util.emptyArray;

        ApplyPlansReply.create = function(properties) {
            return new ApplyPlansReply(properties);
        };

        ApplyPlansReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.target != null && $Object.hasOwnProperty.call(message, "target") && message.target !== "")
                writer.uint32(10).string(message.target);
            if (message.changes != null && message.changes.length)
                for (let i = 0; i < message.changes.length; ++i)
                    $root.v1.PlanChange.encode(message.changes[i], writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.plans != null && message.plans.length)
                for (let i = 0; i < message.plans.length; ++i)
                    $root.v1.CentralPlan.encode(message.plans[i], writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ApplyPlansReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ApplyPlansReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.target = value;
                        else
                            delete message.target;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.changes && message.changes.length))
                            message.changes = [];
                        message.changes.push($root.v1.PlanChange.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.plans && message.plans.length))
                            message.plans = [];
                        message.plans.push($root.v1.CentralPlan.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ApplyPlansReply;
    })();

    v1.PlanChange = (function() {

        const PlanChange = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PlanChange.prototype.agentName = "";
        PlanChange.prototype.plan = "";
        PlanChange.prototype.before = null;
        PlanChange.prototype.after = null;
        PlanChange.prototype.overruledBy = "";
        PlanChange.prototype.obstacle = "";

        PlanChange.create = function(properties) {
            return new PlanChange(properties);
        };

        PlanChange.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agentName != null && $Object.hasOwnProperty.call(message, "agentName") && message.agentName !== "")
                writer.uint32(10).string(message.agentName);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(18).string(message.plan);
            if (message.before != null && $Object.hasOwnProperty.call(message, "before"))
                $root.v1.CentralPlan.encode(message.before, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.after != null && $Object.hasOwnProperty.call(message, "after"))
                $root.v1.CentralPlan.encode(message.after, writer.uint32(34).fork(), _depth + 1).ldelim();
            if (message.overruledBy != null && $Object.hasOwnProperty.call(message, "overruledBy") && message.overruledBy !== "")
                writer.uint32(42).string(message.overruledBy);
            if (message.obstacle != null && $Object.hasOwnProperty.call(message, "obstacle") && message.obstacle !== "")
                writer.uint32(50).string(message.obstacle);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PlanChange.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.PlanChange();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agentName = value;
                        else
                            delete message.agentName;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.before = $root.v1.CentralPlan.decode(reader, reader.size(), $undefined, _depth + 1, message.before);
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.after = $root.v1.CentralPlan.decode(reader, reader.size(), $undefined, _depth + 1, message.after);
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.overruledBy = value;
                        else
                            delete message.overruledBy;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.obstacle = value;
                        else
                            delete message.obstacle;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PlanChange;
    })();

    v1.CentralPlanList = (function() {

        const CentralPlanList = function (properties) {
            this.plans = [];
            this.agents = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        CentralPlanList.prototype.plans = $util.emptyArray;
        CentralPlanList.prototype.agents = $util.emptyArray;

        CentralPlanList.create = function(properties) {
            return new CentralPlanList(properties);
        };

        CentralPlanList.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.plans != null && message.plans.length)
                for (let i = 0; i < message.plans.length; ++i)
                    $root.v1.CentralPlanFacts.encode(message.plans[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.agents != null && message.agents.length)
                for (let i = 0; i < message.agents.length; ++i)
                    $root.v1.AgentPlanFacts.encode(message.agents[i], writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        CentralPlanList.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.CentralPlanList();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.plans && message.plans.length))
                            message.plans = [];
                        message.plans.push($root.v1.CentralPlanFacts.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.agents && message.agents.length))
                            message.agents = [];
                        message.agents.push($root.v1.AgentPlanFacts.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CentralPlanList;
    })();

    v1.CentralPlanFacts = (function() {

        const CentralPlanFacts = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        CentralPlanFacts.prototype.target = null;
        CentralPlanFacts.prototype.targetText = "";
        CentralPlanFacts.prototype.plan = null;
        CentralPlanFacts.prototype.sinceMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        CentralPlanFacts.prototype.actor = "";
        CentralPlanFacts.prototype.covers = 0;
        CentralPlanFacts.prototype.follows = 0;
        CentralPlanFacts.prototype.inForce = 0;

        CentralPlanFacts.create = function(properties) {
            return new CentralPlanFacts(properties);
        };

        CentralPlanFacts.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.target != null && $Object.hasOwnProperty.call(message, "target"))
                $root.v1.PlanTarget.encode(message.target, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.targetText != null && $Object.hasOwnProperty.call(message, "targetText") && message.targetText !== "")
                writer.uint32(18).string(message.targetText);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan"))
                $root.v1.CentralPlan.encode(message.plan, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.sinceMs != null && $Object.hasOwnProperty.call(message, "sinceMs") && (typeof message.sinceMs === "object" ? message.sinceMs.low || message.sinceMs.high : message.sinceMs !== 0))
                writer.uint32(32).int64(message.sinceMs);
            if (message.actor != null && $Object.hasOwnProperty.call(message, "actor") && message.actor !== "")
                writer.uint32(42).string(message.actor);
            if (message.covers != null && $Object.hasOwnProperty.call(message, "covers") && message.covers !== 0)
                writer.uint32(48).uint32(message.covers);
            if (message.follows != null && $Object.hasOwnProperty.call(message, "follows") && message.follows !== 0)
                writer.uint32(56).uint32(message.follows);
            if (message.inForce != null && $Object.hasOwnProperty.call(message, "inForce") && message.inForce !== 0)
                writer.uint32(64).uint32(message.inForce);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        CentralPlanFacts.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.CentralPlanFacts();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.target = $root.v1.PlanTarget.decode(reader, reader.size(), $undefined, _depth + 1, message.target);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.targetText = value;
                        else
                            delete message.targetText;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.plan = $root.v1.CentralPlan.decode(reader, reader.size(), $undefined, _depth + 1, message.plan);
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.sinceMs = value;
                        else
                            delete message.sinceMs;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.actor = value;
                        else
                            delete message.actor;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.covers = value;
                        else
                            delete message.covers;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.follows = value;
                        else
                            delete message.follows;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.inForce = value;
                        else
                            delete message.inForce;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CentralPlanFacts;
    })();

    v1.AgentPlanFacts = (function() {

        const AgentPlanFacts = function (properties) {
            this.refusals = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        AgentPlanFacts.prototype.agentId = $util.newBuffer([]);
        AgentPlanFacts.prototype.agentName = "";
        AgentPlanFacts.prototype.plan = null;
        AgentPlanFacts.prototype.targetText = "";
        AgentPlanFacts.prototype.state = "";
        AgentPlanFacts.prototype.refusals = $util.emptyArray;
        AgentPlanFacts.prototype.revisionInForce = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        AgentPlanFacts.prototype.connected = false;

        AgentPlanFacts.create = function(properties) {
            return new AgentPlanFacts(properties);
        };

        AgentPlanFacts.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agentId != null && $Object.hasOwnProperty.call(message, "agentId") && message.agentId.length)
                writer.uint32(10).bytes(message.agentId);
            if (message.agentName != null && $Object.hasOwnProperty.call(message, "agentName") && message.agentName !== "")
                writer.uint32(18).string(message.agentName);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan"))
                $root.v1.CentralPlan.encode(message.plan, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.targetText != null && $Object.hasOwnProperty.call(message, "targetText") && message.targetText !== "")
                writer.uint32(34).string(message.targetText);
            if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== "")
                writer.uint32(42).string(message.state);
            if (message.refusals != null && message.refusals.length)
                for (let i = 0; i < message.refusals.length; ++i)
                    $root.v1.PlanRefusal.encode(message.refusals[i], writer.uint32(50).fork(), _depth + 1).ldelim();
            if (message.revisionInForce != null && $Object.hasOwnProperty.call(message, "revisionInForce") && (typeof message.revisionInForce === "object" ? message.revisionInForce.low || message.revisionInForce.high : message.revisionInForce !== 0))
                writer.uint32(56).uint64(message.revisionInForce);
            if (message.connected != null && $Object.hasOwnProperty.call(message, "connected") && message.connected !== false)
                writer.uint32(64).bool(message.connected);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        AgentPlanFacts.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.AgentPlanFacts();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.agentId = value;
                        else
                            delete message.agentId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agentName = value;
                        else
                            delete message.agentName;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.plan = $root.v1.CentralPlan.decode(reader, reader.size(), $undefined, _depth + 1, message.plan);
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.targetText = value;
                        else
                            delete message.targetText;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.state = value;
                        else
                            delete message.state;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if (!(message.refusals && message.refusals.length))
                            message.refusals = [];
                        message.refusals.push($root.v1.PlanRefusal.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.revisionInForce = value;
                        else
                            delete message.revisionInForce;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.connected = value;
                        else
                            delete message.connected;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AgentPlanFacts;
    })();

    v1.SetBandwidthRequest = (function() {

        const SetBandwidthRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SetBandwidthRequest.prototype.agent = "";
        SetBandwidthRequest.prototype.limits = null;

        SetBandwidthRequest.create = function(properties) {
            return new SetBandwidthRequest(properties);
        };

        SetBandwidthRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agent != null && $Object.hasOwnProperty.call(message, "agent") && message.agent !== "")
                writer.uint32(10).string(message.agent);
            if (message.limits != null && $Object.hasOwnProperty.call(message, "limits"))
                $root.v1.BandwidthLimits.encode(message.limits, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SetBandwidthRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.SetBandwidthRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agent = value;
                        else
                            delete message.agent;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.limits = $root.v1.BandwidthLimits.decode(reader, reader.size(), $undefined, _depth + 1, message.limits);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SetBandwidthRequest;
    })();

    v1.BandwidthReply = (function() {

        const BandwidthReply = function (properties) {
            this.agents = [];
            this.sessions = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        BandwidthReply.prototype.limits = null;
        BandwidthReply.prototype.rule = 0;
        BandwidthReply.prototype.set = null;
        BandwidthReply.prototype.agents = $util.emptyArray;
        BandwidthReply.prototype.sessions = $util.emptyArray;
        BandwidthReply.prototype.waiting = 0;

        BandwidthReply.create = function(properties) {
            return new BandwidthReply(properties);
        };

        BandwidthReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.limits != null && $Object.hasOwnProperty.call(message, "limits"))
                $root.v1.BandwidthLimits.encode(message.limits, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.rule != null && $Object.hasOwnProperty.call(message, "rule") && message.rule !== 0)
                writer.uint32(16).uint32(message.rule);
            if (message.set != null && $Object.hasOwnProperty.call(message, "set"))
                $root.v1.BandwidthLimits.encode(message.set, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.agents != null && message.agents.length)
                for (let i = 0; i < message.agents.length; ++i)
                    $root.v1.AgentBandwidth.encode(message.agents[i], writer.uint32(34).fork(), _depth + 1).ldelim();
            if (message.sessions != null && message.sessions.length)
                for (let i = 0; i < message.sessions.length; ++i)
                    $root.v1.SessionBandwidth.encode(message.sessions[i], writer.uint32(42).fork(), _depth + 1).ldelim();
            if (message.waiting != null && $Object.hasOwnProperty.call(message, "waiting") && message.waiting !== 0)
                writer.uint32(48).uint32(message.waiting);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        BandwidthReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.BandwidthReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.limits = $root.v1.BandwidthLimits.decode(reader, reader.size(), $undefined, _depth + 1, message.limits);
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.rule = value;
                        else
                            delete message.rule;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.set = $root.v1.BandwidthLimits.decode(reader, reader.size(), $undefined, _depth + 1, message.set);
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.agents && message.agents.length))
                            message.agents = [];
                        message.agents.push($root.v1.AgentBandwidth.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if (!(message.sessions && message.sessions.length))
                            message.sessions = [];
                        message.sessions.push($root.v1.SessionBandwidth.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.waiting = value;
                        else
                            delete message.waiting;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return BandwidthReply;
    })();

    v1.AgentBandwidth = (function() {

        const AgentBandwidth = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        AgentBandwidth.prototype.agentId = $util.newBuffer([]);
        AgentBandwidth.prototype.agentName = "";
        AgentBandwidth.prototype.limits = null;

        AgentBandwidth.create = function(properties) {
            return new AgentBandwidth(properties);
        };

        AgentBandwidth.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agentId != null && $Object.hasOwnProperty.call(message, "agentId") && message.agentId.length)
                writer.uint32(10).bytes(message.agentId);
            if (message.agentName != null && $Object.hasOwnProperty.call(message, "agentName") && message.agentName !== "")
                writer.uint32(18).string(message.agentName);
            if (message.limits != null && $Object.hasOwnProperty.call(message, "limits"))
                $root.v1.BandwidthLimits.encode(message.limits, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        AgentBandwidth.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.AgentBandwidth();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.agentId = value;
                        else
                            delete message.agentId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agentName = value;
                        else
                            delete message.agentName;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.limits = $root.v1.BandwidthLimits.decode(reader, reader.size(), $undefined, _depth + 1, message.limits);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AgentBandwidth;
    })();

    v1.SessionBandwidth = (function() {

        const SessionBandwidth = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SessionBandwidth.prototype.agentName = "";
        SessionBandwidth.prototype.plan = "";
        SessionBandwidth.prototype.allowed = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        SessionBandwidth.prototype.used = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        SessionBandwidth.create = function(properties) {
            return new SessionBandwidth(properties);
        };

        SessionBandwidth.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agentName != null && $Object.hasOwnProperty.call(message, "agentName") && message.agentName !== "")
                writer.uint32(10).string(message.agentName);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(18).string(message.plan);
            if (message.allowed != null && $Object.hasOwnProperty.call(message, "allowed") && (typeof message.allowed === "object" ? message.allowed.low || message.allowed.high : message.allowed !== 0))
                writer.uint32(24).uint64(message.allowed);
            if (message.used != null && $Object.hasOwnProperty.call(message, "used") && (typeof message.used === "object" ? message.used.low || message.used.high : message.used !== 0))
                writer.uint32(32).uint64(message.used);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SessionBandwidth.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.SessionBandwidth();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agentName = value;
                        else
                            delete message.agentName;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.allowed = value;
                        else
                            delete message.allowed;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.used = value;
                        else
                            delete message.used;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SessionBandwidth;
    })();

    v1.AgentRequest = (function() {

        const AgentRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        AgentRequest.prototype.agent = "";

        AgentRequest.create = function(properties) {
            return new AgentRequest(properties);
        };

        AgentRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agent != null && $Object.hasOwnProperty.call(message, "agent") && message.agent !== "")
                writer.uint32(10).string(message.agent);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        AgentRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.AgentRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agent = value;
                        else
                            delete message.agent;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AgentRequest;
    })();

    v1.UpdateAgentRequest = (function() {

        const UpdateAgentRequest = function (properties) {
            this.setLabels = {};
            this.removeLabels = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        UpdateAgentRequest.prototype.agent = "";
        UpdateAgentRequest.prototype.name = null;
        UpdateAgentRequest.prototype.dedup = null;
        UpdateAgentRequest.prototype.setLabels = $util.emptyObject;
        UpdateAgentRequest.prototype.removeLabels = $util.emptyArray;
        UpdateAgentRequest.prototype.restore = null;
        UpdateAgentRequest.prototype.quotaBytes = null;
        UpdateAgentRequest.prototype.retired = null;

        let $oneOfFields;

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(UpdateAgentRequest.prototype, "_name", {
            get: $util.oneOfGetter($oneOfFields = ["name"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(UpdateAgentRequest.prototype, "_dedup", {
            get: $util.oneOfGetter($oneOfFields = ["dedup"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(UpdateAgentRequest.prototype, "_restore", {
            get: $util.oneOfGetter($oneOfFields = ["restore"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(UpdateAgentRequest.prototype, "_quotaBytes", {
            get: $util.oneOfGetter($oneOfFields = ["quotaBytes"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(UpdateAgentRequest.prototype, "_retired", {
            get: $util.oneOfGetter($oneOfFields = ["retired"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        UpdateAgentRequest.create = function(properties) {
            return new UpdateAgentRequest(properties);
        };

        UpdateAgentRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agent != null && $Object.hasOwnProperty.call(message, "agent") && message.agent !== "")
                writer.uint32(10).string(message.agent);
            if (message.name != null && $Object.hasOwnProperty.call(message, "name"))
                writer.uint32(18).string(message.name);
            if (message.dedup != null && $Object.hasOwnProperty.call(message, "dedup"))
                writer.uint32(26).string(message.dedup);
            if (message.setLabels != null && $Object.hasOwnProperty.call(message, "setLabels"))
                for (let keys = $Object.keys(message.setLabels), i = 0; i < keys.length; ++i)
                    writer.uint32(34).fork().uint32(10).string(keys[i]).uint32(18).string(message.setLabels[keys[i]]).ldelim();
            if (message.removeLabels != null && message.removeLabels.length)
                for (let i = 0; i < message.removeLabels.length; ++i)
                    writer.uint32(42).string(message.removeLabels[i]);
            if (message.restore != null && $Object.hasOwnProperty.call(message, "restore"))
                writer.uint32(50).string(message.restore);
            if (message.quotaBytes != null && $Object.hasOwnProperty.call(message, "quotaBytes"))
                writer.uint32(80).uint64(message.quotaBytes);
            if (message.retired != null && $Object.hasOwnProperty.call(message, "retired"))
                writer.uint32(88).bool(message.retired);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        UpdateAgentRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, key, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.UpdateAgentRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agent = value;
                        else
                            delete message.agent;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.name = reader.stringVerify();
                        message._name = "name";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.dedup = reader.stringVerify();
                        message._dedup = "dedup";
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (message.setLabels === $util.emptyObject)
                            message.setLabels = {};
                        let end2 = reader.size() + reader.pos;
                        if (end2 > reader.len)
                            throw $RangeError("index out of range");
                        reader.len = end2;
                        key = "";
                        value = "";
                        while (reader.pos < end2) {
                            let tag2 = reader.tag();
                            wireType = tag2 & 7;
                            switch (tag2 >>>= 3) {
                            case 1:
                                if (wireType !== 2)
                                    break;
                                key = reader.stringVerify();
                                continue;
                            case 2:
                                if (wireType !== 2)
                                    break;
                                value = reader.stringVerify();
                                continue;
                            }
                            reader.skipType(wireType, _depth, tag2);
                        }
                        if (reader.pos !== end2)
                            throw $RangeError("index out of range");
                        reader.len = end;
                        if (key === "__proto__")
                            $util.makeProp(message.setLabels, key);
                        message.setLabels[key] = value;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if (!(message.removeLabels && message.removeLabels.length))
                            message.removeLabels = [];
                        message.removeLabels.push(reader.stringVerify());
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.restore = reader.stringVerify();
                        message._restore = "restore";
                        continue;
                    }
                case 10: {
                        if (wireType !== 0)
                            break;
                        message.quotaBytes = reader.uint64();
                        message._quotaBytes = "quotaBytes";
                        continue;
                    }
                case 11: {
                        if (wireType !== 0)
                            break;
                        message.retired = reader.bool();
                        message._retired = "retired";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return UpdateAgentRequest;
    })();

    v1.CreateTokenRequest = (function() {

        const CreateTokenRequest = function (properties) {
            this.networks = [];
            this.labels = {};
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        CreateTokenRequest.prototype.agentName = "";
        CreateTokenRequest.prototype.ttlMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        CreateTokenRequest.prototype.replace = false;
        CreateTokenRequest.prototype.uses = 0;
        CreateTokenRequest.prototype.snapshotId = $util.newBuffer([]);
        CreateTokenRequest.prototype.networks = $util.emptyArray;
        CreateTokenRequest.prototype.labels = $util.emptyObject;

        CreateTokenRequest.create = function(properties) {
            return new CreateTokenRequest(properties);
        };

        CreateTokenRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agentName != null && $Object.hasOwnProperty.call(message, "agentName") && message.agentName !== "")
                writer.uint32(10).string(message.agentName);
            if (message.ttlMs != null && $Object.hasOwnProperty.call(message, "ttlMs") && (typeof message.ttlMs === "object" ? message.ttlMs.low || message.ttlMs.high : message.ttlMs !== 0))
                writer.uint32(16).uint64(message.ttlMs);
            if (message.replace != null && $Object.hasOwnProperty.call(message, "replace") && message.replace !== false)
                writer.uint32(24).bool(message.replace);
            if (message.uses != null && $Object.hasOwnProperty.call(message, "uses") && message.uses !== 0)
                writer.uint32(32).uint32(message.uses);
            if (message.snapshotId != null && $Object.hasOwnProperty.call(message, "snapshotId") && message.snapshotId.length)
                writer.uint32(322).bytes(message.snapshotId);
            if (message.networks != null && message.networks.length)
                for (let i = 0; i < message.networks.length; ++i)
                    writer.uint32(482).string(message.networks[i]);
            if (message.labels != null && $Object.hasOwnProperty.call(message, "labels"))
                for (let keys = $Object.keys(message.labels), i = 0; i < keys.length; ++i)
                    writer.uint32(490).fork().uint32(10).string(keys[i]).uint32(18).string(message.labels[keys[i]]).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        CreateTokenRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, key, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.CreateTokenRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agentName = value;
                        else
                            delete message.agentName;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.ttlMs = value;
                        else
                            delete message.ttlMs;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.replace = value;
                        else
                            delete message.replace;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.uses = value;
                        else
                            delete message.uses;
                        continue;
                    }
                case 40: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotId = value;
                        else
                            delete message.snapshotId;
                        continue;
                    }
                case 60: {
                        if (wireType !== 2)
                            break;
                        if (!(message.networks && message.networks.length))
                            message.networks = [];
                        message.networks.push(reader.stringVerify());
                        continue;
                    }
                case 61: {
                        if (wireType !== 2)
                            break;
                        if (message.labels === $util.emptyObject)
                            message.labels = {};
                        let end2 = reader.size() + reader.pos;
                        if (end2 > reader.len)
                            throw $RangeError("index out of range");
                        reader.len = end2;
                        key = "";
                        value = "";
                        while (reader.pos < end2) {
                            let tag2 = reader.tag();
                            wireType = tag2 & 7;
                            switch (tag2 >>>= 3) {
                            case 1:
                                if (wireType !== 2)
                                    break;
                                key = reader.stringVerify();
                                continue;
                            case 2:
                                if (wireType !== 2)
                                    break;
                                value = reader.stringVerify();
                                continue;
                            }
                            reader.skipType(wireType, _depth, tag2);
                        }
                        if (reader.pos !== end2)
                            throw $RangeError("index out of range");
                        reader.len = end;
                        if (key === "__proto__")
                            $util.makeProp(message.labels, key);
                        message.labels[key] = value;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CreateTokenRequest;
    })();

    v1.CreateTokenReply = (function() {

        const CreateTokenReply = function (properties) {
            this.addresses = [];
            this.rollouts = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        CreateTokenReply.prototype.token = "";
        CreateTokenReply.prototype.facts = null;
        CreateTokenReply.prototype.addresses = $util.emptyArray;
        CreateTokenReply.prototype.rollouts = $util.emptyArray;

        CreateTokenReply.create = function(properties) {
            return new CreateTokenReply(properties);
        };

        CreateTokenReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.token != null && $Object.hasOwnProperty.call(message, "token") && message.token !== "")
                writer.uint32(10).string(message.token);
            if (message.facts != null && $Object.hasOwnProperty.call(message, "facts"))
                $root.v1.TokenFacts.encode(message.facts, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.addresses != null && message.addresses.length)
                for (let i = 0; i < message.addresses.length; ++i)
                    writer.uint32(26).string(message.addresses[i]);
            if (message.rollouts != null && message.rollouts.length)
                for (let i = 0; i < message.rollouts.length; ++i)
                    $root.v1.RolloutPlace.encode(message.rollouts[i], writer.uint32(482).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        CreateTokenReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.CreateTokenReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.token = value;
                        else
                            delete message.token;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.facts = $root.v1.TokenFacts.decode(reader, reader.size(), $undefined, _depth + 1, message.facts);
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.addresses && message.addresses.length))
                            message.addresses = [];
                        message.addresses.push(reader.stringVerify());
                        continue;
                    }
                case 60: {
                        if (wireType !== 2)
                            break;
                        if (!(message.rollouts && message.rollouts.length))
                            message.rollouts = [];
                        message.rollouts.push($root.v1.RolloutPlace.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CreateTokenReply;
    })();

    v1.RolloutPlace = (function() {

        const RolloutPlace = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RolloutPlace.prototype.address = "";
        RolloutPlace.prototype.keyPin = "";

        RolloutPlace.create = function(properties) {
            return new RolloutPlace(properties);
        };

        RolloutPlace.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.address != null && $Object.hasOwnProperty.call(message, "address") && message.address !== "")
                writer.uint32(10).string(message.address);
            if (message.keyPin != null && $Object.hasOwnProperty.call(message, "keyPin") && message.keyPin !== "")
                writer.uint32(18).string(message.keyPin);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RolloutPlace.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.RolloutPlace();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.address = value;
                        else
                            delete message.address;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.keyPin = value;
                        else
                            delete message.keyPin;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RolloutPlace;
    })();

    v1.TokenFacts = (function() {

        const TokenFacts = function (properties) {
            this.networks = [];
            this.labels = {};
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        TokenFacts.prototype.tokenId = "";
        TokenFacts.prototype.agentName = "";
        TokenFacts.prototype.createdMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        TokenFacts.prototype.expiresMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        TokenFacts.prototype.usesLeft = 0;
        TokenFacts.prototype.state = "";
        TokenFacts.prototype.replace = false;
        TokenFacts.prototype.snapshotId = $util.newBuffer([]);
        TokenFacts.prototype.networks = $util.emptyArray;
        TokenFacts.prototype.labels = $util.emptyObject;

        TokenFacts.create = function(properties) {
            return new TokenFacts(properties);
        };

        TokenFacts.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.tokenId != null && $Object.hasOwnProperty.call(message, "tokenId") && message.tokenId !== "")
                writer.uint32(10).string(message.tokenId);
            if (message.agentName != null && $Object.hasOwnProperty.call(message, "agentName") && message.agentName !== "")
                writer.uint32(18).string(message.agentName);
            if (message.createdMs != null && $Object.hasOwnProperty.call(message, "createdMs") && (typeof message.createdMs === "object" ? message.createdMs.low || message.createdMs.high : message.createdMs !== 0))
                writer.uint32(24).int64(message.createdMs);
            if (message.expiresMs != null && $Object.hasOwnProperty.call(message, "expiresMs") && (typeof message.expiresMs === "object" ? message.expiresMs.low || message.expiresMs.high : message.expiresMs !== 0))
                writer.uint32(32).int64(message.expiresMs);
            if (message.usesLeft != null && $Object.hasOwnProperty.call(message, "usesLeft") && message.usesLeft !== 0)
                writer.uint32(40).uint32(message.usesLeft);
            if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== "")
                writer.uint32(50).string(message.state);
            if (message.replace != null && $Object.hasOwnProperty.call(message, "replace") && message.replace !== false)
                writer.uint32(56).bool(message.replace);
            if (message.snapshotId != null && $Object.hasOwnProperty.call(message, "snapshotId") && message.snapshotId.length)
                writer.uint32(322).bytes(message.snapshotId);
            if (message.networks != null && message.networks.length)
                for (let i = 0; i < message.networks.length; ++i)
                    writer.uint32(482).string(message.networks[i]);
            if (message.labels != null && $Object.hasOwnProperty.call(message, "labels"))
                for (let keys = $Object.keys(message.labels), i = 0; i < keys.length; ++i)
                    writer.uint32(490).fork().uint32(10).string(keys[i]).uint32(18).string(message.labels[keys[i]]).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        TokenFacts.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, key, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.TokenFacts();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.tokenId = value;
                        else
                            delete message.tokenId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agentName = value;
                        else
                            delete message.agentName;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.createdMs = value;
                        else
                            delete message.createdMs;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.expiresMs = value;
                        else
                            delete message.expiresMs;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.usesLeft = value;
                        else
                            delete message.usesLeft;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.state = value;
                        else
                            delete message.state;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.replace = value;
                        else
                            delete message.replace;
                        continue;
                    }
                case 40: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotId = value;
                        else
                            delete message.snapshotId;
                        continue;
                    }
                case 60: {
                        if (wireType !== 2)
                            break;
                        if (!(message.networks && message.networks.length))
                            message.networks = [];
                        message.networks.push(reader.stringVerify());
                        continue;
                    }
                case 61: {
                        if (wireType !== 2)
                            break;
                        if (message.labels === $util.emptyObject)
                            message.labels = {};
                        let end2 = reader.size() + reader.pos;
                        if (end2 > reader.len)
                            throw $RangeError("index out of range");
                        reader.len = end2;
                        key = "";
                        value = "";
                        while (reader.pos < end2) {
                            let tag2 = reader.tag();
                            wireType = tag2 & 7;
                            switch (tag2 >>>= 3) {
                            case 1:
                                if (wireType !== 2)
                                    break;
                                key = reader.stringVerify();
                                continue;
                            case 2:
                                if (wireType !== 2)
                                    break;
                                value = reader.stringVerify();
                                continue;
                            }
                            reader.skipType(wireType, _depth, tag2);
                        }
                        if (reader.pos !== end2)
                            throw $RangeError("index out of range");
                        reader.len = end;
                        if (key === "__proto__")
                            $util.makeProp(message.labels, key);
                        message.labels[key] = value;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return TokenFacts;
    })();

    v1.ListTokensReply = (function() {

        const ListTokensReply = function (properties) {
            this.tokens = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ListTokensReply.prototype.tokens = $util.emptyArray;

        ListTokensReply.create = function(properties) {
            return new ListTokensReply(properties);
        };

        ListTokensReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.tokens != null && message.tokens.length)
                for (let i = 0; i < message.tokens.length; ++i)
                    $root.v1.TokenFacts.encode(message.tokens[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ListTokensReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ListTokensReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.tokens && message.tokens.length))
                            message.tokens = [];
                        message.tokens.push($root.v1.TokenFacts.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ListTokensReply;
    })();

    v1.RevokeTokenRequest = (function() {

        const RevokeTokenRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RevokeTokenRequest.prototype.tokenId = "";

        RevokeTokenRequest.create = function(properties) {
            return new RevokeTokenRequest(properties);
        };

        RevokeTokenRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.tokenId != null && $Object.hasOwnProperty.call(message, "tokenId") && message.tokenId !== "")
                writer.uint32(10).string(message.tokenId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RevokeTokenRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.RevokeTokenRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.tokenId = value;
                        else
                            delete message.tokenId;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RevokeTokenRequest;
    })();

    v1.ListSnapshotsRequest = (function() {

        const ListSnapshotsRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ListSnapshotsRequest.prototype.agent = "";
        ListSnapshotsRequest.prototype.plan = "";

        ListSnapshotsRequest.create = function(properties) {
            return new ListSnapshotsRequest(properties);
        };

        ListSnapshotsRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agent != null && $Object.hasOwnProperty.call(message, "agent") && message.agent !== "")
                writer.uint32(10).string(message.agent);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(18).string(message.plan);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ListSnapshotsRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ListSnapshotsRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agent = value;
                        else
                            delete message.agent;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ListSnapshotsRequest;
    })();

    v1.ListSnapshotsReply = (function() {

        const ListSnapshotsReply = function (properties) {
            this.snapshots = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ListSnapshotsReply.prototype.snapshots = $util.emptyArray;

        ListSnapshotsReply.create = function(properties) {
            return new ListSnapshotsReply(properties);
        };

        ListSnapshotsReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshots != null && message.snapshots.length)
                for (let i = 0; i < message.snapshots.length; ++i)
                    $root.v1.SnapshotRecord.encode(message.snapshots[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ListSnapshotsReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ListSnapshotsReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.snapshots && message.snapshots.length))
                            message.snapshots = [];
                        message.snapshots.push($root.v1.SnapshotRecord.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ListSnapshotsReply;
    })();

    v1.SnapshotRequest = (function() {

        const SnapshotRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SnapshotRequest.prototype.snapshotId = $util.newBuffer([]);

        SnapshotRequest.create = function(properties) {
            return new SnapshotRequest(properties);
        };

        SnapshotRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshotId != null && $Object.hasOwnProperty.call(message, "snapshotId") && message.snapshotId.length)
                writer.uint32(10).bytes(message.snapshotId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SnapshotRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.SnapshotRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotId = value;
                        else
                            delete message.snapshotId;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SnapshotRequest;
    })();

    v1.DeleteSnapshotRequest = (function() {

        const DeleteSnapshotRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        DeleteSnapshotRequest.prototype.snapshotId = $util.newBuffer([]);
        DeleteSnapshotRequest.prototype.graceMs = null;
        DeleteSnapshotRequest.prototype.reason = "";

        let $oneOfFields;

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(DeleteSnapshotRequest.prototype, "_graceMs", {
            get: $util.oneOfGetter($oneOfFields = ["graceMs"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        DeleteSnapshotRequest.create = function(properties) {
            return new DeleteSnapshotRequest(properties);
        };

        DeleteSnapshotRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshotId != null && $Object.hasOwnProperty.call(message, "snapshotId") && message.snapshotId.length)
                writer.uint32(10).bytes(message.snapshotId);
            if (message.graceMs != null && $Object.hasOwnProperty.call(message, "graceMs"))
                writer.uint32(16).uint64(message.graceMs);
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                writer.uint32(82).string(message.reason);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        DeleteSnapshotRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.DeleteSnapshotRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotId = value;
                        else
                            delete message.snapshotId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        message.graceMs = reader.uint64();
                        message._graceMs = "graceMs";
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.reason = value;
                        else
                            delete message.reason;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return DeleteSnapshotRequest;
    })();

    v1.RetentionReply = (function() {

        const RetentionReply = function (properties) {
            this.policies = [];
            this.pins = [];
            this.deletions = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RetentionReply.prototype.policies = $util.emptyArray;
        RetentionReply.prototype.pins = $util.emptyArray;
        RetentionReply.prototype.deletions = $util.emptyArray;
        RetentionReply.prototype.clockMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        RetentionReply.prototype.timeMarkMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        RetentionReply.prototype.waitsForAdministrator = false;

        RetentionReply.create = function(properties) {
            return new RetentionReply(properties);
        };

        RetentionReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.policies != null && message.policies.length)
                for (let i = 0; i < message.policies.length; ++i)
                    $root.v1.PolicyFacts.encode(message.policies[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.pins != null && message.pins.length)
                for (let i = 0; i < message.pins.length; ++i)
                    $root.v1.PinFacts.encode(message.pins[i], writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.deletions != null && message.deletions.length)
                for (let i = 0; i < message.deletions.length; ++i)
                    $root.v1.DeletionFacts.encode(message.deletions[i], writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.clockMs != null && $Object.hasOwnProperty.call(message, "clockMs") && (typeof message.clockMs === "object" ? message.clockMs.low || message.clockMs.high : message.clockMs !== 0))
                writer.uint32(32).int64(message.clockMs);
            if (message.timeMarkMs != null && $Object.hasOwnProperty.call(message, "timeMarkMs") && (typeof message.timeMarkMs === "object" ? message.timeMarkMs.low || message.timeMarkMs.high : message.timeMarkMs !== 0))
                writer.uint32(40).int64(message.timeMarkMs);
            if (message.waitsForAdministrator != null && $Object.hasOwnProperty.call(message, "waitsForAdministrator") && message.waitsForAdministrator !== false)
                writer.uint32(48).bool(message.waitsForAdministrator);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RetentionReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.RetentionReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.policies && message.policies.length))
                            message.policies = [];
                        message.policies.push($root.v1.PolicyFacts.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.pins && message.pins.length))
                            message.pins = [];
                        message.pins.push($root.v1.PinFacts.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.deletions && message.deletions.length))
                            message.deletions = [];
                        message.deletions.push($root.v1.DeletionFacts.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.clockMs = value;
                        else
                            delete message.clockMs;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.timeMarkMs = value;
                        else
                            delete message.timeMarkMs;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.waitsForAdministrator = value;
                        else
                            delete message.waitsForAdministrator;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RetentionReply;
    })();

    v1.PolicyFacts = (function() {

        const PolicyFacts = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PolicyFacts.prototype.agentId = $util.newBuffer([]);
        PolicyFacts.prototype.agentName = "";
        PolicyFacts.prototype.plan = "";
        PolicyFacts.prototype.policy = null;

        PolicyFacts.create = function(properties) {
            return new PolicyFacts(properties);
        };

        PolicyFacts.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agentId != null && $Object.hasOwnProperty.call(message, "agentId") && message.agentId.length)
                writer.uint32(10).bytes(message.agentId);
            if (message.agentName != null && $Object.hasOwnProperty.call(message, "agentName") && message.agentName !== "")
                writer.uint32(18).string(message.agentName);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(26).string(message.plan);
            if (message.policy != null && $Object.hasOwnProperty.call(message, "policy"))
                $root.v1.RetentionPolicy.encode(message.policy, writer.uint32(34).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PolicyFacts.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.PolicyFacts();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.agentId = value;
                        else
                            delete message.agentId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agentName = value;
                        else
                            delete message.agentName;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.policy = $root.v1.RetentionPolicy.decode(reader, reader.size(), $undefined, _depth + 1, message.policy);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PolicyFacts;
    })();

    v1.PinFacts = (function() {

        const PinFacts = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PinFacts.prototype.snapshotId = $util.newBuffer([]);
        PinFacts.prototype.reason = "";
        PinFacts.prototype.pinnedMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        PinFacts.prototype.actor = "";

        PinFacts.create = function(properties) {
            return new PinFacts(properties);
        };

        PinFacts.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshotId != null && $Object.hasOwnProperty.call(message, "snapshotId") && message.snapshotId.length)
                writer.uint32(10).bytes(message.snapshotId);
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                writer.uint32(18).string(message.reason);
            if (message.pinnedMs != null && $Object.hasOwnProperty.call(message, "pinnedMs") && (typeof message.pinnedMs === "object" ? message.pinnedMs.low || message.pinnedMs.high : message.pinnedMs !== 0))
                writer.uint32(24).int64(message.pinnedMs);
            if (message.actor != null && $Object.hasOwnProperty.call(message, "actor") && message.actor !== "")
                writer.uint32(34).string(message.actor);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PinFacts.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.PinFacts();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotId = value;
                        else
                            delete message.snapshotId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.reason = value;
                        else
                            delete message.reason;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.pinnedMs = value;
                        else
                            delete message.pinnedMs;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.actor = value;
                        else
                            delete message.actor;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PinFacts;
    })();

    v1.DeletionFacts = (function() {

        const DeletionFacts = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        DeletionFacts.prototype.snapshotId = $util.newBuffer([]);
        DeletionFacts.prototype.agentId = $util.newBuffer([]);
        DeletionFacts.prototype.agentName = "";
        DeletionFacts.prototype.plan = "";
        DeletionFacts.prototype.snapshotTimeMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        DeletionFacts.prototype.deletedMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        DeletionFacts.prototype.goneMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        DeletionFacts.prototype.actor = "";

        DeletionFacts.create = function(properties) {
            return new DeletionFacts(properties);
        };

        DeletionFacts.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshotId != null && $Object.hasOwnProperty.call(message, "snapshotId") && message.snapshotId.length)
                writer.uint32(10).bytes(message.snapshotId);
            if (message.agentId != null && $Object.hasOwnProperty.call(message, "agentId") && message.agentId.length)
                writer.uint32(18).bytes(message.agentId);
            if (message.agentName != null && $Object.hasOwnProperty.call(message, "agentName") && message.agentName !== "")
                writer.uint32(26).string(message.agentName);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(34).string(message.plan);
            if (message.snapshotTimeMs != null && $Object.hasOwnProperty.call(message, "snapshotTimeMs") && (typeof message.snapshotTimeMs === "object" ? message.snapshotTimeMs.low || message.snapshotTimeMs.high : message.snapshotTimeMs !== 0))
                writer.uint32(40).int64(message.snapshotTimeMs);
            if (message.deletedMs != null && $Object.hasOwnProperty.call(message, "deletedMs") && (typeof message.deletedMs === "object" ? message.deletedMs.low || message.deletedMs.high : message.deletedMs !== 0))
                writer.uint32(48).int64(message.deletedMs);
            if (message.goneMs != null && $Object.hasOwnProperty.call(message, "goneMs") && (typeof message.goneMs === "object" ? message.goneMs.low || message.goneMs.high : message.goneMs !== 0))
                writer.uint32(56).int64(message.goneMs);
            if (message.actor != null && $Object.hasOwnProperty.call(message, "actor") && message.actor !== "")
                writer.uint32(66).string(message.actor);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        DeletionFacts.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.DeletionFacts();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotId = value;
                        else
                            delete message.snapshotId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.agentId = value;
                        else
                            delete message.agentId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agentName = value;
                        else
                            delete message.agentName;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.snapshotTimeMs = value;
                        else
                            delete message.snapshotTimeMs;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.deletedMs = value;
                        else
                            delete message.deletedMs;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.goneMs = value;
                        else
                            delete message.goneMs;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.actor = value;
                        else
                            delete message.actor;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return DeletionFacts;
    })();

    v1.SetRetentionRequest = (function() {

        const SetRetentionRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SetRetentionRequest.prototype.agent = "";
        SetRetentionRequest.prototype.plan = "";
        SetRetentionRequest.prototype.policy = null;

        SetRetentionRequest.create = function(properties) {
            return new SetRetentionRequest(properties);
        };

        SetRetentionRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agent != null && $Object.hasOwnProperty.call(message, "agent") && message.agent !== "")
                writer.uint32(10).string(message.agent);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(18).string(message.plan);
            if (message.policy != null && $Object.hasOwnProperty.call(message, "policy"))
                $root.v1.RetentionPolicy.encode(message.policy, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SetRetentionRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.SetRetentionRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agent = value;
                        else
                            delete message.agent;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.policy = $root.v1.RetentionPolicy.decode(reader, reader.size(), $undefined, _depth + 1, message.policy);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SetRetentionRequest;
    })();

    v1.PinSnapshotRequest = (function() {

        const PinSnapshotRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PinSnapshotRequest.prototype.snapshotId = $util.newBuffer([]);
        PinSnapshotRequest.prototype.reason = "";

        PinSnapshotRequest.create = function(properties) {
            return new PinSnapshotRequest(properties);
        };

        PinSnapshotRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshotId != null && $Object.hasOwnProperty.call(message, "snapshotId") && message.snapshotId.length)
                writer.uint32(10).bytes(message.snapshotId);
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                writer.uint32(18).string(message.reason);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PinSnapshotRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.PinSnapshotRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotId = value;
                        else
                            delete message.snapshotId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.reason = value;
                        else
                            delete message.reason;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PinSnapshotRequest;
    })();

    v1.JudgeSnapshotsReply = (function() {

        const JudgeSnapshotsReply = function (properties) {
            this.verdicts = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        JudgeSnapshotsReply.prototype.verdicts = $util.emptyArray;

        JudgeSnapshotsReply.create = function(properties) {
            return new JudgeSnapshotsReply(properties);
        };

        JudgeSnapshotsReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.verdicts != null && message.verdicts.length)
                for (let i = 0; i < message.verdicts.length; ++i)
                    $root.v1.SnapshotVerdict.encode(message.verdicts[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        JudgeSnapshotsReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.JudgeSnapshotsReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.verdicts && message.verdicts.length))
                            message.verdicts = [];
                        message.verdicts.push($root.v1.SnapshotVerdict.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return JudgeSnapshotsReply;
    })();

    v1.SnapshotVerdict = (function() {

        const SnapshotVerdict = function (properties) {
            this.reasons = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SnapshotVerdict.prototype.snapshotId = $util.newBuffer([]);
        SnapshotVerdict.prototype.keep = false;
        SnapshotVerdict.prototype.reasons = $util.emptyArray;

        SnapshotVerdict.create = function(properties) {
            return new SnapshotVerdict(properties);
        };

        SnapshotVerdict.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshotId != null && $Object.hasOwnProperty.call(message, "snapshotId") && message.snapshotId.length)
                writer.uint32(10).bytes(message.snapshotId);
            if (message.keep != null && $Object.hasOwnProperty.call(message, "keep") && message.keep !== false)
                writer.uint32(16).bool(message.keep);
            if (message.reasons != null && message.reasons.length)
                for (let i = 0; i < message.reasons.length; ++i)
                    writer.uint32(26).string(message.reasons[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SnapshotVerdict.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.SnapshotVerdict();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotId = value;
                        else
                            delete message.snapshotId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.keep = value;
                        else
                            delete message.keep;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.reasons && message.reasons.length))
                            message.reasons = [];
                        message.reasons.push(reader.stringVerify());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SnapshotVerdict;
    })();

    v1.PruneRequest = (function() {

        const PruneRequest = function (properties) {
            this.snapshotIds = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PruneRequest.prototype.snapshotIds = $util.emptyArray;
        PruneRequest.prototype.graceMs = null;

        let $oneOfFields;

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(PruneRequest.prototype, "_graceMs", {
            get: $util.oneOfGetter($oneOfFields = ["graceMs"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        PruneRequest.create = function(properties) {
            return new PruneRequest(properties);
        };

        PruneRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshotIds != null && message.snapshotIds.length)
                for (let i = 0; i < message.snapshotIds.length; ++i)
                    writer.uint32(10).bytes(message.snapshotIds[i]);
            if (message.graceMs != null && $Object.hasOwnProperty.call(message, "graceMs"))
                writer.uint32(16).uint64(message.graceMs);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PruneRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.PruneRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.snapshotIds && message.snapshotIds.length))
                            message.snapshotIds = [];
                        message.snapshotIds.push(reader.bytes());
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        message.graceMs = reader.uint64();
                        message._graceMs = "graceMs";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PruneRequest;
    })();

    v1.PruneReply = (function() {

        const PruneReply = function (properties) {
            this.deletedIds = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PruneReply.prototype.deletedIds = $util.emptyArray;

        PruneReply.create = function(properties) {
            return new PruneReply(properties);
        };

        PruneReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.deletedIds != null && message.deletedIds.length)
                for (let i = 0; i < message.deletedIds.length; ++i)
                    writer.uint32(10).bytes(message.deletedIds[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PruneReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.PruneReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.deletedIds && message.deletedIds.length))
                            message.deletedIds = [];
                        message.deletedIds.push(reader.bytes());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PruneReply;
    })();

    v1.CollectGarbageRequest = (function() {

        const CollectGarbageRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        CollectGarbageRequest.prototype.despiteDamage = false;

        CollectGarbageRequest.create = function(properties) {
            return new CollectGarbageRequest(properties);
        };

        CollectGarbageRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.despiteDamage != null && $Object.hasOwnProperty.call(message, "despiteDamage") && message.despiteDamage !== false)
                writer.uint32(8).bool(message.despiteDamage);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        CollectGarbageRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.CollectGarbageRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.despiteDamage = value;
                        else
                            delete message.despiteDamage;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CollectGarbageRequest;
    })();

    v1.CollectGarbageEvent = (function() {

        const CollectGarbageEvent = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        CollectGarbageEvent.prototype.progress = null;
        CollectGarbageEvent.prototype.summary = null;

        let $oneOfFields;

        $Object.defineProperty(CollectGarbageEvent.prototype, "event", {
            get: $util.oneOfGetter($oneOfFields = ["progress", "summary"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        CollectGarbageEvent.create = function(properties) {
            return new CollectGarbageEvent(properties);
        };

        CollectGarbageEvent.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.progress != null && $Object.hasOwnProperty.call(message, "progress"))
                $root.v1.VerifyProgress.encode(message.progress, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.summary != null && $Object.hasOwnProperty.call(message, "summary"))
                $root.v1.GarbageSummary.encode(message.summary, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        CollectGarbageEvent.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.CollectGarbageEvent();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.progress = $root.v1.VerifyProgress.decode(reader, reader.size(), $undefined, _depth + 1, message.progress);
                        message.event = "progress";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.summary = $root.v1.GarbageSummary.decode(reader, reader.size(), $undefined, _depth + 1, message.summary);
                        message.event = "summary";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CollectGarbageEvent;
    })();

    v1.GarbageSummary = (function() {

        const GarbageSummary = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        GarbageSummary.prototype.expiredSnapshots = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        GarbageSummary.prototype.markedSnapshots = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        GarbageSummary.prototype.keptChunks = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        GarbageSummary.prototype.freedChunks = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        GarbageSummary.prototype.deletedPacks = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        GarbageSummary.prototype.rewrittenPacks = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        GarbageSummary.prototype.freedBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        GarbageSummary.prototype.deadBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        GarbageSummary.prototype.waitingSnapshots = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        GarbageSummary.prototype.unreadableNodes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        GarbageSummary.create = function(properties) {
            return new GarbageSummary(properties);
        };

        GarbageSummary.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.expiredSnapshots != null && $Object.hasOwnProperty.call(message, "expiredSnapshots") && (typeof message.expiredSnapshots === "object" ? message.expiredSnapshots.low || message.expiredSnapshots.high : message.expiredSnapshots !== 0))
                writer.uint32(8).uint64(message.expiredSnapshots);
            if (message.markedSnapshots != null && $Object.hasOwnProperty.call(message, "markedSnapshots") && (typeof message.markedSnapshots === "object" ? message.markedSnapshots.low || message.markedSnapshots.high : message.markedSnapshots !== 0))
                writer.uint32(16).uint64(message.markedSnapshots);
            if (message.keptChunks != null && $Object.hasOwnProperty.call(message, "keptChunks") && (typeof message.keptChunks === "object" ? message.keptChunks.low || message.keptChunks.high : message.keptChunks !== 0))
                writer.uint32(24).uint64(message.keptChunks);
            if (message.freedChunks != null && $Object.hasOwnProperty.call(message, "freedChunks") && (typeof message.freedChunks === "object" ? message.freedChunks.low || message.freedChunks.high : message.freedChunks !== 0))
                writer.uint32(32).uint64(message.freedChunks);
            if (message.deletedPacks != null && $Object.hasOwnProperty.call(message, "deletedPacks") && (typeof message.deletedPacks === "object" ? message.deletedPacks.low || message.deletedPacks.high : message.deletedPacks !== 0))
                writer.uint32(40).uint64(message.deletedPacks);
            if (message.rewrittenPacks != null && $Object.hasOwnProperty.call(message, "rewrittenPacks") && (typeof message.rewrittenPacks === "object" ? message.rewrittenPacks.low || message.rewrittenPacks.high : message.rewrittenPacks !== 0))
                writer.uint32(48).uint64(message.rewrittenPacks);
            if (message.freedBytes != null && $Object.hasOwnProperty.call(message, "freedBytes") && (typeof message.freedBytes === "object" ? message.freedBytes.low || message.freedBytes.high : message.freedBytes !== 0))
                writer.uint32(56).uint64(message.freedBytes);
            if (message.deadBytes != null && $Object.hasOwnProperty.call(message, "deadBytes") && (typeof message.deadBytes === "object" ? message.deadBytes.low || message.deadBytes.high : message.deadBytes !== 0))
                writer.uint32(64).uint64(message.deadBytes);
            if (message.waitingSnapshots != null && $Object.hasOwnProperty.call(message, "waitingSnapshots") && (typeof message.waitingSnapshots === "object" ? message.waitingSnapshots.low || message.waitingSnapshots.high : message.waitingSnapshots !== 0))
                writer.uint32(72).uint64(message.waitingSnapshots);
            if (message.unreadableNodes != null && $Object.hasOwnProperty.call(message, "unreadableNodes") && (typeof message.unreadableNodes === "object" ? message.unreadableNodes.low || message.unreadableNodes.high : message.unreadableNodes !== 0))
                writer.uint32(80).uint64(message.unreadableNodes);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        GarbageSummary.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.GarbageSummary();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.expiredSnapshots = value;
                        else
                            delete message.expiredSnapshots;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.markedSnapshots = value;
                        else
                            delete message.markedSnapshots;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.keptChunks = value;
                        else
                            delete message.keptChunks;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.freedChunks = value;
                        else
                            delete message.freedChunks;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.deletedPacks = value;
                        else
                            delete message.deletedPacks;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.rewrittenPacks = value;
                        else
                            delete message.rewrittenPacks;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.freedBytes = value;
                        else
                            delete message.freedBytes;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.deadBytes = value;
                        else
                            delete message.deadBytes;
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.waitingSnapshots = value;
                        else
                            delete message.waitingSnapshots;
                        continue;
                    }
                case 10: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.unreadableNodes = value;
                        else
                            delete message.unreadableNodes;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return GarbageSummary;
    })();

    v1.LocateChunksRequest = (function() {

        const LocateChunksRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        LocateChunksRequest.prototype.ids = $util.newBuffer([]);

        LocateChunksRequest.create = function(properties) {
            return new LocateChunksRequest(properties);
        };

        LocateChunksRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.ids != null && $Object.hasOwnProperty.call(message, "ids") && message.ids.length)
                writer.uint32(10).bytes(message.ids);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        LocateChunksRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.LocateChunksRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.ids = value;
                        else
                            delete message.ids;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return LocateChunksRequest;
    })();

    v1.LocateChunksReply = (function() {

        const LocateChunksReply = function (properties) {
            this.chunks = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        LocateChunksReply.prototype.chunks = $util.emptyArray;

        LocateChunksReply.create = function(properties) {
            return new LocateChunksReply(properties);
        };

        LocateChunksReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.chunks != null && message.chunks.length)
                for (let i = 0; i < message.chunks.length; ++i)
                    $root.v1.ChunkLocations.encode(message.chunks[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        LocateChunksReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.LocateChunksReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.chunks && message.chunks.length))
                            message.chunks = [];
                        message.chunks.push($root.v1.ChunkLocations.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return LocateChunksReply;
    })();

    v1.ChunkLocations = (function() {

        const ChunkLocations = function (properties) {
            this.locations = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ChunkLocations.prototype.locations = $util.emptyArray;

        ChunkLocations.create = function(properties) {
            return new ChunkLocations(properties);
        };

        ChunkLocations.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.locations != null && message.locations.length)
                for (let i = 0; i < message.locations.length; ++i)
                    $root.v1.ChunkLocation.encode(message.locations[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ChunkLocations.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ChunkLocations();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.locations && message.locations.length))
                            message.locations = [];
                        message.locations.push($root.v1.ChunkLocation.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ChunkLocations;
    })();

    v1.ChunkLocation = (function() {

        const ChunkLocation = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ChunkLocation.prototype.packId = $util.newBuffer([]);
        ChunkLocation.prototype.blockOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        ChunkLocation.prototype.blockBytes = 0;
        ChunkLocation.prototype.chunkOffset = 0;
        ChunkLocation.prototype.chunkBytes = 0;
        ChunkLocation.prototype.damaged = false;

        ChunkLocation.create = function(properties) {
            return new ChunkLocation(properties);
        };

        ChunkLocation.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.packId != null && $Object.hasOwnProperty.call(message, "packId") && message.packId.length)
                writer.uint32(10).bytes(message.packId);
            if (message.blockOffset != null && $Object.hasOwnProperty.call(message, "blockOffset") && (typeof message.blockOffset === "object" ? message.blockOffset.low || message.blockOffset.high : message.blockOffset !== 0))
                writer.uint32(16).uint64(message.blockOffset);
            if (message.blockBytes != null && $Object.hasOwnProperty.call(message, "blockBytes") && message.blockBytes !== 0)
                writer.uint32(24).uint32(message.blockBytes);
            if (message.chunkOffset != null && $Object.hasOwnProperty.call(message, "chunkOffset") && message.chunkOffset !== 0)
                writer.uint32(32).uint32(message.chunkOffset);
            if (message.chunkBytes != null && $Object.hasOwnProperty.call(message, "chunkBytes") && message.chunkBytes !== 0)
                writer.uint32(40).uint32(message.chunkBytes);
            if (message.damaged != null && $Object.hasOwnProperty.call(message, "damaged") && message.damaged !== false)
                writer.uint32(48).bool(message.damaged);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ChunkLocation.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ChunkLocation();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.packId = value;
                        else
                            delete message.packId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.blockOffset = value;
                        else
                            delete message.blockOffset;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.blockBytes = value;
                        else
                            delete message.blockBytes;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.chunkOffset = value;
                        else
                            delete message.chunkOffset;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.chunkBytes = value;
                        else
                            delete message.chunkBytes;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.damaged = value;
                        else
                            delete message.damaged;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ChunkLocation;
    })();

    v1.ReadBlocksRequest = (function() {

        const ReadBlocksRequest = function (properties) {
            this.blocks = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ReadBlocksRequest.prototype.blocks = $util.emptyArray;

        ReadBlocksRequest.create = function(properties) {
            return new ReadBlocksRequest(properties);
        };

        ReadBlocksRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.blocks != null && message.blocks.length)
                for (let i = 0; i < message.blocks.length; ++i)
                    $root.v1.BlockReference.encode(message.blocks[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ReadBlocksRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ReadBlocksRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.blocks && message.blocks.length))
                            message.blocks = [];
                        message.blocks.push($root.v1.BlockReference.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ReadBlocksRequest;
    })();

    v1.BlockReference = (function() {

        const BlockReference = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        BlockReference.prototype.packId = $util.newBuffer([]);
        BlockReference.prototype.blockOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        BlockReference.prototype.blockBytes = 0;

        BlockReference.create = function(properties) {
            return new BlockReference(properties);
        };

        BlockReference.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.packId != null && $Object.hasOwnProperty.call(message, "packId") && message.packId.length)
                writer.uint32(10).bytes(message.packId);
            if (message.blockOffset != null && $Object.hasOwnProperty.call(message, "blockOffset") && (typeof message.blockOffset === "object" ? message.blockOffset.low || message.blockOffset.high : message.blockOffset !== 0))
                writer.uint32(16).uint64(message.blockOffset);
            if (message.blockBytes != null && $Object.hasOwnProperty.call(message, "blockBytes") && message.blockBytes !== 0)
                writer.uint32(24).uint32(message.blockBytes);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        BlockReference.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.BlockReference();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.packId = value;
                        else
                            delete message.packId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.blockOffset = value;
                        else
                            delete message.blockOffset;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.blockBytes = value;
                        else
                            delete message.blockBytes;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return BlockReference;
    })();

    v1.BlockData = (function() {

        const BlockData = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        BlockData.prototype.index = 0;
        BlockData.prototype.block = $util.newBuffer([]);
        BlockData.prototype.error = "";
        BlockData.prototype.errorText = "";

        BlockData.create = function(properties) {
            return new BlockData(properties);
        };

        BlockData.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.index != null && $Object.hasOwnProperty.call(message, "index") && message.index !== 0)
                writer.uint32(8).uint32(message.index);
            if (message.block != null && $Object.hasOwnProperty.call(message, "block") && message.block.length)
                writer.uint32(18).bytes(message.block);
            if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== "")
                writer.uint32(26).string(message.error);
            if (message.errorText != null && $Object.hasOwnProperty.call(message, "errorText") && message.errorText !== "")
                writer.uint32(34).string(message.errorText);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        BlockData.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.BlockData();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.index = value;
                        else
                            delete message.index;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.block = value;
                        else
                            delete message.block;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.error = value;
                        else
                            delete message.error;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.errorText = value;
                        else
                            delete message.errorText;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return BlockData;
    })();

    v1.FindVersionsRequest = (function() {

        const FindVersionsRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        FindVersionsRequest.prototype.pattern = $util.newBuffer([]);
        FindVersionsRequest.prototype.agent = "";
        FindVersionsRequest.prototype.ignoreCase = false;
        FindVersionsRequest.prototype.deleted = false;

        FindVersionsRequest.create = function(properties) {
            return new FindVersionsRequest(properties);
        };

        FindVersionsRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pattern != null && $Object.hasOwnProperty.call(message, "pattern") && message.pattern.length)
                writer.uint32(10).bytes(message.pattern);
            if (message.agent != null && $Object.hasOwnProperty.call(message, "agent") && message.agent !== "")
                writer.uint32(18).string(message.agent);
            if (message.ignoreCase != null && $Object.hasOwnProperty.call(message, "ignoreCase") && message.ignoreCase !== false)
                writer.uint32(24).bool(message.ignoreCase);
            if (message.deleted != null && $Object.hasOwnProperty.call(message, "deleted") && message.deleted !== false)
                writer.uint32(32).bool(message.deleted);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        FindVersionsRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.FindVersionsRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.pattern = value;
                        else
                            delete message.pattern;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agent = value;
                        else
                            delete message.agent;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.ignoreCase = value;
                        else
                            delete message.ignoreCase;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.deleted = value;
                        else
                            delete message.deleted;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return FindVersionsRequest;
    })();

    v1.FindVersionsReply = (function() {

        const FindVersionsReply = function (properties) {
            this.versions = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        FindVersionsReply.prototype.versions = $util.emptyArray;

        FindVersionsReply.create = function(properties) {
            return new FindVersionsReply(properties);
        };

        FindVersionsReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.versions != null && message.versions.length)
                for (let i = 0; i < message.versions.length; ++i)
                    $root.v1.FileVersion.encode(message.versions[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        FindVersionsReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.FindVersionsReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.versions && message.versions.length))
                            message.versions = [];
                        message.versions.push($root.v1.FileVersion.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return FindVersionsReply;
    })();

    v1.FileVersion = (function() {

        const FileVersion = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        FileVersion.prototype.agentId = $util.newBuffer([]);
        FileVersion.prototype.agentName = "";
        FileVersion.prototype.plan = "";
        FileVersion.prototype.archive = "";
        FileVersion.prototype.path = $util.newBuffer([]);
        FileVersion.prototype.type = 0;
        FileVersion.prototype.size = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        FileVersion.prototype.mtimeSeconds = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        FileVersion.prototype.mtimeNanoseconds = 0;
        FileVersion.prototype.firstSnapshot = $util.newBuffer([]);
        FileVersion.prototype.firstTimeMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        FileVersion.prototype.lastSnapshot = $util.newBuffer([]);
        FileVersion.prototype.lastTimeMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        FileVersion.prototype.living = false;

        FileVersion.create = function(properties) {
            return new FileVersion(properties);
        };

        FileVersion.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agentId != null && $Object.hasOwnProperty.call(message, "agentId") && message.agentId.length)
                writer.uint32(10).bytes(message.agentId);
            if (message.agentName != null && $Object.hasOwnProperty.call(message, "agentName") && message.agentName !== "")
                writer.uint32(18).string(message.agentName);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(26).string(message.plan);
            if (message.archive != null && $Object.hasOwnProperty.call(message, "archive") && message.archive !== "")
                writer.uint32(34).string(message.archive);
            if (message.path != null && $Object.hasOwnProperty.call(message, "path") && message.path.length)
                writer.uint32(42).bytes(message.path);
            if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== 0)
                writer.uint32(48).uint32(message.type);
            if (message.size != null && $Object.hasOwnProperty.call(message, "size") && (typeof message.size === "object" ? message.size.low || message.size.high : message.size !== 0))
                writer.uint32(56).uint64(message.size);
            if (message.mtimeSeconds != null && $Object.hasOwnProperty.call(message, "mtimeSeconds") && (typeof message.mtimeSeconds === "object" ? message.mtimeSeconds.low || message.mtimeSeconds.high : message.mtimeSeconds !== 0))
                writer.uint32(64).int64(message.mtimeSeconds);
            if (message.mtimeNanoseconds != null && $Object.hasOwnProperty.call(message, "mtimeNanoseconds") && message.mtimeNanoseconds !== 0)
                writer.uint32(72).uint32(message.mtimeNanoseconds);
            if (message.firstSnapshot != null && $Object.hasOwnProperty.call(message, "firstSnapshot") && message.firstSnapshot.length)
                writer.uint32(82).bytes(message.firstSnapshot);
            if (message.firstTimeMs != null && $Object.hasOwnProperty.call(message, "firstTimeMs") && (typeof message.firstTimeMs === "object" ? message.firstTimeMs.low || message.firstTimeMs.high : message.firstTimeMs !== 0))
                writer.uint32(88).int64(message.firstTimeMs);
            if (message.lastSnapshot != null && $Object.hasOwnProperty.call(message, "lastSnapshot") && message.lastSnapshot.length)
                writer.uint32(98).bytes(message.lastSnapshot);
            if (message.lastTimeMs != null && $Object.hasOwnProperty.call(message, "lastTimeMs") && (typeof message.lastTimeMs === "object" ? message.lastTimeMs.low || message.lastTimeMs.high : message.lastTimeMs !== 0))
                writer.uint32(104).int64(message.lastTimeMs);
            if (message.living != null && $Object.hasOwnProperty.call(message, "living") && message.living !== false)
                writer.uint32(112).bool(message.living);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        FileVersion.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.FileVersion();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.agentId = value;
                        else
                            delete message.agentId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agentName = value;
                        else
                            delete message.agentName;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.archive = value;
                        else
                            delete message.archive;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.path = value;
                        else
                            delete message.path;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.type = value;
                        else
                            delete message.type;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.size = value;
                        else
                            delete message.size;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.mtimeSeconds = value;
                        else
                            delete message.mtimeSeconds;
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.mtimeNanoseconds = value;
                        else
                            delete message.mtimeNanoseconds;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.firstSnapshot = value;
                        else
                            delete message.firstSnapshot;
                        continue;
                    }
                case 11: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.firstTimeMs = value;
                        else
                            delete message.firstTimeMs;
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.lastSnapshot = value;
                        else
                            delete message.lastSnapshot;
                        continue;
                    }
                case 13: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.lastTimeMs = value;
                        else
                            delete message.lastTimeMs;
                        continue;
                    }
                case 14: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.living = value;
                        else
                            delete message.living;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return FileVersion;
    })();

    v1.VerifyRequest = (function() {

        const VerifyRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        VerifyRequest.prototype.snapshotId = $util.newBuffer([]);
        VerifyRequest.prototype.readData = false;
        VerifyRequest.prototype.rateBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        VerifyRequest.prototype.sampleShare = 0;
        VerifyRequest.prototype.restart = false;

        VerifyRequest.create = function(properties) {
            return new VerifyRequest(properties);
        };

        VerifyRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshotId != null && $Object.hasOwnProperty.call(message, "snapshotId") && message.snapshotId.length)
                writer.uint32(10).bytes(message.snapshotId);
            if (message.readData != null && $Object.hasOwnProperty.call(message, "readData") && message.readData !== false)
                writer.uint32(16).bool(message.readData);
            if (message.rateBytes != null && $Object.hasOwnProperty.call(message, "rateBytes") && (typeof message.rateBytes === "object" ? message.rateBytes.low || message.rateBytes.high : message.rateBytes !== 0))
                writer.uint32(24).uint64(message.rateBytes);
            if (message.sampleShare != null && $Object.hasOwnProperty.call(message, "sampleShare") && !$Object.is(message.sampleShare, 0))
                writer.uint32(33).double(message.sampleShare);
            if (message.restart != null && $Object.hasOwnProperty.call(message, "restart") && message.restart !== false)
                writer.uint32(40).bool(message.restart);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        VerifyRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.VerifyRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotId = value;
                        else
                            delete message.snapshotId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.readData = value;
                        else
                            delete message.readData;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.rateBytes = value;
                        else
                            delete message.rateBytes;
                        continue;
                    }
                case 4: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.sampleShare = value;
                        else
                            delete message.sampleShare;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.restart = value;
                        else
                            delete message.restart;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return VerifyRequest;
    })();

    v1.VerifyEvent = (function() {

        const VerifyEvent = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        VerifyEvent.prototype.progress = null;
        VerifyEvent.prototype.finding = null;
        VerifyEvent.prototype.summary = null;

        let $oneOfFields;

        $Object.defineProperty(VerifyEvent.prototype, "event", {
            get: $util.oneOfGetter($oneOfFields = ["progress", "finding", "summary"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        VerifyEvent.create = function(properties) {
            return new VerifyEvent(properties);
        };

        VerifyEvent.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.progress != null && $Object.hasOwnProperty.call(message, "progress"))
                $root.v1.VerifyProgress.encode(message.progress, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.finding != null && $Object.hasOwnProperty.call(message, "finding"))
                $root.v1.VerifyFinding.encode(message.finding, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.summary != null && $Object.hasOwnProperty.call(message, "summary"))
                $root.v1.VerifySummary.encode(message.summary, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        VerifyEvent.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.VerifyEvent();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.progress = $root.v1.VerifyProgress.decode(reader, reader.size(), $undefined, _depth + 1, message.progress);
                        message.event = "progress";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.finding = $root.v1.VerifyFinding.decode(reader, reader.size(), $undefined, _depth + 1, message.finding);
                        message.event = "finding";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.summary = $root.v1.VerifySummary.decode(reader, reader.size(), $undefined, _depth + 1, message.summary);
                        message.event = "summary";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return VerifyEvent;
    })();

    v1.VerifyProgress = (function() {

        const VerifyProgress = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        VerifyProgress.prototype.step = "";
        VerifyProgress.prototype.done = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        VerifyProgress.prototype.total = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        VerifyProgress.create = function(properties) {
            return new VerifyProgress(properties);
        };

        VerifyProgress.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.step != null && $Object.hasOwnProperty.call(message, "step") && message.step !== "")
                writer.uint32(10).string(message.step);
            if (message.done != null && $Object.hasOwnProperty.call(message, "done") && (typeof message.done === "object" ? message.done.low || message.done.high : message.done !== 0))
                writer.uint32(16).uint64(message.done);
            if (message.total != null && $Object.hasOwnProperty.call(message, "total") && (typeof message.total === "object" ? message.total.low || message.total.high : message.total !== 0))
                writer.uint32(24).uint64(message.total);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        VerifyProgress.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.VerifyProgress();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.step = value;
                        else
                            delete message.step;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.done = value;
                        else
                            delete message.done;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.total = value;
                        else
                            delete message.total;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return VerifyProgress;
    })();

    v1.VerifyFinding = (function() {

        const VerifyFinding = function (properties) {
            this.paths = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        VerifyFinding.prototype.code = "";
        VerifyFinding.prototype.object = "";
        VerifyFinding.prototype.text = "";
        VerifyFinding.prototype.paths = $util.emptyArray;
        VerifyFinding.prototype.morePaths = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        VerifyFinding.prototype.harmless = false;

        VerifyFinding.create = function(properties) {
            return new VerifyFinding(properties);
        };

        VerifyFinding.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                writer.uint32(10).string(message.code);
            if (message.object != null && $Object.hasOwnProperty.call(message, "object") && message.object !== "")
                writer.uint32(18).string(message.object);
            if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                writer.uint32(26).string(message.text);
            if (message.paths != null && message.paths.length)
                for (let i = 0; i < message.paths.length; ++i)
                    $root.v1.DamagedPath.encode(message.paths[i], writer.uint32(34).fork(), _depth + 1).ldelim();
            if (message.morePaths != null && $Object.hasOwnProperty.call(message, "morePaths") && (typeof message.morePaths === "object" ? message.morePaths.low || message.morePaths.high : message.morePaths !== 0))
                writer.uint32(40).uint64(message.morePaths);
            if (message.harmless != null && $Object.hasOwnProperty.call(message, "harmless") && message.harmless !== false)
                writer.uint32(48).bool(message.harmless);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        VerifyFinding.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.VerifyFinding();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.code = value;
                        else
                            delete message.code;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.object = value;
                        else
                            delete message.object;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.text = value;
                        else
                            delete message.text;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.paths && message.paths.length))
                            message.paths = [];
                        message.paths.push($root.v1.DamagedPath.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.morePaths = value;
                        else
                            delete message.morePaths;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.harmless = value;
                        else
                            delete message.harmless;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return VerifyFinding;
    })();

    v1.DamagedPath = (function() {

        const DamagedPath = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        DamagedPath.prototype.snapshotId = $util.newBuffer([]);
        DamagedPath.prototype.address = "";

        DamagedPath.create = function(properties) {
            return new DamagedPath(properties);
        };

        DamagedPath.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshotId != null && $Object.hasOwnProperty.call(message, "snapshotId") && message.snapshotId.length)
                writer.uint32(10).bytes(message.snapshotId);
            if (message.address != null && $Object.hasOwnProperty.call(message, "address") && message.address !== "")
                writer.uint32(18).string(message.address);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        DamagedPath.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.DamagedPath();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotId = value;
                        else
                            delete message.snapshotId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.address = value;
                        else
                            delete message.address;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return DamagedPath;
    })();

    v1.VerifySummary = (function() {

        const VerifySummary = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        VerifySummary.prototype.snapshots = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        VerifySummary.prototype.nodes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        VerifySummary.prototype.chunks = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        VerifySummary.prototype.packs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        VerifySummary.prototype.readBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        VerifySummary.prototype.findings = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        VerifySummary.prototype.harmless = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        VerifySummary.prototype.resumedBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        VerifySummary.create = function(properties) {
            return new VerifySummary(properties);
        };

        VerifySummary.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshots != null && $Object.hasOwnProperty.call(message, "snapshots") && (typeof message.snapshots === "object" ? message.snapshots.low || message.snapshots.high : message.snapshots !== 0))
                writer.uint32(8).uint64(message.snapshots);
            if (message.nodes != null && $Object.hasOwnProperty.call(message, "nodes") && (typeof message.nodes === "object" ? message.nodes.low || message.nodes.high : message.nodes !== 0))
                writer.uint32(16).uint64(message.nodes);
            if (message.chunks != null && $Object.hasOwnProperty.call(message, "chunks") && (typeof message.chunks === "object" ? message.chunks.low || message.chunks.high : message.chunks !== 0))
                writer.uint32(24).uint64(message.chunks);
            if (message.packs != null && $Object.hasOwnProperty.call(message, "packs") && (typeof message.packs === "object" ? message.packs.low || message.packs.high : message.packs !== 0))
                writer.uint32(32).uint64(message.packs);
            if (message.readBytes != null && $Object.hasOwnProperty.call(message, "readBytes") && (typeof message.readBytes === "object" ? message.readBytes.low || message.readBytes.high : message.readBytes !== 0))
                writer.uint32(40).uint64(message.readBytes);
            if (message.findings != null && $Object.hasOwnProperty.call(message, "findings") && (typeof message.findings === "object" ? message.findings.low || message.findings.high : message.findings !== 0))
                writer.uint32(48).uint64(message.findings);
            if (message.harmless != null && $Object.hasOwnProperty.call(message, "harmless") && (typeof message.harmless === "object" ? message.harmless.low || message.harmless.high : message.harmless !== 0))
                writer.uint32(56).uint64(message.harmless);
            if (message.resumedBytes != null && $Object.hasOwnProperty.call(message, "resumedBytes") && (typeof message.resumedBytes === "object" ? message.resumedBytes.low || message.resumedBytes.high : message.resumedBytes !== 0))
                writer.uint32(64).uint64(message.resumedBytes);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        VerifySummary.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.VerifySummary();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.snapshots = value;
                        else
                            delete message.snapshots;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.nodes = value;
                        else
                            delete message.nodes;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.chunks = value;
                        else
                            delete message.chunks;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.packs = value;
                        else
                            delete message.packs;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.readBytes = value;
                        else
                            delete message.readBytes;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.findings = value;
                        else
                            delete message.findings;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.harmless = value;
                        else
                            delete message.harmless;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.resumedBytes = value;
                        else
                            delete message.resumedBytes;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return VerifySummary;
    })();

    v1.CheckChunksRequest = (function() {

        const CheckChunksRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        CheckChunksRequest.prototype.ids = $util.newBuffer([]);

        CheckChunksRequest.create = function(properties) {
            return new CheckChunksRequest(properties);
        };

        CheckChunksRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.ids != null && $Object.hasOwnProperty.call(message, "ids") && message.ids.length)
                writer.uint32(10).bytes(message.ids);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        CheckChunksRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.CheckChunksRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.ids = value;
                        else
                            delete message.ids;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CheckChunksRequest;
    })();

    v1.CheckChunksReply = (function() {

        const CheckChunksReply = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        CheckChunksReply.prototype.newlyDamaged = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        CheckChunksReply.create = function(properties) {
            return new CheckChunksReply(properties);
        };

        CheckChunksReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.newlyDamaged != null && $Object.hasOwnProperty.call(message, "newlyDamaged") && (typeof message.newlyDamaged === "object" ? message.newlyDamaged.low || message.newlyDamaged.high : message.newlyDamaged !== 0))
                writer.uint32(8).uint64(message.newlyDamaged);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        CheckChunksReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.CheckChunksReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.newlyDamaged = value;
                        else
                            delete message.newlyDamaged;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CheckChunksReply;
    })();

    v1.AuditEvent = (function() {

        const AuditEvent = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        AuditEvent.prototype.kind = "";
        AuditEvent.prototype.object = "";
        AuditEvent.prototype.text = "";

        AuditEvent.create = function(properties) {
            return new AuditEvent(properties);
        };

        AuditEvent.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                writer.uint32(10).string(message.kind);
            if (message.object != null && $Object.hasOwnProperty.call(message, "object") && message.object !== "")
                writer.uint32(18).string(message.object);
            if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                writer.uint32(26).string(message.text);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        AuditEvent.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.AuditEvent();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.kind = value;
                        else
                            delete message.kind;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.object = value;
                        else
                            delete message.object;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.text = value;
                        else
                            delete message.text;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AuditEvent;
    })();

    v1.ListEventsRequest = (function() {

        const ListEventsRequest = function (properties) {
            this.kinds = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ListEventsRequest.prototype.sinceMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        ListEventsRequest.prototype.untilMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        ListEventsRequest.prototype.agent = "";
        ListEventsRequest.prototype.kinds = $util.emptyArray;

        ListEventsRequest.create = function(properties) {
            return new ListEventsRequest(properties);
        };

        ListEventsRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sinceMs != null && $Object.hasOwnProperty.call(message, "sinceMs") && (typeof message.sinceMs === "object" ? message.sinceMs.low || message.sinceMs.high : message.sinceMs !== 0))
                writer.uint32(8).int64(message.sinceMs);
            if (message.untilMs != null && $Object.hasOwnProperty.call(message, "untilMs") && (typeof message.untilMs === "object" ? message.untilMs.low || message.untilMs.high : message.untilMs !== 0))
                writer.uint32(16).int64(message.untilMs);
            if (message.agent != null && $Object.hasOwnProperty.call(message, "agent") && message.agent !== "")
                writer.uint32(26).string(message.agent);
            if (message.kinds != null && message.kinds.length)
                for (let i = 0; i < message.kinds.length; ++i)
                    writer.uint32(34).string(message.kinds[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ListEventsRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ListEventsRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.sinceMs = value;
                        else
                            delete message.sinceMs;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.untilMs = value;
                        else
                            delete message.untilMs;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agent = value;
                        else
                            delete message.agent;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.kinds && message.kinds.length))
                            message.kinds = [];
                        message.kinds.push(reader.stringVerify());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ListEventsRequest;
    })();

    v1.EventList = (function() {

        const EventList = function (properties) {
            this.events = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        EventList.prototype.events = $util.emptyArray;

        EventList.create = function(properties) {
            return new EventList(properties);
        };

        EventList.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.events != null && message.events.length)
                for (let i = 0; i < message.events.length; ++i)
                    $root.v1.EventFacts.encode(message.events[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        EventList.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.EventList();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.events && message.events.length))
                            message.events = [];
                        message.events.push($root.v1.EventFacts.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return EventList;
    })();

    v1.EventFacts = (function() {

        const EventFacts = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        EventFacts.prototype.number = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        EventFacts.prototype.timeMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        EventFacts.prototype.actor = "";
        EventFacts.prototype.kind = "";
        EventFacts.prototype.object = "";
        EventFacts.prototype.text = "";
        EventFacts.prototype.agentId = $util.newBuffer([]);
        EventFacts.prototype.agentName = "";
        EventFacts.prototype.plan = "";
        EventFacts.prototype.snapshotId = $util.newBuffer([]);
        EventFacts.prototype.snapshotTimeMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        EventFacts.create = function(properties) {
            return new EventFacts(properties);
        };

        EventFacts.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.number != null && $Object.hasOwnProperty.call(message, "number") && (typeof message.number === "object" ? message.number.low || message.number.high : message.number !== 0))
                writer.uint32(8).uint64(message.number);
            if (message.timeMs != null && $Object.hasOwnProperty.call(message, "timeMs") && (typeof message.timeMs === "object" ? message.timeMs.low || message.timeMs.high : message.timeMs !== 0))
                writer.uint32(16).int64(message.timeMs);
            if (message.actor != null && $Object.hasOwnProperty.call(message, "actor") && message.actor !== "")
                writer.uint32(26).string(message.actor);
            if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                writer.uint32(34).string(message.kind);
            if (message.object != null && $Object.hasOwnProperty.call(message, "object") && message.object !== "")
                writer.uint32(42).string(message.object);
            if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                writer.uint32(50).string(message.text);
            if (message.agentId != null && $Object.hasOwnProperty.call(message, "agentId") && message.agentId.length)
                writer.uint32(58).bytes(message.agentId);
            if (message.agentName != null && $Object.hasOwnProperty.call(message, "agentName") && message.agentName !== "")
                writer.uint32(66).string(message.agentName);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(74).string(message.plan);
            if (message.snapshotId != null && $Object.hasOwnProperty.call(message, "snapshotId") && message.snapshotId.length)
                writer.uint32(82).bytes(message.snapshotId);
            if (message.snapshotTimeMs != null && $Object.hasOwnProperty.call(message, "snapshotTimeMs") && (typeof message.snapshotTimeMs === "object" ? message.snapshotTimeMs.low || message.snapshotTimeMs.high : message.snapshotTimeMs !== 0))
                writer.uint32(88).int64(message.snapshotTimeMs);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        EventFacts.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.EventFacts();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.number = value;
                        else
                            delete message.number;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.timeMs = value;
                        else
                            delete message.timeMs;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.actor = value;
                        else
                            delete message.actor;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.kind = value;
                        else
                            delete message.kind;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.object = value;
                        else
                            delete message.object;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.text = value;
                        else
                            delete message.text;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.agentId = value;
                        else
                            delete message.agentId;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agentName = value;
                        else
                            delete message.agentName;
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotId = value;
                        else
                            delete message.snapshotId;
                        continue;
                    }
                case 11: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.snapshotTimeMs = value;
                        else
                            delete message.snapshotTimeMs;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return EventFacts;
    })();

    v1.VerifyAuditRequest = (function() {

        const VerifyAuditRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        VerifyAuditRequest.prototype.number = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        VerifyAuditRequest.prototype.hash = $util.newBuffer([]);

        VerifyAuditRequest.create = function(properties) {
            return new VerifyAuditRequest(properties);
        };

        VerifyAuditRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.number != null && $Object.hasOwnProperty.call(message, "number") && (typeof message.number === "object" ? message.number.low || message.number.high : message.number !== 0))
                writer.uint32(8).uint64(message.number);
            if (message.hash != null && $Object.hasOwnProperty.call(message, "hash") && message.hash.length)
                writer.uint32(18).bytes(message.hash);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        VerifyAuditRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.VerifyAuditRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.number = value;
                        else
                            delete message.number;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.hash = value;
                        else
                            delete message.hash;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return VerifyAuditRequest;
    })();

    v1.AuditVerdict = (function() {

        const AuditVerdict = function (properties) {
            this.findings = [];
            this.witnesses = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        AuditVerdict.prototype.records = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        AuditVerdict.prototype.hash = $util.newBuffer([]);
        AuditVerdict.prototype.firstMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        AuditVerdict.prototype.lastMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        AuditVerdict.prototype.findings = $util.emptyArray;
        AuditVerdict.prototype.witnesses = $util.emptyArray;

        AuditVerdict.create = function(properties) {
            return new AuditVerdict(properties);
        };

        AuditVerdict.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.records != null && $Object.hasOwnProperty.call(message, "records") && (typeof message.records === "object" ? message.records.low || message.records.high : message.records !== 0))
                writer.uint32(8).uint64(message.records);
            if (message.hash != null && $Object.hasOwnProperty.call(message, "hash") && message.hash.length)
                writer.uint32(18).bytes(message.hash);
            if (message.firstMs != null && $Object.hasOwnProperty.call(message, "firstMs") && (typeof message.firstMs === "object" ? message.firstMs.low || message.firstMs.high : message.firstMs !== 0))
                writer.uint32(24).int64(message.firstMs);
            if (message.lastMs != null && $Object.hasOwnProperty.call(message, "lastMs") && (typeof message.lastMs === "object" ? message.lastMs.low || message.lastMs.high : message.lastMs !== 0))
                writer.uint32(32).int64(message.lastMs);
            if (message.findings != null && message.findings.length)
                for (let i = 0; i < message.findings.length; ++i)
                    writer.uint32(42).string(message.findings[i]);
            if (message.witnesses != null && message.witnesses.length)
                for (let i = 0; i < message.witnesses.length; ++i)
                    writer.uint32(50).string(message.witnesses[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        AuditVerdict.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.AuditVerdict();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.records = value;
                        else
                            delete message.records;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.hash = value;
                        else
                            delete message.hash;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.firstMs = value;
                        else
                            delete message.firstMs;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.lastMs = value;
                        else
                            delete message.lastMs;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if (!(message.findings && message.findings.length))
                            message.findings = [];
                        message.findings.push(reader.stringVerify());
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if (!(message.witnesses && message.witnesses.length))
                            message.witnesses = [];
                        message.witnesses.push(reader.stringVerify());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AuditVerdict;
    })();

    v1.Decision = (function() {

        const Decision = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Decision.prototype.number = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        Decision.prototype.timeMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        Decision.prototype.actor = "";
        Decision.prototype.agentEnrolled = null;
        Decision.prototype.agentChanged = null;
        Decision.prototype.agentRevoked = null;
        Decision.prototype.agentRemoved = null;
        Decision.prototype.tokenCreated = null;
        Decision.prototype.tokenSpent = null;
        Decision.prototype.tokenRevoked = null;
        Decision.prototype.snapshotDeleted = null;
        Decision.prototype.chunksDamaged = null;
        Decision.prototype.chunksHealed = null;
        Decision.prototype.audit = null;
        Decision.prototype.certificateIssued = null;
        Decision.prototype.retentionSet = null;
        Decision.prototype.snapshotPinned = null;
        Decision.prototype.snapshotUnpinned = null;
        Decision.prototype.snapshotUndeleted = null;
        Decision.prototype.snapshotExpired = null;
        Decision.prototype.timeNoted = null;
        Decision.prototype.scheduleSet = null;
        Decision.prototype.bandwidthSet = null;
        Decision.prototype.centralPlanSet = null;

        let $oneOfFields;

        $Object.defineProperty(Decision.prototype, "decision", {
            get: $util.oneOfGetter($oneOfFields = ["agentEnrolled", "agentChanged", "agentRevoked", "agentRemoved", "tokenCreated", "tokenSpent", "tokenRevoked", "snapshotDeleted", "chunksDamaged", "chunksHealed", "audit", "certificateIssued", "retentionSet", "snapshotPinned", "snapshotUnpinned", "snapshotUndeleted", "snapshotExpired", "timeNoted", "scheduleSet", "bandwidthSet", "centralPlanSet"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        Decision.create = function(properties) {
            return new Decision(properties);
        };

        Decision.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.number != null && $Object.hasOwnProperty.call(message, "number") && (typeof message.number === "object" ? message.number.low || message.number.high : message.number !== 0))
                writer.uint32(8).uint64(message.number);
            if (message.timeMs != null && $Object.hasOwnProperty.call(message, "timeMs") && (typeof message.timeMs === "object" ? message.timeMs.low || message.timeMs.high : message.timeMs !== 0))
                writer.uint32(16).int64(message.timeMs);
            if (message.actor != null && $Object.hasOwnProperty.call(message, "actor") && message.actor !== "")
                writer.uint32(26).string(message.actor);
            if (message.agentEnrolled != null && $Object.hasOwnProperty.call(message, "agentEnrolled"))
                $root.v1.AgentEnrolled.encode(message.agentEnrolled, writer.uint32(82).fork(), _depth + 1).ldelim();
            if (message.agentChanged != null && $Object.hasOwnProperty.call(message, "agentChanged"))
                $root.v1.AgentChanged.encode(message.agentChanged, writer.uint32(90).fork(), _depth + 1).ldelim();
            if (message.agentRevoked != null && $Object.hasOwnProperty.call(message, "agentRevoked"))
                $root.v1.AgentRevoked.encode(message.agentRevoked, writer.uint32(98).fork(), _depth + 1).ldelim();
            if (message.agentRemoved != null && $Object.hasOwnProperty.call(message, "agentRemoved"))
                $root.v1.AgentRemoved.encode(message.agentRemoved, writer.uint32(106).fork(), _depth + 1).ldelim();
            if (message.tokenCreated != null && $Object.hasOwnProperty.call(message, "tokenCreated"))
                $root.v1.TokenCreated.encode(message.tokenCreated, writer.uint32(114).fork(), _depth + 1).ldelim();
            if (message.tokenSpent != null && $Object.hasOwnProperty.call(message, "tokenSpent"))
                $root.v1.TokenSpent.encode(message.tokenSpent, writer.uint32(122).fork(), _depth + 1).ldelim();
            if (message.tokenRevoked != null && $Object.hasOwnProperty.call(message, "tokenRevoked"))
                $root.v1.TokenRevoked.encode(message.tokenRevoked, writer.uint32(130).fork(), _depth + 1).ldelim();
            if (message.snapshotDeleted != null && $Object.hasOwnProperty.call(message, "snapshotDeleted"))
                $root.v1.SnapshotDeleted.encode(message.snapshotDeleted, writer.uint32(138).fork(), _depth + 1).ldelim();
            if (message.chunksDamaged != null && $Object.hasOwnProperty.call(message, "chunksDamaged"))
                $root.v1.ChunksDamaged.encode(message.chunksDamaged, writer.uint32(146).fork(), _depth + 1).ldelim();
            if (message.chunksHealed != null && $Object.hasOwnProperty.call(message, "chunksHealed"))
                $root.v1.ChunksHealed.encode(message.chunksHealed, writer.uint32(154).fork(), _depth + 1).ldelim();
            if (message.audit != null && $Object.hasOwnProperty.call(message, "audit"))
                $root.v1.AuditEvent.encode(message.audit, writer.uint32(162).fork(), _depth + 1).ldelim();
            if (message.certificateIssued != null && $Object.hasOwnProperty.call(message, "certificateIssued"))
                $root.v1.CertificateIssued.encode(message.certificateIssued, writer.uint32(170).fork(), _depth + 1).ldelim();
            if (message.retentionSet != null && $Object.hasOwnProperty.call(message, "retentionSet"))
                $root.v1.RetentionSet.encode(message.retentionSet, writer.uint32(178).fork(), _depth + 1).ldelim();
            if (message.snapshotPinned != null && $Object.hasOwnProperty.call(message, "snapshotPinned"))
                $root.v1.SnapshotPinned.encode(message.snapshotPinned, writer.uint32(186).fork(), _depth + 1).ldelim();
            if (message.snapshotUnpinned != null && $Object.hasOwnProperty.call(message, "snapshotUnpinned"))
                $root.v1.SnapshotUnpinned.encode(message.snapshotUnpinned, writer.uint32(194).fork(), _depth + 1).ldelim();
            if (message.snapshotUndeleted != null && $Object.hasOwnProperty.call(message, "snapshotUndeleted"))
                $root.v1.SnapshotUndeleted.encode(message.snapshotUndeleted, writer.uint32(202).fork(), _depth + 1).ldelim();
            if (message.snapshotExpired != null && $Object.hasOwnProperty.call(message, "snapshotExpired"))
                $root.v1.SnapshotExpired.encode(message.snapshotExpired, writer.uint32(210).fork(), _depth + 1).ldelim();
            if (message.timeNoted != null && $Object.hasOwnProperty.call(message, "timeNoted"))
                $root.v1.TimeNoted.encode(message.timeNoted, writer.uint32(218).fork(), _depth + 1).ldelim();
            if (message.scheduleSet != null && $Object.hasOwnProperty.call(message, "scheduleSet"))
                $root.v1.ScheduleSet.encode(message.scheduleSet, writer.uint32(226).fork(), _depth + 1).ldelim();
            if (message.bandwidthSet != null && $Object.hasOwnProperty.call(message, "bandwidthSet"))
                $root.v1.BandwidthSet.encode(message.bandwidthSet, writer.uint32(562).fork(), _depth + 1).ldelim();
            if (message.centralPlanSet != null && $Object.hasOwnProperty.call(message, "centralPlanSet"))
                $root.v1.CentralPlanSet.encode(message.centralPlanSet, writer.uint32(722).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Decision.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.Decision();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.number = value;
                        else
                            delete message.number;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.timeMs = value;
                        else
                            delete message.timeMs;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.actor = value;
                        else
                            delete message.actor;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        message.agentEnrolled = $root.v1.AgentEnrolled.decode(reader, reader.size(), $undefined, _depth + 1, message.agentEnrolled);
                        message.decision = "agentEnrolled";
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        message.agentChanged = $root.v1.AgentChanged.decode(reader, reader.size(), $undefined, _depth + 1, message.agentChanged);
                        message.decision = "agentChanged";
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        message.agentRevoked = $root.v1.AgentRevoked.decode(reader, reader.size(), $undefined, _depth + 1, message.agentRevoked);
                        message.decision = "agentRevoked";
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        message.agentRemoved = $root.v1.AgentRemoved.decode(reader, reader.size(), $undefined, _depth + 1, message.agentRemoved);
                        message.decision = "agentRemoved";
                        continue;
                    }
                case 14: {
                        if (wireType !== 2)
                            break;
                        message.tokenCreated = $root.v1.TokenCreated.decode(reader, reader.size(), $undefined, _depth + 1, message.tokenCreated);
                        message.decision = "tokenCreated";
                        continue;
                    }
                case 15: {
                        if (wireType !== 2)
                            break;
                        message.tokenSpent = $root.v1.TokenSpent.decode(reader, reader.size(), $undefined, _depth + 1, message.tokenSpent);
                        message.decision = "tokenSpent";
                        continue;
                    }
                case 16: {
                        if (wireType !== 2)
                            break;
                        message.tokenRevoked = $root.v1.TokenRevoked.decode(reader, reader.size(), $undefined, _depth + 1, message.tokenRevoked);
                        message.decision = "tokenRevoked";
                        continue;
                    }
                case 17: {
                        if (wireType !== 2)
                            break;
                        message.snapshotDeleted = $root.v1.SnapshotDeleted.decode(reader, reader.size(), $undefined, _depth + 1, message.snapshotDeleted);
                        message.decision = "snapshotDeleted";
                        continue;
                    }
                case 18: {
                        if (wireType !== 2)
                            break;
                        message.chunksDamaged = $root.v1.ChunksDamaged.decode(reader, reader.size(), $undefined, _depth + 1, message.chunksDamaged);
                        message.decision = "chunksDamaged";
                        continue;
                    }
                case 19: {
                        if (wireType !== 2)
                            break;
                        message.chunksHealed = $root.v1.ChunksHealed.decode(reader, reader.size(), $undefined, _depth + 1, message.chunksHealed);
                        message.decision = "chunksHealed";
                        continue;
                    }
                case 20: {
                        if (wireType !== 2)
                            break;
                        message.audit = $root.v1.AuditEvent.decode(reader, reader.size(), $undefined, _depth + 1, message.audit);
                        message.decision = "audit";
                        continue;
                    }
                case 21: {
                        if (wireType !== 2)
                            break;
                        message.certificateIssued = $root.v1.CertificateIssued.decode(reader, reader.size(), $undefined, _depth + 1, message.certificateIssued);
                        message.decision = "certificateIssued";
                        continue;
                    }
                case 22: {
                        if (wireType !== 2)
                            break;
                        message.retentionSet = $root.v1.RetentionSet.decode(reader, reader.size(), $undefined, _depth + 1, message.retentionSet);
                        message.decision = "retentionSet";
                        continue;
                    }
                case 23: {
                        if (wireType !== 2)
                            break;
                        message.snapshotPinned = $root.v1.SnapshotPinned.decode(reader, reader.size(), $undefined, _depth + 1, message.snapshotPinned);
                        message.decision = "snapshotPinned";
                        continue;
                    }
                case 24: {
                        if (wireType !== 2)
                            break;
                        message.snapshotUnpinned = $root.v1.SnapshotUnpinned.decode(reader, reader.size(), $undefined, _depth + 1, message.snapshotUnpinned);
                        message.decision = "snapshotUnpinned";
                        continue;
                    }
                case 25: {
                        if (wireType !== 2)
                            break;
                        message.snapshotUndeleted = $root.v1.SnapshotUndeleted.decode(reader, reader.size(), $undefined, _depth + 1, message.snapshotUndeleted);
                        message.decision = "snapshotUndeleted";
                        continue;
                    }
                case 26: {
                        if (wireType !== 2)
                            break;
                        message.snapshotExpired = $root.v1.SnapshotExpired.decode(reader, reader.size(), $undefined, _depth + 1, message.snapshotExpired);
                        message.decision = "snapshotExpired";
                        continue;
                    }
                case 27: {
                        if (wireType !== 2)
                            break;
                        message.timeNoted = $root.v1.TimeNoted.decode(reader, reader.size(), $undefined, _depth + 1, message.timeNoted);
                        message.decision = "timeNoted";
                        continue;
                    }
                case 28: {
                        if (wireType !== 2)
                            break;
                        message.scheduleSet = $root.v1.ScheduleSet.decode(reader, reader.size(), $undefined, _depth + 1, message.scheduleSet);
                        message.decision = "scheduleSet";
                        continue;
                    }
                case 70: {
                        if (wireType !== 2)
                            break;
                        message.bandwidthSet = $root.v1.BandwidthSet.decode(reader, reader.size(), $undefined, _depth + 1, message.bandwidthSet);
                        message.decision = "bandwidthSet";
                        continue;
                    }
                case 90: {
                        if (wireType !== 2)
                            break;
                        message.centralPlanSet = $root.v1.CentralPlanSet.decode(reader, reader.size(), $undefined, _depth + 1, message.centralPlanSet);
                        message.decision = "centralPlanSet";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Decision;
    })();

    v1.CentralPlanSet = (function() {

        const CentralPlanSet = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        CentralPlanSet.prototype.target = null;
        CentralPlanSet.prototype.plan = null;

        CentralPlanSet.create = function(properties) {
            return new CentralPlanSet(properties);
        };

        CentralPlanSet.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.target != null && $Object.hasOwnProperty.call(message, "target"))
                $root.v1.PlanTarget.encode(message.target, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan"))
                $root.v1.CentralPlan.encode(message.plan, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        CentralPlanSet.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.CentralPlanSet();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.target = $root.v1.PlanTarget.decode(reader, reader.size(), $undefined, _depth + 1, message.target);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.plan = $root.v1.CentralPlan.decode(reader, reader.size(), $undefined, _depth + 1, message.plan);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CentralPlanSet;
    })();

    v1.BandwidthSet = (function() {

        const BandwidthSet = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        BandwidthSet.prototype.agentId = $util.newBuffer([]);
        BandwidthSet.prototype.limits = null;

        BandwidthSet.create = function(properties) {
            return new BandwidthSet(properties);
        };

        BandwidthSet.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agentId != null && $Object.hasOwnProperty.call(message, "agentId") && message.agentId.length)
                writer.uint32(10).bytes(message.agentId);
            if (message.limits != null && $Object.hasOwnProperty.call(message, "limits"))
                $root.v1.BandwidthLimits.encode(message.limits, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        BandwidthSet.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.BandwidthSet();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.agentId = value;
                        else
                            delete message.agentId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.limits = $root.v1.BandwidthLimits.decode(reader, reader.size(), $undefined, _depth + 1, message.limits);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return BandwidthSet;
    })();

    v1.BandwidthLimits = (function() {

        const BandwidthLimits = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        BandwidthLimits.prototype.total = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        BandwidthLimits.prototype.perAgent = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        BandwidthLimits.prototype.untilMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        BandwidthLimits.create = function(properties) {
            return new BandwidthLimits(properties);
        };

        BandwidthLimits.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.total != null && $Object.hasOwnProperty.call(message, "total") && (typeof message.total === "object" ? message.total.low || message.total.high : message.total !== 0))
                writer.uint32(8).uint64(message.total);
            if (message.perAgent != null && $Object.hasOwnProperty.call(message, "perAgent") && (typeof message.perAgent === "object" ? message.perAgent.low || message.perAgent.high : message.perAgent !== 0))
                writer.uint32(16).uint64(message.perAgent);
            if (message.untilMs != null && $Object.hasOwnProperty.call(message, "untilMs") && (typeof message.untilMs === "object" ? message.untilMs.low || message.untilMs.high : message.untilMs !== 0))
                writer.uint32(24).int64(message.untilMs);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        BandwidthLimits.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.BandwidthLimits();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.total = value;
                        else
                            delete message.total;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.perAgent = value;
                        else
                            delete message.perAgent;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.untilMs = value;
                        else
                            delete message.untilMs;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return BandwidthLimits;
    })();

    v1.AgentEnrolled = (function() {

        const AgentEnrolled = function (properties) {
            this.labels = {};
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        AgentEnrolled.prototype.agentId = $util.newBuffer([]);
        AgentEnrolled.prototype.name = "";
        AgentEnrolled.prototype.certificateSerial = "";
        AgentEnrolled.prototype.certificateNotAfterMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        AgentEnrolled.prototype.hello = null;
        AgentEnrolled.prototype.address = "";
        AgentEnrolled.prototype.replaced = false;
        AgentEnrolled.prototype.labels = $util.emptyObject;

        AgentEnrolled.create = function(properties) {
            return new AgentEnrolled(properties);
        };

        AgentEnrolled.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agentId != null && $Object.hasOwnProperty.call(message, "agentId") && message.agentId.length)
                writer.uint32(10).bytes(message.agentId);
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(18).string(message.name);
            if (message.certificateSerial != null && $Object.hasOwnProperty.call(message, "certificateSerial") && message.certificateSerial !== "")
                writer.uint32(26).string(message.certificateSerial);
            if (message.certificateNotAfterMs != null && $Object.hasOwnProperty.call(message, "certificateNotAfterMs") && (typeof message.certificateNotAfterMs === "object" ? message.certificateNotAfterMs.low || message.certificateNotAfterMs.high : message.certificateNotAfterMs !== 0))
                writer.uint32(32).int64(message.certificateNotAfterMs);
            if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                $root.v1.Hello.encode(message.hello, writer.uint32(42).fork(), _depth + 1).ldelim();
            if (message.address != null && $Object.hasOwnProperty.call(message, "address") && message.address !== "")
                writer.uint32(50).string(message.address);
            if (message.replaced != null && $Object.hasOwnProperty.call(message, "replaced") && message.replaced !== false)
                writer.uint32(56).bool(message.replaced);
            if (message.labels != null && $Object.hasOwnProperty.call(message, "labels"))
                for (let keys = $Object.keys(message.labels), i = 0; i < keys.length; ++i)
                    writer.uint32(482).fork().uint32(10).string(keys[i]).uint32(18).string(message.labels[keys[i]]).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        AgentEnrolled.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, key, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.AgentEnrolled();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.agentId = value;
                        else
                            delete message.agentId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.certificateSerial = value;
                        else
                            delete message.certificateSerial;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.certificateNotAfterMs = value;
                        else
                            delete message.certificateNotAfterMs;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.hello = $root.v1.Hello.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.address = value;
                        else
                            delete message.address;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.replaced = value;
                        else
                            delete message.replaced;
                        continue;
                    }
                case 60: {
                        if (wireType !== 2)
                            break;
                        if (message.labels === $util.emptyObject)
                            message.labels = {};
                        let end2 = reader.size() + reader.pos;
                        if (end2 > reader.len)
                            throw $RangeError("index out of range");
                        reader.len = end2;
                        key = "";
                        value = "";
                        while (reader.pos < end2) {
                            let tag2 = reader.tag();
                            wireType = tag2 & 7;
                            switch (tag2 >>>= 3) {
                            case 1:
                                if (wireType !== 2)
                                    break;
                                key = reader.stringVerify();
                                continue;
                            case 2:
                                if (wireType !== 2)
                                    break;
                                value = reader.stringVerify();
                                continue;
                            }
                            reader.skipType(wireType, _depth, tag2);
                        }
                        if (reader.pos !== end2)
                            throw $RangeError("index out of range");
                        reader.len = end;
                        if (key === "__proto__")
                            $util.makeProp(message.labels, key);
                        message.labels[key] = value;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AgentEnrolled;
    })();

    v1.AgentChanged = (function() {

        const AgentChanged = function (properties) {
            this.labels = {};
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        AgentChanged.prototype.agentId = $util.newBuffer([]);
        AgentChanged.prototype.name = "";
        AgentChanged.prototype.dedup = "";
        AgentChanged.prototype.labels = $util.emptyObject;
        AgentChanged.prototype.restore = "";
        AgentChanged.prototype.quotaBytes = null;
        AgentChanged.prototype.retired = null;

        let $oneOfFields;

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(AgentChanged.prototype, "_quotaBytes", {
            get: $util.oneOfGetter($oneOfFields = ["quotaBytes"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(AgentChanged.prototype, "_retired", {
            get: $util.oneOfGetter($oneOfFields = ["retired"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        AgentChanged.create = function(properties) {
            return new AgentChanged(properties);
        };

        AgentChanged.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agentId != null && $Object.hasOwnProperty.call(message, "agentId") && message.agentId.length)
                writer.uint32(10).bytes(message.agentId);
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(18).string(message.name);
            if (message.dedup != null && $Object.hasOwnProperty.call(message, "dedup") && message.dedup !== "")
                writer.uint32(26).string(message.dedup);
            if (message.labels != null && $Object.hasOwnProperty.call(message, "labels"))
                for (let keys = $Object.keys(message.labels), i = 0; i < keys.length; ++i)
                    writer.uint32(34).fork().uint32(10).string(keys[i]).uint32(18).string(message.labels[keys[i]]).ldelim();
            if (message.restore != null && $Object.hasOwnProperty.call(message, "restore") && message.restore !== "")
                writer.uint32(42).string(message.restore);
            if (message.quotaBytes != null && $Object.hasOwnProperty.call(message, "quotaBytes"))
                writer.uint32(80).uint64(message.quotaBytes);
            if (message.retired != null && $Object.hasOwnProperty.call(message, "retired"))
                writer.uint32(88).bool(message.retired);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        AgentChanged.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, key, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.AgentChanged();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.agentId = value;
                        else
                            delete message.agentId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.dedup = value;
                        else
                            delete message.dedup;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (message.labels === $util.emptyObject)
                            message.labels = {};
                        let end2 = reader.size() + reader.pos;
                        if (end2 > reader.len)
                            throw $RangeError("index out of range");
                        reader.len = end2;
                        key = "";
                        value = "";
                        while (reader.pos < end2) {
                            let tag2 = reader.tag();
                            wireType = tag2 & 7;
                            switch (tag2 >>>= 3) {
                            case 1:
                                if (wireType !== 2)
                                    break;
                                key = reader.stringVerify();
                                continue;
                            case 2:
                                if (wireType !== 2)
                                    break;
                                value = reader.stringVerify();
                                continue;
                            }
                            reader.skipType(wireType, _depth, tag2);
                        }
                        if (reader.pos !== end2)
                            throw $RangeError("index out of range");
                        reader.len = end;
                        if (key === "__proto__")
                            $util.makeProp(message.labels, key);
                        message.labels[key] = value;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.restore = value;
                        else
                            delete message.restore;
                        continue;
                    }
                case 10: {
                        if (wireType !== 0)
                            break;
                        message.quotaBytes = reader.uint64();
                        message._quotaBytes = "quotaBytes";
                        continue;
                    }
                case 11: {
                        if (wireType !== 0)
                            break;
                        message.retired = reader.bool();
                        message._retired = "retired";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AgentChanged;
    })();

    v1.AgentRevoked = (function() {

        const AgentRevoked = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        AgentRevoked.prototype.agentId = $util.newBuffer([]);

        AgentRevoked.create = function(properties) {
            return new AgentRevoked(properties);
        };

        AgentRevoked.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agentId != null && $Object.hasOwnProperty.call(message, "agentId") && message.agentId.length)
                writer.uint32(10).bytes(message.agentId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        AgentRevoked.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.AgentRevoked();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.agentId = value;
                        else
                            delete message.agentId;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AgentRevoked;
    })();

    v1.AgentRemoved = (function() {

        const AgentRemoved = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        AgentRemoved.prototype.agentId = $util.newBuffer([]);

        AgentRemoved.create = function(properties) {
            return new AgentRemoved(properties);
        };

        AgentRemoved.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agentId != null && $Object.hasOwnProperty.call(message, "agentId") && message.agentId.length)
                writer.uint32(10).bytes(message.agentId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        AgentRemoved.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.AgentRemoved();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.agentId = value;
                        else
                            delete message.agentId;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AgentRemoved;
    })();

    v1.CertificateIssued = (function() {

        const CertificateIssued = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        CertificateIssued.prototype.agentId = $util.newBuffer([]);
        CertificateIssued.prototype.certificateSerial = "";
        CertificateIssued.prototype.certificateNotAfterMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        CertificateIssued.create = function(properties) {
            return new CertificateIssued(properties);
        };

        CertificateIssued.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agentId != null && $Object.hasOwnProperty.call(message, "agentId") && message.agentId.length)
                writer.uint32(10).bytes(message.agentId);
            if (message.certificateSerial != null && $Object.hasOwnProperty.call(message, "certificateSerial") && message.certificateSerial !== "")
                writer.uint32(18).string(message.certificateSerial);
            if (message.certificateNotAfterMs != null && $Object.hasOwnProperty.call(message, "certificateNotAfterMs") && (typeof message.certificateNotAfterMs === "object" ? message.certificateNotAfterMs.low || message.certificateNotAfterMs.high : message.certificateNotAfterMs !== 0))
                writer.uint32(24).int64(message.certificateNotAfterMs);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        CertificateIssued.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.CertificateIssued();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.agentId = value;
                        else
                            delete message.agentId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.certificateSerial = value;
                        else
                            delete message.certificateSerial;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.certificateNotAfterMs = value;
                        else
                            delete message.certificateNotAfterMs;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CertificateIssued;
    })();

    v1.TokenCreated = (function() {

        const TokenCreated = function (properties) {
            this.networks = [];
            this.labels = {};
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        TokenCreated.prototype.tokenId = "";
        TokenCreated.prototype.secretHash = $util.newBuffer([]);
        TokenCreated.prototype.agentName = "";
        TokenCreated.prototype.expiresMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        TokenCreated.prototype.replace = false;
        TokenCreated.prototype.uses = 0;
        TokenCreated.prototype.snapshotId = $util.newBuffer([]);
        TokenCreated.prototype.networks = $util.emptyArray;
        TokenCreated.prototype.labels = $util.emptyObject;

        TokenCreated.create = function(properties) {
            return new TokenCreated(properties);
        };

        TokenCreated.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.tokenId != null && $Object.hasOwnProperty.call(message, "tokenId") && message.tokenId !== "")
                writer.uint32(10).string(message.tokenId);
            if (message.secretHash != null && $Object.hasOwnProperty.call(message, "secretHash") && message.secretHash.length)
                writer.uint32(18).bytes(message.secretHash);
            if (message.agentName != null && $Object.hasOwnProperty.call(message, "agentName") && message.agentName !== "")
                writer.uint32(26).string(message.agentName);
            if (message.expiresMs != null && $Object.hasOwnProperty.call(message, "expiresMs") && (typeof message.expiresMs === "object" ? message.expiresMs.low || message.expiresMs.high : message.expiresMs !== 0))
                writer.uint32(32).int64(message.expiresMs);
            if (message.replace != null && $Object.hasOwnProperty.call(message, "replace") && message.replace !== false)
                writer.uint32(40).bool(message.replace);
            if (message.uses != null && $Object.hasOwnProperty.call(message, "uses") && message.uses !== 0)
                writer.uint32(48).uint32(message.uses);
            if (message.snapshotId != null && $Object.hasOwnProperty.call(message, "snapshotId") && message.snapshotId.length)
                writer.uint32(322).bytes(message.snapshotId);
            if (message.networks != null && message.networks.length)
                for (let i = 0; i < message.networks.length; ++i)
                    writer.uint32(482).string(message.networks[i]);
            if (message.labels != null && $Object.hasOwnProperty.call(message, "labels"))
                for (let keys = $Object.keys(message.labels), i = 0; i < keys.length; ++i)
                    writer.uint32(490).fork().uint32(10).string(keys[i]).uint32(18).string(message.labels[keys[i]]).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        TokenCreated.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, key, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.TokenCreated();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.tokenId = value;
                        else
                            delete message.tokenId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.secretHash = value;
                        else
                            delete message.secretHash;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agentName = value;
                        else
                            delete message.agentName;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.expiresMs = value;
                        else
                            delete message.expiresMs;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.replace = value;
                        else
                            delete message.replace;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.uses = value;
                        else
                            delete message.uses;
                        continue;
                    }
                case 40: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotId = value;
                        else
                            delete message.snapshotId;
                        continue;
                    }
                case 60: {
                        if (wireType !== 2)
                            break;
                        if (!(message.networks && message.networks.length))
                            message.networks = [];
                        message.networks.push(reader.stringVerify());
                        continue;
                    }
                case 61: {
                        if (wireType !== 2)
                            break;
                        if (message.labels === $util.emptyObject)
                            message.labels = {};
                        let end2 = reader.size() + reader.pos;
                        if (end2 > reader.len)
                            throw $RangeError("index out of range");
                        reader.len = end2;
                        key = "";
                        value = "";
                        while (reader.pos < end2) {
                            let tag2 = reader.tag();
                            wireType = tag2 & 7;
                            switch (tag2 >>>= 3) {
                            case 1:
                                if (wireType !== 2)
                                    break;
                                key = reader.stringVerify();
                                continue;
                            case 2:
                                if (wireType !== 2)
                                    break;
                                value = reader.stringVerify();
                                continue;
                            }
                            reader.skipType(wireType, _depth, tag2);
                        }
                        if (reader.pos !== end2)
                            throw $RangeError("index out of range");
                        reader.len = end;
                        if (key === "__proto__")
                            $util.makeProp(message.labels, key);
                        message.labels[key] = value;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return TokenCreated;
    })();

    v1.TokenSpent = (function() {

        const TokenSpent = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        TokenSpent.prototype.tokenId = "";
        TokenSpent.prototype.agentId = $util.newBuffer([]);
        TokenSpent.prototype.address = "";
        TokenSpent.prototype.hostName = "";

        TokenSpent.create = function(properties) {
            return new TokenSpent(properties);
        };

        TokenSpent.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.tokenId != null && $Object.hasOwnProperty.call(message, "tokenId") && message.tokenId !== "")
                writer.uint32(10).string(message.tokenId);
            if (message.agentId != null && $Object.hasOwnProperty.call(message, "agentId") && message.agentId.length)
                writer.uint32(18).bytes(message.agentId);
            if (message.address != null && $Object.hasOwnProperty.call(message, "address") && message.address !== "")
                writer.uint32(322).string(message.address);
            if (message.hostName != null && $Object.hasOwnProperty.call(message, "hostName") && message.hostName !== "")
                writer.uint32(330).string(message.hostName);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        TokenSpent.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.TokenSpent();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.tokenId = value;
                        else
                            delete message.tokenId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.agentId = value;
                        else
                            delete message.agentId;
                        continue;
                    }
                case 40: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.address = value;
                        else
                            delete message.address;
                        continue;
                    }
                case 41: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.hostName = value;
                        else
                            delete message.hostName;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return TokenSpent;
    })();

    v1.TokenRevoked = (function() {

        const TokenRevoked = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        TokenRevoked.prototype.tokenId = "";

        TokenRevoked.create = function(properties) {
            return new TokenRevoked(properties);
        };

        TokenRevoked.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.tokenId != null && $Object.hasOwnProperty.call(message, "tokenId") && message.tokenId !== "")
                writer.uint32(10).string(message.tokenId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        TokenRevoked.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.TokenRevoked();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.tokenId = value;
                        else
                            delete message.tokenId;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return TokenRevoked;
    })();

    v1.SnapshotDeleted = (function() {

        const SnapshotDeleted = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SnapshotDeleted.prototype.snapshotId = $util.newBuffer([]);
        SnapshotDeleted.prototype.agentName = "";
        SnapshotDeleted.prototype.plan = "";
        SnapshotDeleted.prototype.snapshotTimeMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        SnapshotDeleted.prototype.graceMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        SnapshotDeleted.prototype.agentId = $util.newBuffer([]);
        SnapshotDeleted.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        SnapshotDeleted.prototype.reason = "";

        SnapshotDeleted.create = function(properties) {
            return new SnapshotDeleted(properties);
        };

        SnapshotDeleted.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshotId != null && $Object.hasOwnProperty.call(message, "snapshotId") && message.snapshotId.length)
                writer.uint32(10).bytes(message.snapshotId);
            if (message.agentName != null && $Object.hasOwnProperty.call(message, "agentName") && message.agentName !== "")
                writer.uint32(18).string(message.agentName);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(26).string(message.plan);
            if (message.snapshotTimeMs != null && $Object.hasOwnProperty.call(message, "snapshotTimeMs") && (typeof message.snapshotTimeMs === "object" ? message.snapshotTimeMs.low || message.snapshotTimeMs.high : message.snapshotTimeMs !== 0))
                writer.uint32(32).int64(message.snapshotTimeMs);
            if (message.graceMs != null && $Object.hasOwnProperty.call(message, "graceMs") && (typeof message.graceMs === "object" ? message.graceMs.low || message.graceMs.high : message.graceMs !== 0))
                writer.uint32(40).uint64(message.graceMs);
            if (message.agentId != null && $Object.hasOwnProperty.call(message, "agentId") && message.agentId.length)
                writer.uint32(50).bytes(message.agentId);
            if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                writer.uint32(56).uint64(message.sequence);
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                writer.uint32(82).string(message.reason);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SnapshotDeleted.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.SnapshotDeleted();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotId = value;
                        else
                            delete message.snapshotId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.agentName = value;
                        else
                            delete message.agentName;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.snapshotTimeMs = value;
                        else
                            delete message.snapshotTimeMs;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.graceMs = value;
                        else
                            delete message.graceMs;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.agentId = value;
                        else
                            delete message.agentId;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.sequence = value;
                        else
                            delete message.sequence;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.reason = value;
                        else
                            delete message.reason;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SnapshotDeleted;
    })();

    v1.SnapshotUndeleted = (function() {

        const SnapshotUndeleted = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SnapshotUndeleted.prototype.snapshotId = $util.newBuffer([]);

        SnapshotUndeleted.create = function(properties) {
            return new SnapshotUndeleted(properties);
        };

        SnapshotUndeleted.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshotId != null && $Object.hasOwnProperty.call(message, "snapshotId") && message.snapshotId.length)
                writer.uint32(10).bytes(message.snapshotId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SnapshotUndeleted.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.SnapshotUndeleted();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotId = value;
                        else
                            delete message.snapshotId;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SnapshotUndeleted;
    })();

    v1.SnapshotExpired = (function() {

        const SnapshotExpired = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SnapshotExpired.prototype.snapshotId = $util.newBuffer([]);

        SnapshotExpired.create = function(properties) {
            return new SnapshotExpired(properties);
        };

        SnapshotExpired.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshotId != null && $Object.hasOwnProperty.call(message, "snapshotId") && message.snapshotId.length)
                writer.uint32(10).bytes(message.snapshotId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SnapshotExpired.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.SnapshotExpired();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotId = value;
                        else
                            delete message.snapshotId;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SnapshotExpired;
    })();

    v1.SnapshotPinned = (function() {

        const SnapshotPinned = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SnapshotPinned.prototype.snapshotId = $util.newBuffer([]);
        SnapshotPinned.prototype.reason = "";

        SnapshotPinned.create = function(properties) {
            return new SnapshotPinned(properties);
        };

        SnapshotPinned.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshotId != null && $Object.hasOwnProperty.call(message, "snapshotId") && message.snapshotId.length)
                writer.uint32(10).bytes(message.snapshotId);
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                writer.uint32(18).string(message.reason);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SnapshotPinned.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.SnapshotPinned();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotId = value;
                        else
                            delete message.snapshotId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.reason = value;
                        else
                            delete message.reason;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SnapshotPinned;
    })();

    v1.SnapshotUnpinned = (function() {

        const SnapshotUnpinned = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SnapshotUnpinned.prototype.snapshotId = $util.newBuffer([]);

        SnapshotUnpinned.create = function(properties) {
            return new SnapshotUnpinned(properties);
        };

        SnapshotUnpinned.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshotId != null && $Object.hasOwnProperty.call(message, "snapshotId") && message.snapshotId.length)
                writer.uint32(10).bytes(message.snapshotId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SnapshotUnpinned.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.SnapshotUnpinned();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.snapshotId = value;
                        else
                            delete message.snapshotId;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SnapshotUnpinned;
    })();

    v1.ScheduleSet = (function() {

        const ScheduleSet = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ScheduleSet.prototype.agentId = $util.newBuffer([]);
        ScheduleSet.prototype.plan = "";
        ScheduleSet.prototype.settings = null;

        ScheduleSet.create = function(properties) {
            return new ScheduleSet(properties);
        };

        ScheduleSet.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agentId != null && $Object.hasOwnProperty.call(message, "agentId") && message.agentId.length)
                writer.uint32(10).bytes(message.agentId);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(18).string(message.plan);
            if (message.settings != null && $Object.hasOwnProperty.call(message, "settings"))
                $root.v1.ScheduleSettings.encode(message.settings, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ScheduleSet.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ScheduleSet();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.agentId = value;
                        else
                            delete message.agentId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.settings = $root.v1.ScheduleSettings.decode(reader, reader.size(), $undefined, _depth + 1, message.settings);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ScheduleSet;
    })();

    v1.ScheduleSettings = (function() {

        const ScheduleSettings = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ScheduleSettings.prototype.cron = "";
        ScheduleSettings.prototype.zone = "";
        ScheduleSettings.prototype.window = "";
        ScheduleSettings.prototype.atWindowEnd = "";
        ScheduleSettings.prototype.jitterMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        ScheduleSettings.prototype.maxAgeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        ScheduleSettings.create = function(properties) {
            return new ScheduleSettings(properties);
        };

        ScheduleSettings.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.cron != null && $Object.hasOwnProperty.call(message, "cron") && message.cron !== "")
                writer.uint32(10).string(message.cron);
            if (message.zone != null && $Object.hasOwnProperty.call(message, "zone") && message.zone !== "")
                writer.uint32(18).string(message.zone);
            if (message.window != null && $Object.hasOwnProperty.call(message, "window") && message.window !== "")
                writer.uint32(26).string(message.window);
            if (message.atWindowEnd != null && $Object.hasOwnProperty.call(message, "atWindowEnd") && message.atWindowEnd !== "")
                writer.uint32(34).string(message.atWindowEnd);
            if (message.jitterMs != null && $Object.hasOwnProperty.call(message, "jitterMs") && (typeof message.jitterMs === "object" ? message.jitterMs.low || message.jitterMs.high : message.jitterMs !== 0))
                writer.uint32(40).uint64(message.jitterMs);
            if (message.maxAgeMs != null && $Object.hasOwnProperty.call(message, "maxAgeMs") && (typeof message.maxAgeMs === "object" ? message.maxAgeMs.low || message.maxAgeMs.high : message.maxAgeMs !== 0))
                writer.uint32(48).uint64(message.maxAgeMs);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ScheduleSettings.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ScheduleSettings();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.cron = value;
                        else
                            delete message.cron;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.zone = value;
                        else
                            delete message.zone;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.window = value;
                        else
                            delete message.window;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.atWindowEnd = value;
                        else
                            delete message.atWindowEnd;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.jitterMs = value;
                        else
                            delete message.jitterMs;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.maxAgeMs = value;
                        else
                            delete message.maxAgeMs;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ScheduleSettings;
    })();

    v1.RetentionSet = (function() {

        const RetentionSet = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RetentionSet.prototype.agentId = $util.newBuffer([]);
        RetentionSet.prototype.plan = "";
        RetentionSet.prototype.policy = null;

        RetentionSet.create = function(properties) {
            return new RetentionSet(properties);
        };

        RetentionSet.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.agentId != null && $Object.hasOwnProperty.call(message, "agentId") && message.agentId.length)
                writer.uint32(10).bytes(message.agentId);
            if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== "")
                writer.uint32(18).string(message.plan);
            if (message.policy != null && $Object.hasOwnProperty.call(message, "policy"))
                $root.v1.RetentionPolicy.encode(message.policy, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RetentionSet.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.RetentionSet();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.agentId = value;
                        else
                            delete message.agentId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.plan = value;
                        else
                            delete message.plan;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.policy = $root.v1.RetentionPolicy.decode(reader, reader.size(), $undefined, _depth + 1, message.policy);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RetentionSet;
    })();

    v1.RetentionPolicy = (function() {

        const RetentionPolicy = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        RetentionPolicy.prototype.keepLast = 0;
        RetentionPolicy.prototype.keepHourly = 0;
        RetentionPolicy.prototype.keepDaily = 0;
        RetentionPolicy.prototype.keepWeekly = 0;
        RetentionPolicy.prototype.keepMonthly = 0;
        RetentionPolicy.prototype.keepYearly = 0;
        RetentionPolicy.prototype.keepWithinMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
        RetentionPolicy.prototype.immutableForMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        RetentionPolicy.create = function(properties) {
            return new RetentionPolicy(properties);
        };

        RetentionPolicy.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.keepLast != null && $Object.hasOwnProperty.call(message, "keepLast") && message.keepLast !== 0)
                writer.uint32(8).uint32(message.keepLast);
            if (message.keepHourly != null && $Object.hasOwnProperty.call(message, "keepHourly") && message.keepHourly !== 0)
                writer.uint32(16).uint32(message.keepHourly);
            if (message.keepDaily != null && $Object.hasOwnProperty.call(message, "keepDaily") && message.keepDaily !== 0)
                writer.uint32(24).uint32(message.keepDaily);
            if (message.keepWeekly != null && $Object.hasOwnProperty.call(message, "keepWeekly") && message.keepWeekly !== 0)
                writer.uint32(32).uint32(message.keepWeekly);
            if (message.keepMonthly != null && $Object.hasOwnProperty.call(message, "keepMonthly") && message.keepMonthly !== 0)
                writer.uint32(40).uint32(message.keepMonthly);
            if (message.keepYearly != null && $Object.hasOwnProperty.call(message, "keepYearly") && message.keepYearly !== 0)
                writer.uint32(48).uint32(message.keepYearly);
            if (message.keepWithinMs != null && $Object.hasOwnProperty.call(message, "keepWithinMs") && (typeof message.keepWithinMs === "object" ? message.keepWithinMs.low || message.keepWithinMs.high : message.keepWithinMs !== 0))
                writer.uint32(56).uint64(message.keepWithinMs);
            if (message.immutableForMs != null && $Object.hasOwnProperty.call(message, "immutableForMs") && (typeof message.immutableForMs === "object" ? message.immutableForMs.low || message.immutableForMs.high : message.immutableForMs !== 0))
                writer.uint32(64).uint64(message.immutableForMs);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        RetentionPolicy.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.RetentionPolicy();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.keepLast = value;
                        else
                            delete message.keepLast;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.keepHourly = value;
                        else
                            delete message.keepHourly;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.keepDaily = value;
                        else
                            delete message.keepDaily;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.keepWeekly = value;
                        else
                            delete message.keepWeekly;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.keepMonthly = value;
                        else
                            delete message.keepMonthly;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.keepYearly = value;
                        else
                            delete message.keepYearly;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.keepWithinMs = value;
                        else
                            delete message.keepWithinMs;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.immutableForMs = value;
                        else
                            delete message.immutableForMs;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RetentionPolicy;
    })();

    v1.TimeNoted = (function() {

        const TimeNoted = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        TimeNoted.prototype.notedMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
        TimeNoted.prototype.accepted = false;

        TimeNoted.create = function(properties) {
            return new TimeNoted(properties);
        };

        TimeNoted.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.notedMs != null && $Object.hasOwnProperty.call(message, "notedMs") && (typeof message.notedMs === "object" ? message.notedMs.low || message.notedMs.high : message.notedMs !== 0))
                writer.uint32(8).int64(message.notedMs);
            if (message.accepted != null && $Object.hasOwnProperty.call(message, "accepted") && message.accepted !== false)
                writer.uint32(16).bool(message.accepted);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        TimeNoted.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.TimeNoted();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.notedMs = value;
                        else
                            delete message.notedMs;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.accepted = value;
                        else
                            delete message.accepted;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return TimeNoted;
    })();

    v1.ChunksDamaged = (function() {

        const ChunksDamaged = function (properties) {
            this.chunks = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ChunksDamaged.prototype.chunks = $util.emptyArray;

        ChunksDamaged.create = function(properties) {
            return new ChunksDamaged(properties);
        };

        ChunksDamaged.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.chunks != null && message.chunks.length)
                for (let i = 0; i < message.chunks.length; ++i)
                    $root.v1.DamagedChunk.encode(message.chunks[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ChunksDamaged.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ChunksDamaged();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.chunks && message.chunks.length))
                            message.chunks = [];
                        message.chunks.push($root.v1.DamagedChunk.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ChunksDamaged;
    })();

    v1.DamagedChunk = (function() {

        const DamagedChunk = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        DamagedChunk.prototype.chunkId = $util.newBuffer([]);
        DamagedChunk.prototype.packId = $util.newBuffer([]);
        DamagedChunk.prototype.blockOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        DamagedChunk.create = function(properties) {
            return new DamagedChunk(properties);
        };

        DamagedChunk.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.chunkId != null && $Object.hasOwnProperty.call(message, "chunkId") && message.chunkId.length)
                writer.uint32(10).bytes(message.chunkId);
            if (message.packId != null && $Object.hasOwnProperty.call(message, "packId") && message.packId.length)
                writer.uint32(18).bytes(message.packId);
            if (message.blockOffset != null && $Object.hasOwnProperty.call(message, "blockOffset") && (typeof message.blockOffset === "object" ? message.blockOffset.low || message.blockOffset.high : message.blockOffset !== 0))
                writer.uint32(24).uint64(message.blockOffset);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        DamagedChunk.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.DamagedChunk();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.chunkId = value;
                        else
                            delete message.chunkId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.packId = value;
                        else
                            delete message.packId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.blockOffset = value;
                        else
                            delete message.blockOffset;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return DamagedChunk;
    })();

    v1.ChunksHealed = (function() {

        const ChunksHealed = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ChunksHealed.prototype.chunkIds = $util.newBuffer([]);

        ChunksHealed.create = function(properties) {
            return new ChunksHealed(properties);
        };

        ChunksHealed.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.chunkIds != null && $Object.hasOwnProperty.call(message, "chunkIds") && message.chunkIds.length)
                writer.uint32(10).bytes(message.chunkIds);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ChunksHealed.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.v1.ChunksHealed();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.chunkIds = value;
                        else
                            delete message.chunkIds;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ChunksHealed;
    })();

    return v1;
})();

export {
  $root as default
};
