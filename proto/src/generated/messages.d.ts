import * as $protobuf from "protobufjs";

/** Namespace v1. */
export namespace v1 {

    /**
     * Properties of a Hello.
     * @deprecated Use v1.Hello.$Properties instead.
     */
    interface IHello extends v1.Hello.$Properties {
    }

    /** Represents a Hello. */
    class Hello {

        /**
         * Constructs a new Hello.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.Hello.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Hello protocolVersion. */
        protocolVersion: number;

        /** Hello capabilities. */
        capabilities: string[];

        /** Hello machineId. */
        machineId: string;

        /** Hello bootId. */
        bootId: string;

        /** Hello hostName. */
        hostName: string;

        /** Hello softwareVersion. */
        softwareVersion: string;

        /** Hello operatingSystem. */
        operatingSystem: string;

        /** Hello kernel. */
        kernel: string;

        /** Hello nodeVersion. */
        nodeVersion: string;

        /** Hello clockMs. */
        clockMs: number;

        /** Hello oldestProtocolVersion. */
        oldestProtocolVersion: number;

        /**
         * Creates a new Hello instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Hello instance
         */
        static create(properties: v1.Hello.$Shape): v1.Hello & v1.Hello.$Shape;
        static create(properties?: v1.Hello.$Properties): v1.Hello;

        /**
         * Encodes the specified Hello message. Does not implicitly {@link v1.Hello.verify|verify} messages.
         * @param message Hello message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.Hello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Hello message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.Hello & v1.Hello.$Shape} Hello
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.Hello & v1.Hello.$Shape;
    }

    namespace Hello {

        /** Properties of a Hello. */
        interface $Properties {

            /** Hello protocolVersion */
            protocolVersion?: (number|null);

            /** Hello capabilities */
            capabilities?: (string[]|null);

            /** Hello machineId */
            machineId?: (string|null);

            /** Hello bootId */
            bootId?: (string|null);

            /** Hello hostName */
            hostName?: (string|null);

            /** Hello softwareVersion */
            softwareVersion?: (string|null);

            /** Hello operatingSystem */
            operatingSystem?: (string|null);

            /** Hello kernel */
            kernel?: (string|null);

            /** Hello nodeVersion */
            nodeVersion?: (string|null);

            /** Hello clockMs */
            clockMs?: (number|null);

            /** Hello oldestProtocolVersion */
            oldestProtocolVersion?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Hello. */
        type $Shape = v1.Hello.$Properties;
    }

    /**
     * Properties of a Welcome.
     * @deprecated Use v1.Welcome.$Properties instead.
     */
    interface IWelcome extends v1.Welcome.$Properties {
    }

    /** Represents a Welcome. */
    class Welcome {

        /**
         * Constructs a new Welcome.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.Welcome.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Welcome protocolVersion. */
        protocolVersion: number;

        /** Welcome capabilities. */
        capabilities: string[];

        /** Welcome collectorId. */
        collectorId: string;

        /** Welcome softwareVersion. */
        softwareVersion: string;

        /** Welcome clockMs. */
        clockMs: number;

        /** Welcome agentId. */
        agentId: string;

        /** Welcome agentName. */
        agentName: string;

        /** Welcome certificateNotAfterMs. */
        certificateNotAfterMs: number;

        /** Welcome renewCertificate. */
        renewCertificate: boolean;

        /**
         * Creates a new Welcome instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Welcome instance
         */
        static create(properties: v1.Welcome.$Shape): v1.Welcome & v1.Welcome.$Shape;
        static create(properties?: v1.Welcome.$Properties): v1.Welcome;

        /**
         * Encodes the specified Welcome message. Does not implicitly {@link v1.Welcome.verify|verify} messages.
         * @param message Welcome message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.Welcome.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Welcome message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.Welcome & v1.Welcome.$Shape} Welcome
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.Welcome & v1.Welcome.$Shape;
    }

    namespace Welcome {

        /** Properties of a Welcome. */
        interface $Properties {

            /** Welcome protocolVersion */
            protocolVersion?: (number|null);

            /** Welcome capabilities */
            capabilities?: (string[]|null);

            /** Welcome collectorId */
            collectorId?: (string|null);

            /** Welcome softwareVersion */
            softwareVersion?: (string|null);

            /** Welcome clockMs */
            clockMs?: (number|null);

            /** Welcome agentId */
            agentId?: (string|null);

            /** Welcome agentName */
            agentName?: (string|null);

            /** Welcome certificateNotAfterMs */
            certificateNotAfterMs?: (number|null);

            /** Welcome renewCertificate */
            renewCertificate?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Welcome. */
        type $Shape = v1.Welcome.$Properties;
    }

    /**
     * Properties of a ControlReport.
     * @deprecated Use v1.ControlReport.$Properties instead.
     */
    interface IControlReport extends v1.ControlReport.$Properties {
    }

    /** Represents a ControlReport. */
    class ControlReport {

        /**
         * Constructs a new ControlReport.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ControlReport.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ControlReport hello. */
        hello?: (v1.Hello.$Properties|null);

        /** ControlReport plans. */
        plans?: (v1.PlanList.$Properties|null);

        /** ControlReport run. */
        run?: (v1.RunReport.$Properties|null);

        /** ControlReport answer. */
        answer?: (v1.OrderAnswer.$Properties|null);

        /** ControlReport message. */
        message?: ("hello"|"plans"|"run"|"answer");

        /**
         * Creates a new ControlReport instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ControlReport instance
         */
        static create(properties: v1.ControlReport.$Shape): v1.ControlReport & v1.ControlReport.$Shape;
        static create(properties?: v1.ControlReport.$Properties): v1.ControlReport;

        /**
         * Encodes the specified ControlReport message. Does not implicitly {@link v1.ControlReport.verify|verify} messages.
         * @param message ControlReport message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ControlReport.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ControlReport message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ControlReport & v1.ControlReport.$Shape} ControlReport
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ControlReport & v1.ControlReport.$Shape;
    }

    namespace ControlReport {

        /** Properties of a ControlReport. */
        interface $Properties {

            /** ControlReport hello */
            hello?: (v1.Hello.$Properties|null);

            /** ControlReport plans */
            plans?: (v1.PlanList.$Properties|null);

            /** ControlReport run */
            run?: (v1.RunReport.$Properties|null);

            /** ControlReport answer */
            answer?: (v1.OrderAnswer.$Properties|null);

            /** ControlReport message */
            message?: ("hello"|"plans"|"run"|"answer");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a ControlReport. */
        type $Shape = {
          hello?: v1.Hello.$Shape|null;
          plans?: v1.PlanList.$Shape|null;
          run?: v1.RunReport.$Shape|null;
          answer?: v1.OrderAnswer.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ message?: undefined; hello?: null; plans?: null; run?: null; answer?: null }|{ message?: "hello"; hello: v1.Hello.$Shape; plans?: null; run?: null; answer?: null }|{ message?: "plans"; hello?: null; plans: v1.PlanList.$Shape; run?: null; answer?: null }|{ message?: "run"; hello?: null; plans?: null; run: v1.RunReport.$Shape; answer?: null }|{ message?: "answer"; hello?: null; plans?: null; run?: null; answer: v1.OrderAnswer.$Shape })
        );
    }

    /**
     * Properties of a ControlOrder.
     * @deprecated Use v1.ControlOrder.$Properties instead.
     */
    interface IControlOrder extends v1.ControlOrder.$Properties {
    }

    /** Represents a ControlOrder. */
    class ControlOrder {

        /**
         * Constructs a new ControlOrder.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ControlOrder.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ControlOrder welcome. */
        welcome?: (v1.Welcome.$Properties|null);

        /** ControlOrder startRun. */
        startRun?: (v1.StartRun.$Properties|null);

        /** ControlOrder cancelRun. */
        cancelRun?: (v1.CancelRun.$Properties|null);

        /** ControlOrder runNoted. */
        runNoted?: (v1.RunNoted.$Properties|null);

        /** ControlOrder startRestore. */
        startRestore?: (v1.StartRestore.$Properties|null);

        /** ControlOrder setPlans. */
        setPlans?: (v1.SetPlans.$Properties|null);

        /** ControlOrder message. */
        message?: ("welcome"|"startRun"|"cancelRun"|"runNoted"|"startRestore"|"setPlans");

        /**
         * Creates a new ControlOrder instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ControlOrder instance
         */
        static create(properties: v1.ControlOrder.$Shape): v1.ControlOrder & v1.ControlOrder.$Shape;
        static create(properties?: v1.ControlOrder.$Properties): v1.ControlOrder;

        /**
         * Encodes the specified ControlOrder message. Does not implicitly {@link v1.ControlOrder.verify|verify} messages.
         * @param message ControlOrder message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ControlOrder.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ControlOrder message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ControlOrder & v1.ControlOrder.$Shape} ControlOrder
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ControlOrder & v1.ControlOrder.$Shape;
    }

    namespace ControlOrder {

        /** Properties of a ControlOrder. */
        interface $Properties {

            /** ControlOrder welcome */
            welcome?: (v1.Welcome.$Properties|null);

            /** ControlOrder startRun */
            startRun?: (v1.StartRun.$Properties|null);

            /** ControlOrder cancelRun */
            cancelRun?: (v1.CancelRun.$Properties|null);

            /** ControlOrder runNoted */
            runNoted?: (v1.RunNoted.$Properties|null);

            /** ControlOrder startRestore */
            startRestore?: (v1.StartRestore.$Properties|null);

            /** ControlOrder setPlans */
            setPlans?: (v1.SetPlans.$Properties|null);

            /** ControlOrder message */
            message?: ("welcome"|"startRun"|"cancelRun"|"runNoted"|"startRestore"|"setPlans");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a ControlOrder. */
        type $Shape = {
          welcome?: v1.Welcome.$Shape|null;
          startRun?: v1.StartRun.$Shape|null;
          cancelRun?: v1.CancelRun.$Shape|null;
          runNoted?: v1.RunNoted.$Shape|null;
          startRestore?: v1.StartRestore.$Shape|null;
          setPlans?: v1.SetPlans.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ message?: undefined; welcome?: null; startRun?: null; cancelRun?: null; runNoted?: null; startRestore?: null; setPlans?: null }|{ message?: "welcome"; welcome: v1.Welcome.$Shape; startRun?: null; cancelRun?: null; runNoted?: null; startRestore?: null; setPlans?: null }|{ message?: "startRun"; welcome?: null; startRun: v1.StartRun.$Shape; cancelRun?: null; runNoted?: null; startRestore?: null; setPlans?: null }|{ message?: "cancelRun"; welcome?: null; startRun?: null; cancelRun: v1.CancelRun.$Shape; runNoted?: null; startRestore?: null; setPlans?: null }|{ message?: "runNoted"; welcome?: null; startRun?: null; cancelRun?: null; runNoted: v1.RunNoted.$Shape; startRestore?: null; setPlans?: null }|{ message?: "startRestore"; welcome?: null; startRun?: null; cancelRun?: null; runNoted?: null; startRestore: v1.StartRestore.$Shape; setPlans?: null }|{ message?: "setPlans"; welcome?: null; startRun?: null; cancelRun?: null; runNoted?: null; startRestore?: null; setPlans: v1.SetPlans.$Shape })
        );
    }

    /**
     * Properties of a PlanList.
     * @deprecated Use v1.PlanList.$Properties instead.
     */
    interface IPlanList extends v1.PlanList.$Properties {
    }

    /** Represents a PlanList. */
    class PlanList {

        /**
         * Constructs a new PlanList.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.PlanList.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PlanList plans. */
        plans: v1.PlanFacts.$Properties[];

        /** PlanList zone. */
        zone: string;

        /** PlanList central. */
        central: boolean;

        /** PlanList refusals. */
        refusals: v1.PlanRefusal.$Properties[];

        /**
         * Creates a new PlanList instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PlanList instance
         */
        static create(properties: v1.PlanList.$Shape): v1.PlanList & v1.PlanList.$Shape;
        static create(properties?: v1.PlanList.$Properties): v1.PlanList;

        /**
         * Encodes the specified PlanList message. Does not implicitly {@link v1.PlanList.verify|verify} messages.
         * @param message PlanList message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.PlanList.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PlanList message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.PlanList & v1.PlanList.$Shape} PlanList
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.PlanList & v1.PlanList.$Shape;
    }

    namespace PlanList {

        /** Properties of a PlanList. */
        interface $Properties {

            /** PlanList plans */
            plans?: (v1.PlanFacts.$Properties[]|null);

            /** PlanList zone */
            zone?: (string|null);

            /** PlanList central */
            central?: (boolean|null);

            /** PlanList refusals */
            refusals?: (v1.PlanRefusal.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PlanList. */
        type $Shape = v1.PlanList.$Properties;
    }

    /**
     * Properties of a SetPlans.
     * @deprecated Use v1.SetPlans.$Properties instead.
     */
    interface ISetPlans extends v1.SetPlans.$Properties {
    }

    /** Represents a SetPlans. */
    class SetPlans {

        /**
         * Constructs a new SetPlans.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.SetPlans.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SetPlans plans. */
        plans: v1.CentralPlan.$Properties[];

        /**
         * Creates a new SetPlans instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SetPlans instance
         */
        static create(properties: v1.SetPlans.$Shape): v1.SetPlans & v1.SetPlans.$Shape;
        static create(properties?: v1.SetPlans.$Properties): v1.SetPlans;

        /**
         * Encodes the specified SetPlans message. Does not implicitly {@link v1.SetPlans.verify|verify} messages.
         * @param message SetPlans message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.SetPlans.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SetPlans message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.SetPlans & v1.SetPlans.$Shape} SetPlans
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.SetPlans & v1.SetPlans.$Shape;
    }

    namespace SetPlans {

        /** Properties of a SetPlans. */
        interface $Properties {

            /** SetPlans plans */
            plans?: (v1.CentralPlan.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SetPlans. */
        type $Shape = v1.SetPlans.$Properties;
    }

    /**
     * Properties of a CentralPlan.
     * @deprecated Use v1.CentralPlan.$Properties instead.
     */
    interface ICentralPlan extends v1.CentralPlan.$Properties {
    }

    /** Represents a CentralPlan. */
    class CentralPlan {

        /**
         * Constructs a new CentralPlan.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.CentralPlan.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CentralPlan name. */
        name: string;

        /** CentralPlan revision. */
        revision: number;

        /** CentralPlan definition. */
        definition: string;

        /**
         * Creates a new CentralPlan instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CentralPlan instance
         */
        static create(properties: v1.CentralPlan.$Shape): v1.CentralPlan & v1.CentralPlan.$Shape;
        static create(properties?: v1.CentralPlan.$Properties): v1.CentralPlan;

        /**
         * Encodes the specified CentralPlan message. Does not implicitly {@link v1.CentralPlan.verify|verify} messages.
         * @param message CentralPlan message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.CentralPlan.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CentralPlan message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.CentralPlan & v1.CentralPlan.$Shape} CentralPlan
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.CentralPlan & v1.CentralPlan.$Shape;
    }

    namespace CentralPlan {

        /** Properties of a CentralPlan. */
        interface $Properties {

            /** CentralPlan name */
            name?: (string|null);

            /** CentralPlan revision */
            revision?: (number|null);

            /** CentralPlan definition */
            definition?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CentralPlan. */
        type $Shape = v1.CentralPlan.$Properties;
    }

    /**
     * Properties of a PlanRefusal.
     * @deprecated Use v1.PlanRefusal.$Properties instead.
     */
    interface IPlanRefusal extends v1.PlanRefusal.$Properties {
    }

    /** Represents a PlanRefusal. */
    class PlanRefusal {

        /**
         * Constructs a new PlanRefusal.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.PlanRefusal.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PlanRefusal plan. */
        plan: string;

        /** PlanRefusal revision. */
        revision: number;

        /** PlanRefusal source. */
        source: string;

        /** PlanRefusal field. */
        field: string;

        /** PlanRefusal reason. */
        reason: string;

        /**
         * Creates a new PlanRefusal instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PlanRefusal instance
         */
        static create(properties: v1.PlanRefusal.$Shape): v1.PlanRefusal & v1.PlanRefusal.$Shape;
        static create(properties?: v1.PlanRefusal.$Properties): v1.PlanRefusal;

        /**
         * Encodes the specified PlanRefusal message. Does not implicitly {@link v1.PlanRefusal.verify|verify} messages.
         * @param message PlanRefusal message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.PlanRefusal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PlanRefusal message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.PlanRefusal & v1.PlanRefusal.$Shape} PlanRefusal
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.PlanRefusal & v1.PlanRefusal.$Shape;
    }

    namespace PlanRefusal {

        /** Properties of a PlanRefusal. */
        interface $Properties {

            /** PlanRefusal plan */
            plan?: (string|null);

            /** PlanRefusal revision */
            revision?: (number|null);

            /** PlanRefusal source */
            source?: (string|null);

            /** PlanRefusal field */
            field?: (string|null);

            /** PlanRefusal reason */
            reason?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PlanRefusal. */
        type $Shape = v1.PlanRefusal.$Properties;
    }

    /**
     * Properties of a PlanFacts.
     * @deprecated Use v1.PlanFacts.$Properties instead.
     */
    interface IPlanFacts extends v1.PlanFacts.$Properties {
    }

    /** Represents a PlanFacts. */
    class PlanFacts {

        /**
         * Constructs a new PlanFacts.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.PlanFacts.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PlanFacts name. */
        name: string;

        /** PlanFacts schedule. */
        schedule: string;

        /** PlanFacts sourceKinds. */
        sourceKinds: string[];

        /** PlanFacts centralRevision. */
        centralRevision: number;

        /**
         * Creates a new PlanFacts instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PlanFacts instance
         */
        static create(properties: v1.PlanFacts.$Shape): v1.PlanFacts & v1.PlanFacts.$Shape;
        static create(properties?: v1.PlanFacts.$Properties): v1.PlanFacts;

        /**
         * Encodes the specified PlanFacts message. Does not implicitly {@link v1.PlanFacts.verify|verify} messages.
         * @param message PlanFacts message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.PlanFacts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PlanFacts message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.PlanFacts & v1.PlanFacts.$Shape} PlanFacts
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.PlanFacts & v1.PlanFacts.$Shape;
    }

    namespace PlanFacts {

        /** Properties of a PlanFacts. */
        interface $Properties {

            /** PlanFacts name */
            name?: (string|null);

            /** PlanFacts schedule */
            schedule?: (string|null);

            /** PlanFacts sourceKinds */
            sourceKinds?: (string[]|null);

            /** PlanFacts centralRevision */
            centralRevision?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PlanFacts. */
        type $Shape = v1.PlanFacts.$Properties;
    }

    /**
     * Properties of a StartRun.
     * @deprecated Use v1.StartRun.$Properties instead.
     */
    interface IStartRun extends v1.StartRun.$Properties {
    }

    /** Represents a StartRun. */
    class StartRun {

        /**
         * Constructs a new StartRun.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.StartRun.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** StartRun plan. */
        plan: string;

        /** StartRun runId. */
        runId: Uint8Array;

        /** StartRun reason. */
        reason: string;

        /**
         * Creates a new StartRun instance using the specified properties.
         * @param [properties] Properties to set
         * @returns StartRun instance
         */
        static create(properties: v1.StartRun.$Shape): v1.StartRun & v1.StartRun.$Shape;
        static create(properties?: v1.StartRun.$Properties): v1.StartRun;

        /**
         * Encodes the specified StartRun message. Does not implicitly {@link v1.StartRun.verify|verify} messages.
         * @param message StartRun message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.StartRun.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a StartRun message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.StartRun & v1.StartRun.$Shape} StartRun
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.StartRun & v1.StartRun.$Shape;
    }

    namespace StartRun {

        /** Properties of a StartRun. */
        interface $Properties {

            /** StartRun plan */
            plan?: (string|null);

            /** StartRun runId */
            runId?: (Uint8Array|null);

            /** StartRun reason */
            reason?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a StartRun. */
        type $Shape = v1.StartRun.$Properties;
    }

    /**
     * Properties of a CancelRun.
     * @deprecated Use v1.CancelRun.$Properties instead.
     */
    interface ICancelRun extends v1.CancelRun.$Properties {
    }

    /** Represents a CancelRun. */
    class CancelRun {

        /**
         * Constructs a new CancelRun.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.CancelRun.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CancelRun runId. */
        runId: Uint8Array;

        /**
         * Creates a new CancelRun instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CancelRun instance
         */
        static create(properties: v1.CancelRun.$Shape): v1.CancelRun & v1.CancelRun.$Shape;
        static create(properties?: v1.CancelRun.$Properties): v1.CancelRun;

        /**
         * Encodes the specified CancelRun message. Does not implicitly {@link v1.CancelRun.verify|verify} messages.
         * @param message CancelRun message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.CancelRun.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CancelRun message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.CancelRun & v1.CancelRun.$Shape} CancelRun
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.CancelRun & v1.CancelRun.$Shape;
    }

    namespace CancelRun {

        /** Properties of a CancelRun. */
        interface $Properties {

            /** CancelRun runId */
            runId?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CancelRun. */
        type $Shape = v1.CancelRun.$Properties;
    }

    /**
     * Properties of a RunNoted.
     * @deprecated Use v1.RunNoted.$Properties instead.
     */
    interface IRunNoted extends v1.RunNoted.$Properties {
    }

    /** Represents a RunNoted. */
    class RunNoted {

        /**
         * Constructs a new RunNoted.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.RunNoted.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RunNoted runId. */
        runId: Uint8Array;

        /**
         * Creates a new RunNoted instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RunNoted instance
         */
        static create(properties: v1.RunNoted.$Shape): v1.RunNoted & v1.RunNoted.$Shape;
        static create(properties?: v1.RunNoted.$Properties): v1.RunNoted;

        /**
         * Encodes the specified RunNoted message. Does not implicitly {@link v1.RunNoted.verify|verify} messages.
         * @param message RunNoted message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.RunNoted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RunNoted message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.RunNoted & v1.RunNoted.$Shape} RunNoted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.RunNoted & v1.RunNoted.$Shape;
    }

    namespace RunNoted {

        /** Properties of a RunNoted. */
        interface $Properties {

            /** RunNoted runId */
            runId?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RunNoted. */
        type $Shape = v1.RunNoted.$Properties;
    }

    /**
     * Properties of a StartRestore.
     * @deprecated Use v1.StartRestore.$Properties instead.
     */
    interface IStartRestore extends v1.StartRestore.$Properties {
    }

    /** Represents a StartRestore. */
    class StartRestore {

        /**
         * Constructs a new StartRestore.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.StartRestore.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** StartRestore runId. */
        runId: Uint8Array;

        /** StartRestore addresses. */
        addresses: string[];

        /** StartRestore target. */
        target: string;

        /** StartRestore settings. */
        settings?: (v1.RestoreSettings.$Properties|null);

        /**
         * Creates a new StartRestore instance using the specified properties.
         * @param [properties] Properties to set
         * @returns StartRestore instance
         */
        static create(properties: v1.StartRestore.$Shape): v1.StartRestore & v1.StartRestore.$Shape;
        static create(properties?: v1.StartRestore.$Properties): v1.StartRestore;

        /**
         * Encodes the specified StartRestore message. Does not implicitly {@link v1.StartRestore.verify|verify} messages.
         * @param message StartRestore message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.StartRestore.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a StartRestore message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.StartRestore & v1.StartRestore.$Shape} StartRestore
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.StartRestore & v1.StartRestore.$Shape;
    }

    namespace StartRestore {

        /** Properties of a StartRestore. */
        interface $Properties {

            /** StartRestore runId */
            runId?: (Uint8Array|null);

            /** StartRestore addresses */
            addresses?: (string[]|null);

            /** StartRestore target */
            target?: (string|null);

            /** StartRestore settings */
            settings?: (v1.RestoreSettings.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a StartRestore. */
        type $Shape = v1.StartRestore.$Properties;
    }

    /**
     * Properties of a RestoreSettings.
     * @deprecated Use v1.RestoreSettings.$Properties instead.
     */
    interface IRestoreSettings extends v1.RestoreSettings.$Properties {
    }

    /** Represents a RestoreSettings. */
    class RestoreSettings {

        /**
         * Constructs a new RestoreSettings.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.RestoreSettings.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RestoreSettings overwrite. */
        overwrite: string;

        /** RestoreSettings include. */
        include: string[];

        /** RestoreSettings exclude. */
        exclude: string[];

        /** RestoreSettings owner. */
        owner: string;

        /** RestoreSettings noSpecial. */
        noSpecial: boolean;

        /** RestoreSettings fullPath. */
        fullPath: boolean;

        /** RestoreSettings dryRun. */
        dryRun: boolean;

        /**
         * Creates a new RestoreSettings instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RestoreSettings instance
         */
        static create(properties: v1.RestoreSettings.$Shape): v1.RestoreSettings & v1.RestoreSettings.$Shape;
        static create(properties?: v1.RestoreSettings.$Properties): v1.RestoreSettings;

        /**
         * Encodes the specified RestoreSettings message. Does not implicitly {@link v1.RestoreSettings.verify|verify} messages.
         * @param message RestoreSettings message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.RestoreSettings.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RestoreSettings message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.RestoreSettings & v1.RestoreSettings.$Shape} RestoreSettings
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.RestoreSettings & v1.RestoreSettings.$Shape;
    }

    namespace RestoreSettings {

        /** Properties of a RestoreSettings. */
        interface $Properties {

            /** RestoreSettings overwrite */
            overwrite?: (string|null);

            /** RestoreSettings include */
            include?: (string[]|null);

            /** RestoreSettings exclude */
            exclude?: (string[]|null);

            /** RestoreSettings owner */
            owner?: (string|null);

            /** RestoreSettings noSpecial */
            noSpecial?: (boolean|null);

            /** RestoreSettings fullPath */
            fullPath?: (boolean|null);

            /** RestoreSettings dryRun */
            dryRun?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RestoreSettings. */
        type $Shape = v1.RestoreSettings.$Properties;
    }

    /**
     * Properties of an OrderAnswer.
     * @deprecated Use v1.OrderAnswer.$Properties instead.
     */
    interface IOrderAnswer extends v1.OrderAnswer.$Properties {
    }

    /** Represents an OrderAnswer. */
    class OrderAnswer {

        /**
         * Constructs a new OrderAnswer.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.OrderAnswer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** OrderAnswer runId. */
        runId: Uint8Array;

        /** OrderAnswer errorCode. */
        errorCode: string;

        /** OrderAnswer errorText. */
        errorText: string;

        /** OrderAnswer errorHint. */
        errorHint: string;

        /**
         * Creates a new OrderAnswer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns OrderAnswer instance
         */
        static create(properties: v1.OrderAnswer.$Shape): v1.OrderAnswer & v1.OrderAnswer.$Shape;
        static create(properties?: v1.OrderAnswer.$Properties): v1.OrderAnswer;

        /**
         * Encodes the specified OrderAnswer message. Does not implicitly {@link v1.OrderAnswer.verify|verify} messages.
         * @param message OrderAnswer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.OrderAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an OrderAnswer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.OrderAnswer & v1.OrderAnswer.$Shape} OrderAnswer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.OrderAnswer & v1.OrderAnswer.$Shape;
    }

    namespace OrderAnswer {

        /** Properties of an OrderAnswer. */
        interface $Properties {

            /** OrderAnswer runId */
            runId?: (Uint8Array|null);

            /** OrderAnswer errorCode */
            errorCode?: (string|null);

            /** OrderAnswer errorText */
            errorText?: (string|null);

            /** OrderAnswer errorHint */
            errorHint?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an OrderAnswer. */
        type $Shape = v1.OrderAnswer.$Properties;
    }

    /** RunState enum. */
    enum RunState {

        /** RUN_UNKNOWN value */
        RUN_UNKNOWN = 0,

        /** RUN_QUEUED value */
        RUN_QUEUED = 1,

        /** RUN_RUNNING value */
        RUN_RUNNING = 2,

        /** RUN_COMPLETE value */
        RUN_COMPLETE = 3,

        /** RUN_INCOMPLETE value */
        RUN_INCOMPLETE = 4,

        /** RUN_FAILED value */
        RUN_FAILED = 5,

        /** RUN_CANCELLED value */
        RUN_CANCELLED = 6
    }

    /**
     * Properties of a RunReport.
     * @deprecated Use v1.RunReport.$Properties instead.
     */
    interface IRunReport extends v1.RunReport.$Properties {
    }

    /** Represents a RunReport. */
    class RunReport {

        /**
         * Constructs a new RunReport.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.RunReport.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RunReport runId. */
        runId: Uint8Array;

        /** RunReport plan. */
        plan: string;

        /** RunReport state. */
        state: v1.RunState;

        /** RunReport startedMs. */
        startedMs: number;

        /** RunReport endedMs. */
        endedMs: number;

        /** RunReport counts. */
        counts?: (v1.RunCounts.$Properties|null);

        /** RunReport errorCode. */
        errorCode: string;

        /** RunReport errorText. */
        errorText: string;

        /** RunReport errorHint. */
        errorHint: string;

        /** RunReport snapshotId. */
        snapshotId: Uint8Array;

        /** RunReport address. */
        address: string;

        /** RunReport consistency. */
        consistency: string;

        /** RunReport frozenMs. */
        frozenMs: number;

        /** RunReport warnings. */
        warnings: number;

        /** RunReport shrunk. */
        shrunk: boolean;

        /** RunReport failedSources. */
        failedSources: number;

        /** RunReport reason. */
        reason: string;

        /** RunReport notes. */
        notes: string[];

        /** RunReport noteAfterMs. */
        noteAfterMs: number[];

        /** RunReport retryAfterMs. */
        retryAfterMs: number;

        /**
         * Creates a new RunReport instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RunReport instance
         */
        static create(properties: v1.RunReport.$Shape): v1.RunReport & v1.RunReport.$Shape;
        static create(properties?: v1.RunReport.$Properties): v1.RunReport;

        /**
         * Encodes the specified RunReport message. Does not implicitly {@link v1.RunReport.verify|verify} messages.
         * @param message RunReport message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.RunReport.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RunReport message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.RunReport & v1.RunReport.$Shape} RunReport
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.RunReport & v1.RunReport.$Shape;
    }

    namespace RunReport {

        /** Properties of a RunReport. */
        interface $Properties {

            /** RunReport runId */
            runId?: (Uint8Array|null);

            /** RunReport plan */
            plan?: (string|null);

            /** RunReport state */
            state?: (v1.RunState|null);

            /** RunReport startedMs */
            startedMs?: (number|null);

            /** RunReport endedMs */
            endedMs?: (number|null);

            /** RunReport counts */
            counts?: (v1.RunCounts.$Properties|null);

            /** RunReport errorCode */
            errorCode?: (string|null);

            /** RunReport errorText */
            errorText?: (string|null);

            /** RunReport errorHint */
            errorHint?: (string|null);

            /** RunReport snapshotId */
            snapshotId?: (Uint8Array|null);

            /** RunReport address */
            address?: (string|null);

            /** RunReport consistency */
            consistency?: (string|null);

            /** RunReport frozenMs */
            frozenMs?: (number|null);

            /** RunReport warnings */
            warnings?: (number|null);

            /** RunReport shrunk */
            shrunk?: (boolean|null);

            /** RunReport failedSources */
            failedSources?: (number|null);

            /** RunReport reason */
            reason?: (string|null);

            /** RunReport notes */
            notes?: (string[]|null);

            /** RunReport noteAfterMs */
            noteAfterMs?: (number[]|null);

            /** RunReport retryAfterMs */
            retryAfterMs?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RunReport. */
        type $Shape = v1.RunReport.$Properties;
    }

    /**
     * Properties of a RunCounts.
     * @deprecated Use v1.RunCounts.$Properties instead.
     */
    interface IRunCounts extends v1.RunCounts.$Properties {
    }

    /** Represents a RunCounts. */
    class RunCounts {

        /**
         * Constructs a new RunCounts.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.RunCounts.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RunCounts files. */
        files: number;

        /** RunCounts bytes. */
        bytes: number;

        /** RunCounts readBytes. */
        readBytes: number;

        /** RunCounts newBytes. */
        newBytes: number;

        /** RunCounts sentBytes. */
        sentBytes: number;

        /** RunCounts storedBytes. */
        storedBytes: number;

        /** RunCounts unreadable. */
        unreadable: number;

        /** RunCounts expectedBytes. */
        expectedBytes: number;

        /** RunCounts bytesPerSecond. */
        bytesPerSecond: number;

        /**
         * Creates a new RunCounts instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RunCounts instance
         */
        static create(properties: v1.RunCounts.$Shape): v1.RunCounts & v1.RunCounts.$Shape;
        static create(properties?: v1.RunCounts.$Properties): v1.RunCounts;

        /**
         * Encodes the specified RunCounts message. Does not implicitly {@link v1.RunCounts.verify|verify} messages.
         * @param message RunCounts message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.RunCounts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RunCounts message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.RunCounts & v1.RunCounts.$Shape} RunCounts
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.RunCounts & v1.RunCounts.$Shape;
    }

    namespace RunCounts {

        /** Properties of a RunCounts. */
        interface $Properties {

            /** RunCounts files */
            files?: (number|null);

            /** RunCounts bytes */
            bytes?: (number|null);

            /** RunCounts readBytes */
            readBytes?: (number|null);

            /** RunCounts newBytes */
            newBytes?: (number|null);

            /** RunCounts sentBytes */
            sentBytes?: (number|null);

            /** RunCounts storedBytes */
            storedBytes?: (number|null);

            /** RunCounts unreadable */
            unreadable?: (number|null);

            /** RunCounts expectedBytes */
            expectedBytes?: (number|null);

            /** RunCounts bytesPerSecond */
            bytesPerSecond?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RunCounts. */
        type $Shape = v1.RunCounts.$Properties;
    }

    /**
     * Properties of an EnrollRequest.
     * @deprecated Use v1.EnrollRequest.$Properties instead.
     */
    interface IEnrollRequest extends v1.EnrollRequest.$Properties {
    }

    /** Represents an EnrollRequest. */
    class EnrollRequest {

        /**
         * Constructs a new EnrollRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.EnrollRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** EnrollRequest hello. */
        hello?: (v1.Hello.$Properties|null);

        /** EnrollRequest token. */
        token: string;

        /** EnrollRequest certificateRequest. */
        certificateRequest: string;

        /** EnrollRequest agentName. */
        agentName: string;

        /**
         * Creates a new EnrollRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns EnrollRequest instance
         */
        static create(properties: v1.EnrollRequest.$Shape): v1.EnrollRequest & v1.EnrollRequest.$Shape;
        static create(properties?: v1.EnrollRequest.$Properties): v1.EnrollRequest;

        /**
         * Encodes the specified EnrollRequest message. Does not implicitly {@link v1.EnrollRequest.verify|verify} messages.
         * @param message EnrollRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.EnrollRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an EnrollRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.EnrollRequest & v1.EnrollRequest.$Shape} EnrollRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.EnrollRequest & v1.EnrollRequest.$Shape;
    }

    namespace EnrollRequest {

        /** Properties of an EnrollRequest. */
        interface $Properties {

            /** EnrollRequest hello */
            hello?: (v1.Hello.$Properties|null);

            /** EnrollRequest token */
            token?: (string|null);

            /** EnrollRequest certificateRequest */
            certificateRequest?: (string|null);

            /** EnrollRequest agentName */
            agentName?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an EnrollRequest. */
        type $Shape = v1.EnrollRequest.$Properties;
    }

    /**
     * Properties of an EnrollReply.
     * @deprecated Use v1.EnrollReply.$Properties instead.
     */
    interface IEnrollReply extends v1.EnrollReply.$Properties {
    }

    /** Represents an EnrollReply. */
    class EnrollReply {

        /**
         * Constructs a new EnrollReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.EnrollReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** EnrollReply welcome. */
        welcome?: (v1.Welcome.$Properties|null);

        /** EnrollReply certificate. */
        certificate: string;

        /** EnrollReply caCertificate. */
        caCertificate: string;

        /**
         * Creates a new EnrollReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns EnrollReply instance
         */
        static create(properties: v1.EnrollReply.$Shape): v1.EnrollReply & v1.EnrollReply.$Shape;
        static create(properties?: v1.EnrollReply.$Properties): v1.EnrollReply;

        /**
         * Encodes the specified EnrollReply message. Does not implicitly {@link v1.EnrollReply.verify|verify} messages.
         * @param message EnrollReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.EnrollReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an EnrollReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.EnrollReply & v1.EnrollReply.$Shape} EnrollReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.EnrollReply & v1.EnrollReply.$Shape;
    }

    namespace EnrollReply {

        /** Properties of an EnrollReply. */
        interface $Properties {

            /** EnrollReply welcome */
            welcome?: (v1.Welcome.$Properties|null);

            /** EnrollReply certificate */
            certificate?: (string|null);

            /** EnrollReply caCertificate */
            caCertificate?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an EnrollReply. */
        type $Shape = v1.EnrollReply.$Properties;
    }

    /**
     * Properties of a RenewRequest.
     * @deprecated Use v1.RenewRequest.$Properties instead.
     */
    interface IRenewRequest extends v1.RenewRequest.$Properties {
    }

    /** Represents a RenewRequest. */
    class RenewRequest {

        /**
         * Constructs a new RenewRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.RenewRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RenewRequest hello. */
        hello?: (v1.Hello.$Properties|null);

        /** RenewRequest certificateRequest. */
        certificateRequest: string;

        /**
         * Creates a new RenewRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RenewRequest instance
         */
        static create(properties: v1.RenewRequest.$Shape): v1.RenewRequest & v1.RenewRequest.$Shape;
        static create(properties?: v1.RenewRequest.$Properties): v1.RenewRequest;

        /**
         * Encodes the specified RenewRequest message. Does not implicitly {@link v1.RenewRequest.verify|verify} messages.
         * @param message RenewRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.RenewRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RenewRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.RenewRequest & v1.RenewRequest.$Shape} RenewRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.RenewRequest & v1.RenewRequest.$Shape;
    }

    namespace RenewRequest {

        /** Properties of a RenewRequest. */
        interface $Properties {

            /** RenewRequest hello */
            hello?: (v1.Hello.$Properties|null);

            /** RenewRequest certificateRequest */
            certificateRequest?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RenewRequest. */
        type $Shape = v1.RenewRequest.$Properties;
    }

    /**
     * Properties of a RenewReply.
     * @deprecated Use v1.RenewReply.$Properties instead.
     */
    interface IRenewReply extends v1.RenewReply.$Properties {
    }

    /** Represents a RenewReply. */
    class RenewReply {

        /**
         * Constructs a new RenewReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.RenewReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RenewReply certificate. */
        certificate: string;

        /** RenewReply caCertificate. */
        caCertificate: string;

        /**
         * Creates a new RenewReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RenewReply instance
         */
        static create(properties: v1.RenewReply.$Shape): v1.RenewReply & v1.RenewReply.$Shape;
        static create(properties?: v1.RenewReply.$Properties): v1.RenewReply;

        /**
         * Encodes the specified RenewReply message. Does not implicitly {@link v1.RenewReply.verify|verify} messages.
         * @param message RenewReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.RenewReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RenewReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.RenewReply & v1.RenewReply.$Shape} RenewReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.RenewReply & v1.RenewReply.$Shape;
    }

    namespace RenewReply {

        /** Properties of a RenewReply. */
        interface $Properties {

            /** RenewReply certificate */
            certificate?: (string|null);

            /** RenewReply caCertificate */
            caCertificate?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RenewReply. */
        type $Shape = v1.RenewReply.$Properties;
    }

    /**
     * Properties of a RedeemRestoreRequest.
     * @deprecated Use v1.RedeemRestoreRequest.$Properties instead.
     */
    interface IRedeemRestoreRequest extends v1.RedeemRestoreRequest.$Properties {
    }

    /** Represents a RedeemRestoreRequest. */
    class RedeemRestoreRequest {

        /**
         * Constructs a new RedeemRestoreRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.RedeemRestoreRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RedeemRestoreRequest hello. */
        hello?: (v1.Hello.$Properties|null);

        /** RedeemRestoreRequest token. */
        token: string;

        /** RedeemRestoreRequest certificateRequest. */
        certificateRequest: string;

        /**
         * Creates a new RedeemRestoreRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RedeemRestoreRequest instance
         */
        static create(properties: v1.RedeemRestoreRequest.$Shape): v1.RedeemRestoreRequest & v1.RedeemRestoreRequest.$Shape;
        static create(properties?: v1.RedeemRestoreRequest.$Properties): v1.RedeemRestoreRequest;

        /**
         * Encodes the specified RedeemRestoreRequest message. Does not implicitly {@link v1.RedeemRestoreRequest.verify|verify} messages.
         * @param message RedeemRestoreRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.RedeemRestoreRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RedeemRestoreRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.RedeemRestoreRequest & v1.RedeemRestoreRequest.$Shape} RedeemRestoreRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.RedeemRestoreRequest & v1.RedeemRestoreRequest.$Shape;
    }

    namespace RedeemRestoreRequest {

        /** Properties of a RedeemRestoreRequest. */
        interface $Properties {

            /** RedeemRestoreRequest hello */
            hello?: (v1.Hello.$Properties|null);

            /** RedeemRestoreRequest token */
            token?: (string|null);

            /** RedeemRestoreRequest certificateRequest */
            certificateRequest?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RedeemRestoreRequest. */
        type $Shape = v1.RedeemRestoreRequest.$Properties;
    }

    /**
     * Properties of a RedeemRestoreReply.
     * @deprecated Use v1.RedeemRestoreReply.$Properties instead.
     */
    interface IRedeemRestoreReply extends v1.RedeemRestoreReply.$Properties {
    }

    /** Represents a RedeemRestoreReply. */
    class RedeemRestoreReply {

        /**
         * Constructs a new RedeemRestoreReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.RedeemRestoreReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RedeemRestoreReply certificate. */
        certificate: string;

        /** RedeemRestoreReply caCertificate. */
        caCertificate: string;

        /** RedeemRestoreReply expiresMs. */
        expiresMs: number;

        /**
         * Creates a new RedeemRestoreReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RedeemRestoreReply instance
         */
        static create(properties: v1.RedeemRestoreReply.$Shape): v1.RedeemRestoreReply & v1.RedeemRestoreReply.$Shape;
        static create(properties?: v1.RedeemRestoreReply.$Properties): v1.RedeemRestoreReply;

        /**
         * Encodes the specified RedeemRestoreReply message. Does not implicitly {@link v1.RedeemRestoreReply.verify|verify} messages.
         * @param message RedeemRestoreReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.RedeemRestoreReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RedeemRestoreReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.RedeemRestoreReply & v1.RedeemRestoreReply.$Shape} RedeemRestoreReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.RedeemRestoreReply & v1.RedeemRestoreReply.$Shape;
    }

    namespace RedeemRestoreReply {

        /** Properties of a RedeemRestoreReply. */
        interface $Properties {

            /** RedeemRestoreReply certificate */
            certificate?: (string|null);

            /** RedeemRestoreReply caCertificate */
            caCertificate?: (string|null);

            /** RedeemRestoreReply expiresMs */
            expiresMs?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RedeemRestoreReply. */
        type $Shape = v1.RedeemRestoreReply.$Properties;
    }

    /**
     * Properties of an Upload.
     * @deprecated Use v1.Upload.$Properties instead.
     */
    interface IUpload extends v1.Upload.$Properties {
    }

    /** Represents an Upload. */
    class Upload {

        /**
         * Constructs a new Upload.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.Upload.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Upload begin. */
        begin?: (v1.Begin.$Properties|null);

        /** Upload offer. */
        offer?: (v1.Offer.$Properties|null);

        /** Upload block. */
        block?: (v1.BlockMessage.$Properties|null);

        /** Upload commit. */
        commit?: (v1.Commit.$Properties|null);

        /** Upload message. */
        message?: ("begin"|"offer"|"block"|"commit");

        /**
         * Creates a new Upload instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Upload instance
         */
        static create(properties: v1.Upload.$Shape): v1.Upload & v1.Upload.$Shape;
        static create(properties?: v1.Upload.$Properties): v1.Upload;

        /**
         * Encodes the specified Upload message. Does not implicitly {@link v1.Upload.verify|verify} messages.
         * @param message Upload message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.Upload.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Upload message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.Upload & v1.Upload.$Shape} Upload
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.Upload & v1.Upload.$Shape;
    }

    namespace Upload {

        /** Properties of an Upload. */
        interface $Properties {

            /** Upload begin */
            begin?: (v1.Begin.$Properties|null);

            /** Upload offer */
            offer?: (v1.Offer.$Properties|null);

            /** Upload block */
            block?: (v1.BlockMessage.$Properties|null);

            /** Upload commit */
            commit?: (v1.Commit.$Properties|null);

            /** Upload message */
            message?: ("begin"|"offer"|"block"|"commit");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of an Upload. */
        type $Shape = {
          begin?: v1.Begin.$Shape|null;
          offer?: v1.Offer.$Shape|null;
          block?: v1.BlockMessage.$Shape|null;
          commit?: v1.Commit.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ message?: undefined; begin?: null; offer?: null; block?: null; commit?: null }|{ message?: "begin"; begin: v1.Begin.$Shape; offer?: null; block?: null; commit?: null }|{ message?: "offer"; begin?: null; offer: v1.Offer.$Shape; block?: null; commit?: null }|{ message?: "block"; begin?: null; offer?: null; block: v1.BlockMessage.$Shape; commit?: null }|{ message?: "commit"; begin?: null; offer?: null; block?: null; commit: v1.Commit.$Shape })
        );
    }

    /**
     * Properties of an Answer.
     * @deprecated Use v1.Answer.$Properties instead.
     */
    interface IAnswer extends v1.Answer.$Properties {
    }

    /** Represents an Answer. */
    class Answer {

        /**
         * Constructs a new Answer.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.Answer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Answer ready. */
        ready?: (v1.Ready.$Properties|null);

        /** Answer want. */
        want?: (v1.Want.$Properties|null);

        /** Answer durable. */
        durable?: (v1.Durable.$Properties|null);

        /** Answer committed. */
        committed?: (v1.Committed.$Properties|null);

        /** Answer pace. */
        pace?: (v1.Pace.$Properties|null);

        /** Answer queued. */
        queued?: (v1.Queued.$Properties|null);

        /** Answer message. */
        message?: ("ready"|"want"|"durable"|"committed"|"pace"|"queued");

        /**
         * Creates a new Answer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Answer instance
         */
        static create(properties: v1.Answer.$Shape): v1.Answer & v1.Answer.$Shape;
        static create(properties?: v1.Answer.$Properties): v1.Answer;

        /**
         * Encodes the specified Answer message. Does not implicitly {@link v1.Answer.verify|verify} messages.
         * @param message Answer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.Answer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Answer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.Answer & v1.Answer.$Shape} Answer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.Answer & v1.Answer.$Shape;
    }

    namespace Answer {

        /** Properties of an Answer. */
        interface $Properties {

            /** Answer ready */
            ready?: (v1.Ready.$Properties|null);

            /** Answer want */
            want?: (v1.Want.$Properties|null);

            /** Answer durable */
            durable?: (v1.Durable.$Properties|null);

            /** Answer committed */
            committed?: (v1.Committed.$Properties|null);

            /** Answer pace */
            pace?: (v1.Pace.$Properties|null);

            /** Answer queued */
            queued?: (v1.Queued.$Properties|null);

            /** Answer message */
            message?: ("ready"|"want"|"durable"|"committed"|"pace"|"queued");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of an Answer. */
        type $Shape = {
          ready?: v1.Ready.$Shape|null;
          want?: v1.Want.$Shape|null;
          durable?: v1.Durable.$Shape|null;
          committed?: v1.Committed.$Shape|null;
          pace?: v1.Pace.$Shape|null;
          queued?: v1.Queued.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ message?: undefined; ready?: null; want?: null; durable?: null; committed?: null; pace?: null; queued?: null }|{ message?: "ready"; ready: v1.Ready.$Shape; want?: null; durable?: null; committed?: null; pace?: null; queued?: null }|{ message?: "want"; ready?: null; want: v1.Want.$Shape; durable?: null; committed?: null; pace?: null; queued?: null }|{ message?: "durable"; ready?: null; want?: null; durable: v1.Durable.$Shape; committed?: null; pace?: null; queued?: null }|{ message?: "committed"; ready?: null; want?: null; durable?: null; committed: v1.Committed.$Shape; pace?: null; queued?: null }|{ message?: "pace"; ready?: null; want?: null; durable?: null; committed?: null; pace: v1.Pace.$Shape; queued?: null }|{ message?: "queued"; ready?: null; want?: null; durable?: null; committed?: null; pace?: null; queued: v1.Queued.$Shape })
        );
    }

    /**
     * Properties of a Queued.
     * @deprecated Use v1.Queued.$Properties instead.
     */
    interface IQueued extends v1.Queued.$Properties {
    }

    /** Represents a Queued. */
    class Queued {

        /**
         * Constructs a new Queued.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.Queued.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Queued before. */
        before: number;

        /**
         * Creates a new Queued instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Queued instance
         */
        static create(properties: v1.Queued.$Shape): v1.Queued & v1.Queued.$Shape;
        static create(properties?: v1.Queued.$Properties): v1.Queued;

        /**
         * Encodes the specified Queued message. Does not implicitly {@link v1.Queued.verify|verify} messages.
         * @param message Queued message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.Queued.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Queued message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.Queued & v1.Queued.$Shape} Queued
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.Queued & v1.Queued.$Shape;
    }

    namespace Queued {

        /** Properties of a Queued. */
        interface $Properties {

            /** Queued before */
            before?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Queued. */
        type $Shape = v1.Queued.$Properties;
    }

    /**
     * Properties of a Pace.
     * @deprecated Use v1.Pace.$Properties instead.
     */
    interface IPace extends v1.Pace.$Properties {
    }

    /** Represents a Pace. */
    class Pace {

        /**
         * Constructs a new Pace.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.Pace.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Pace bytesPerSecond. */
        bytesPerSecond: number;

        /**
         * Creates a new Pace instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Pace instance
         */
        static create(properties: v1.Pace.$Shape): v1.Pace & v1.Pace.$Shape;
        static create(properties?: v1.Pace.$Properties): v1.Pace;

        /**
         * Encodes the specified Pace message. Does not implicitly {@link v1.Pace.verify|verify} messages.
         * @param message Pace message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.Pace.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Pace message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.Pace & v1.Pace.$Shape} Pace
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.Pace & v1.Pace.$Shape;
    }

    namespace Pace {

        /** Properties of a Pace. */
        interface $Properties {

            /** Pace bytesPerSecond */
            bytesPerSecond?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Pace. */
        type $Shape = v1.Pace.$Properties;
    }

    /**
     * Properties of a Begin.
     * @deprecated Use v1.Begin.$Properties instead.
     */
    interface IBegin extends v1.Begin.$Properties {
    }

    /** Represents a Begin. */
    class Begin {

        /**
         * Constructs a new Begin.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.Begin.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Begin hello. */
        hello?: (v1.Hello.$Properties|null);

        /** Begin runId. */
        runId: Uint8Array;

        /** Begin plan. */
        plan: string;

        /**
         * Creates a new Begin instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Begin instance
         */
        static create(properties: v1.Begin.$Shape): v1.Begin & v1.Begin.$Shape;
        static create(properties?: v1.Begin.$Properties): v1.Begin;

        /**
         * Encodes the specified Begin message. Does not implicitly {@link v1.Begin.verify|verify} messages.
         * @param message Begin message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.Begin.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Begin message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.Begin & v1.Begin.$Shape} Begin
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.Begin & v1.Begin.$Shape;
    }

    namespace Begin {

        /** Properties of a Begin. */
        interface $Properties {

            /** Begin hello */
            hello?: (v1.Hello.$Properties|null);

            /** Begin runId */
            runId?: (Uint8Array|null);

            /** Begin plan */
            plan?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Begin. */
        type $Shape = v1.Begin.$Properties;
    }

    /**
     * Properties of a Ready.
     * @deprecated Use v1.Ready.$Properties instead.
     */
    interface IReady extends v1.Ready.$Properties {
    }

    /** Represents a Ready. */
    class Ready {

        /**
         * Constructs a new Ready.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.Ready.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Ready sessionId. */
        sessionId: Uint8Array;

        /** Ready previous. */
        previous?: (v1.PreviousSnapshot.$Properties|null);

        /** Ready damagedIds. */
        damagedIds: Uint8Array;

        /** Ready limits. */
        limits?: (v1.Limits.$Properties|null);

        /** Ready committed. */
        committed?: (v1.Committed.$Properties|null);

        /**
         * Creates a new Ready instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Ready instance
         */
        static create(properties: v1.Ready.$Shape): v1.Ready & v1.Ready.$Shape;
        static create(properties?: v1.Ready.$Properties): v1.Ready;

        /**
         * Encodes the specified Ready message. Does not implicitly {@link v1.Ready.verify|verify} messages.
         * @param message Ready message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.Ready.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Ready message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.Ready & v1.Ready.$Shape} Ready
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.Ready & v1.Ready.$Shape;
    }

    namespace Ready {

        /** Properties of a Ready. */
        interface $Properties {

            /** Ready sessionId */
            sessionId?: (Uint8Array|null);

            /** Ready previous */
            previous?: (v1.PreviousSnapshot.$Properties|null);

            /** Ready damagedIds */
            damagedIds?: (Uint8Array|null);

            /** Ready limits */
            limits?: (v1.Limits.$Properties|null);

            /** Ready committed */
            committed?: (v1.Committed.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Ready. */
        type $Shape = v1.Ready.$Properties;
    }

    /**
     * Properties of a PreviousSnapshot.
     * @deprecated Use v1.PreviousSnapshot.$Properties instead.
     */
    interface IPreviousSnapshot extends v1.PreviousSnapshot.$Properties {
    }

    /** Represents a PreviousSnapshot. */
    class PreviousSnapshot {

        /**
         * Constructs a new PreviousSnapshot.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.PreviousSnapshot.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PreviousSnapshot snapshotId. */
        snapshotId: Uint8Array;

        /** PreviousSnapshot sequence. */
        sequence: number;

        /** PreviousSnapshot timeMs. */
        timeMs: number;

        /** PreviousSnapshot archives. */
        archives: v1.ArchiveReference.$Properties[];

        /** PreviousSnapshot files. */
        files: number;

        /** PreviousSnapshot bytes. */
        bytes: number;

        /**
         * Creates a new PreviousSnapshot instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PreviousSnapshot instance
         */
        static create(properties: v1.PreviousSnapshot.$Shape): v1.PreviousSnapshot & v1.PreviousSnapshot.$Shape;
        static create(properties?: v1.PreviousSnapshot.$Properties): v1.PreviousSnapshot;

        /**
         * Encodes the specified PreviousSnapshot message. Does not implicitly {@link v1.PreviousSnapshot.verify|verify} messages.
         * @param message PreviousSnapshot message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.PreviousSnapshot.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PreviousSnapshot message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.PreviousSnapshot & v1.PreviousSnapshot.$Shape} PreviousSnapshot
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.PreviousSnapshot & v1.PreviousSnapshot.$Shape;
    }

    namespace PreviousSnapshot {

        /** Properties of a PreviousSnapshot. */
        interface $Properties {

            /** PreviousSnapshot snapshotId */
            snapshotId?: (Uint8Array|null);

            /** PreviousSnapshot sequence */
            sequence?: (number|null);

            /** PreviousSnapshot timeMs */
            timeMs?: (number|null);

            /** PreviousSnapshot archives */
            archives?: (v1.ArchiveReference.$Properties[]|null);

            /** PreviousSnapshot files */
            files?: (number|null);

            /** PreviousSnapshot bytes */
            bytes?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PreviousSnapshot. */
        type $Shape = v1.PreviousSnapshot.$Properties;
    }

    /**
     * Properties of an ArchiveReference.
     * @deprecated Use v1.ArchiveReference.$Properties instead.
     */
    interface IArchiveReference extends v1.ArchiveReference.$Properties {
    }

    /** Represents an ArchiveReference. */
    class ArchiveReference {

        /**
         * Constructs a new ArchiveReference.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ArchiveReference.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ArchiveReference name. */
        name: string;

        /** ArchiveReference node. */
        node: Uint8Array;

        /** ArchiveReference root. */
        root: Uint8Array;

        /**
         * Creates a new ArchiveReference instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ArchiveReference instance
         */
        static create(properties: v1.ArchiveReference.$Shape): v1.ArchiveReference & v1.ArchiveReference.$Shape;
        static create(properties?: v1.ArchiveReference.$Properties): v1.ArchiveReference;

        /**
         * Encodes the specified ArchiveReference message. Does not implicitly {@link v1.ArchiveReference.verify|verify} messages.
         * @param message ArchiveReference message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ArchiveReference.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an ArchiveReference message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ArchiveReference & v1.ArchiveReference.$Shape} ArchiveReference
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ArchiveReference & v1.ArchiveReference.$Shape;
    }

    namespace ArchiveReference {

        /** Properties of an ArchiveReference. */
        interface $Properties {

            /** ArchiveReference name */
            name?: (string|null);

            /** ArchiveReference node */
            node?: (Uint8Array|null);

            /** ArchiveReference root */
            root?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an ArchiveReference. */
        type $Shape = v1.ArchiveReference.$Properties;
    }

    /**
     * Properties of a Limits.
     * @deprecated Use v1.Limits.$Properties instead.
     */
    interface ILimits extends v1.Limits.$Properties {
    }

    /** Represents a Limits. */
    class Limits {

        /**
         * Constructs a new Limits.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.Limits.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Limits maxOfferIds. */
        maxOfferIds: number;

        /** Limits maxBlockRawBytes. */
        maxBlockRawBytes: number;

        /** Limits maxPendingOffers. */
        maxPendingOffers: number;

        /**
         * Creates a new Limits instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Limits instance
         */
        static create(properties: v1.Limits.$Shape): v1.Limits & v1.Limits.$Shape;
        static create(properties?: v1.Limits.$Properties): v1.Limits;

        /**
         * Encodes the specified Limits message. Does not implicitly {@link v1.Limits.verify|verify} messages.
         * @param message Limits message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.Limits.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Limits message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.Limits & v1.Limits.$Shape} Limits
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.Limits & v1.Limits.$Shape;
    }

    namespace Limits {

        /** Properties of a Limits. */
        interface $Properties {

            /** Limits maxOfferIds */
            maxOfferIds?: (number|null);

            /** Limits maxBlockRawBytes */
            maxBlockRawBytes?: (number|null);

            /** Limits maxPendingOffers */
            maxPendingOffers?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Limits. */
        type $Shape = v1.Limits.$Properties;
    }

    /**
     * Properties of an Offer.
     * @deprecated Use v1.Offer.$Properties instead.
     */
    interface IOffer extends v1.Offer.$Properties {
    }

    /** Represents an Offer. */
    class Offer {

        /**
         * Constructs a new Offer.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.Offer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Offer sequence. */
        sequence: number;

        /** Offer ids. */
        ids: Uint8Array;

        /** Offer proofs. */
        proofs: Uint8Array;

        /**
         * Creates a new Offer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Offer instance
         */
        static create(properties: v1.Offer.$Shape): v1.Offer & v1.Offer.$Shape;
        static create(properties?: v1.Offer.$Properties): v1.Offer;

        /**
         * Encodes the specified Offer message. Does not implicitly {@link v1.Offer.verify|verify} messages.
         * @param message Offer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.Offer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Offer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.Offer & v1.Offer.$Shape} Offer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.Offer & v1.Offer.$Shape;
    }

    namespace Offer {

        /** Properties of an Offer. */
        interface $Properties {

            /** Offer sequence */
            sequence?: (number|null);

            /** Offer ids */
            ids?: (Uint8Array|null);

            /** Offer proofs */
            proofs?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Offer. */
        type $Shape = v1.Offer.$Properties;
    }

    /**
     * Properties of a Want.
     * @deprecated Use v1.Want.$Properties instead.
     */
    interface IWant extends v1.Want.$Properties {
    }

    /** Represents a Want. */
    class Want {

        /**
         * Constructs a new Want.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.Want.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Want sequence. */
        sequence: number;

        /** Want bitmap. */
        bitmap: Uint8Array;

        /**
         * Creates a new Want instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Want instance
         */
        static create(properties: v1.Want.$Shape): v1.Want & v1.Want.$Shape;
        static create(properties?: v1.Want.$Properties): v1.Want;

        /**
         * Encodes the specified Want message. Does not implicitly {@link v1.Want.verify|verify} messages.
         * @param message Want message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.Want.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Want message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.Want & v1.Want.$Shape} Want
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.Want & v1.Want.$Shape;
    }

    namespace Want {

        /** Properties of a Want. */
        interface $Properties {

            /** Want sequence */
            sequence?: (number|null);

            /** Want bitmap */
            bitmap?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Want. */
        type $Shape = v1.Want.$Properties;
    }

    /**
     * Properties of a BlockMessage.
     * @deprecated Use v1.BlockMessage.$Properties instead.
     */
    interface IBlockMessage extends v1.BlockMessage.$Properties {
    }

    /** Represents a BlockMessage. */
    class BlockMessage {

        /**
         * Constructs a new BlockMessage.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.BlockMessage.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BlockMessage sequence. */
        sequence: number;

        /** BlockMessage block. */
        block: Uint8Array;

        /**
         * Creates a new BlockMessage instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BlockMessage instance
         */
        static create(properties: v1.BlockMessage.$Shape): v1.BlockMessage & v1.BlockMessage.$Shape;
        static create(properties?: v1.BlockMessage.$Properties): v1.BlockMessage;

        /**
         * Encodes the specified BlockMessage message. Does not implicitly {@link v1.BlockMessage.verify|verify} messages.
         * @param message BlockMessage message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.BlockMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BlockMessage message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.BlockMessage & v1.BlockMessage.$Shape} BlockMessage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.BlockMessage & v1.BlockMessage.$Shape;
    }

    namespace BlockMessage {

        /** Properties of a BlockMessage. */
        interface $Properties {

            /** BlockMessage sequence */
            sequence?: (number|null);

            /** BlockMessage block */
            block?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BlockMessage. */
        type $Shape = v1.BlockMessage.$Properties;
    }

    /**
     * Properties of a Durable.
     * @deprecated Use v1.Durable.$Properties instead.
     */
    interface IDurable extends v1.Durable.$Properties {
    }

    /** Represents a Durable. */
    class Durable {

        /**
         * Constructs a new Durable.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.Durable.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Durable blockSequence. */
        blockSequence: number;

        /**
         * Creates a new Durable instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Durable instance
         */
        static create(properties: v1.Durable.$Shape): v1.Durable & v1.Durable.$Shape;
        static create(properties?: v1.Durable.$Properties): v1.Durable;

        /**
         * Encodes the specified Durable message. Does not implicitly {@link v1.Durable.verify|verify} messages.
         * @param message Durable message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.Durable.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Durable message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.Durable & v1.Durable.$Shape} Durable
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.Durable & v1.Durable.$Shape;
    }

    namespace Durable {

        /** Properties of a Durable. */
        interface $Properties {

            /** Durable blockSequence */
            blockSequence?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Durable. */
        type $Shape = v1.Durable.$Properties;
    }

    /**
     * Properties of a Commit.
     * @deprecated Use v1.Commit.$Properties instead.
     */
    interface ICommit extends v1.Commit.$Properties {
    }

    /** Represents a Commit. */
    class Commit {

        /**
         * Constructs a new Commit.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.Commit.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Commit snapshot. */
        snapshot?: (v1.SnapshotDraft.$Properties|null);

        /**
         * Creates a new Commit instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Commit instance
         */
        static create(properties: v1.Commit.$Shape): v1.Commit & v1.Commit.$Shape;
        static create(properties?: v1.Commit.$Properties): v1.Commit;

        /**
         * Encodes the specified Commit message. Does not implicitly {@link v1.Commit.verify|verify} messages.
         * @param message Commit message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.Commit.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Commit message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.Commit & v1.Commit.$Shape} Commit
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.Commit & v1.Commit.$Shape;
    }

    namespace Commit {

        /** Properties of a Commit. */
        interface $Properties {

            /** Commit snapshot */
            snapshot?: (v1.SnapshotDraft.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Commit. */
        type $Shape = v1.Commit.$Properties;
    }

    /**
     * Properties of a Committed.
     * @deprecated Use v1.Committed.$Properties instead.
     */
    interface ICommitted extends v1.Committed.$Properties {
    }

    /** Represents a Committed. */
    class Committed {

        /**
         * Constructs a new Committed.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.Committed.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Committed snapshotId. */
        snapshotId: Uint8Array;

        /** Committed sequence. */
        sequence: number;

        /** Committed timeMs. */
        timeMs: number;

        /** Committed storedBytes. */
        storedBytes: number;

        /**
         * Creates a new Committed instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Committed instance
         */
        static create(properties: v1.Committed.$Shape): v1.Committed & v1.Committed.$Shape;
        static create(properties?: v1.Committed.$Properties): v1.Committed;

        /**
         * Encodes the specified Committed message. Does not implicitly {@link v1.Committed.verify|verify} messages.
         * @param message Committed message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.Committed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Committed message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.Committed & v1.Committed.$Shape} Committed
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.Committed & v1.Committed.$Shape;
    }

    namespace Committed {

        /** Properties of a Committed. */
        interface $Properties {

            /** Committed snapshotId */
            snapshotId?: (Uint8Array|null);

            /** Committed sequence */
            sequence?: (number|null);

            /** Committed timeMs */
            timeMs?: (number|null);

            /** Committed storedBytes */
            storedBytes?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Committed. */
        type $Shape = v1.Committed.$Properties;
    }

    /**
     * Properties of a SnapshotDraft.
     * @deprecated Use v1.SnapshotDraft.$Properties instead.
     */
    interface ISnapshotDraft extends v1.SnapshotDraft.$Properties {
    }

    /** Represents a SnapshotDraft. */
    class SnapshotDraft {

        /**
         * Constructs a new SnapshotDraft.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.SnapshotDraft.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SnapshotDraft archives. */
        archives: v1.ArchiveReference.$Properties[];

        /** SnapshotDraft status. */
        status: v1.SnapshotStatus;

        /** SnapshotDraft consistency. */
        consistency: v1.Consistency;

        /** SnapshotDraft frozenMs. */
        frozenMs: number;

        /** SnapshotDraft counts. */
        counts?: (v1.Counts.$Properties|null);

        /** SnapshotDraft warnings. */
        warnings: v1.Warning.$Properties[];

        /** SnapshotDraft moreWarnings. */
        moreWarnings: number;

        /** SnapshotDraft skippedMounts. */
        skippedMounts: v1.SkippedMount.$Properties[];

        /** SnapshotDraft failedSources. */
        failedSources: v1.FailedSource.$Properties[];

        /** SnapshotDraft planDefinition. */
        planDefinition: string;

        /** SnapshotDraft toolVersions. */
        toolVersions: { [k: string]: string };

        /** SnapshotDraft agentStartedMs. */
        agentStartedMs: number;

        /** SnapshotDraft shrunk. */
        shrunk: boolean;

        /** SnapshotDraft notes. */
        notes: string[];

        /** SnapshotDraft encryptionKeyId. */
        encryptionKeyId: Uint8Array;

        /** SnapshotDraft encryptedDetails. */
        encryptedDetails: Uint8Array;

        /** SnapshotDraft seal. */
        seal: Uint8Array;

        /**
         * Creates a new SnapshotDraft instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SnapshotDraft instance
         */
        static create(properties: v1.SnapshotDraft.$Shape): v1.SnapshotDraft & v1.SnapshotDraft.$Shape;
        static create(properties?: v1.SnapshotDraft.$Properties): v1.SnapshotDraft;

        /**
         * Encodes the specified SnapshotDraft message. Does not implicitly {@link v1.SnapshotDraft.verify|verify} messages.
         * @param message SnapshotDraft message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.SnapshotDraft.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SnapshotDraft message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.SnapshotDraft & v1.SnapshotDraft.$Shape} SnapshotDraft
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.SnapshotDraft & v1.SnapshotDraft.$Shape;
    }

    namespace SnapshotDraft {

        /** Properties of a SnapshotDraft. */
        interface $Properties {

            /** SnapshotDraft archives */
            archives?: (v1.ArchiveReference.$Properties[]|null);

            /** SnapshotDraft status */
            status?: (v1.SnapshotStatus|null);

            /** SnapshotDraft consistency */
            consistency?: (v1.Consistency|null);

            /** SnapshotDraft frozenMs */
            frozenMs?: (number|null);

            /** SnapshotDraft counts */
            counts?: (v1.Counts.$Properties|null);

            /** SnapshotDraft warnings */
            warnings?: (v1.Warning.$Properties[]|null);

            /** SnapshotDraft moreWarnings */
            moreWarnings?: (number|null);

            /** SnapshotDraft skippedMounts */
            skippedMounts?: (v1.SkippedMount.$Properties[]|null);

            /** SnapshotDraft failedSources */
            failedSources?: (v1.FailedSource.$Properties[]|null);

            /** SnapshotDraft planDefinition */
            planDefinition?: (string|null);

            /** SnapshotDraft toolVersions */
            toolVersions?: ({ [k: string]: string }|null);

            /** SnapshotDraft agentStartedMs */
            agentStartedMs?: (number|null);

            /** SnapshotDraft shrunk */
            shrunk?: (boolean|null);

            /** SnapshotDraft notes */
            notes?: (string[]|null);

            /** SnapshotDraft encryptionKeyId */
            encryptionKeyId?: (Uint8Array|null);

            /** SnapshotDraft encryptedDetails */
            encryptedDetails?: (Uint8Array|null);

            /** SnapshotDraft seal */
            seal?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SnapshotDraft. */
        type $Shape = v1.SnapshotDraft.$Properties;
    }

    /**
     * Properties of a RestoreRequest.
     * @deprecated Use v1.RestoreRequest.$Properties instead.
     */
    interface IRestoreRequest extends v1.RestoreRequest.$Properties {
    }

    /** Represents a RestoreRequest. */
    class RestoreRequest {

        /**
         * Constructs a new RestoreRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.RestoreRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RestoreRequest begin. */
        begin?: (v1.RestoreBegin.$Properties|null);

        /** RestoreRequest open. */
        open?: (v1.OpenSnapshot.$Properties|null);

        /** RestoreRequest read. */
        read?: (v1.ReadChunks.$Properties|null);

        /** RestoreRequest event. */
        event?: (v1.RestoreEvent.$Properties|null);

        /** RestoreRequest message. */
        message?: ("begin"|"open"|"read"|"event");

        /**
         * Creates a new RestoreRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RestoreRequest instance
         */
        static create(properties: v1.RestoreRequest.$Shape): v1.RestoreRequest & v1.RestoreRequest.$Shape;
        static create(properties?: v1.RestoreRequest.$Properties): v1.RestoreRequest;

        /**
         * Encodes the specified RestoreRequest message. Does not implicitly {@link v1.RestoreRequest.verify|verify} messages.
         * @param message RestoreRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.RestoreRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RestoreRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.RestoreRequest & v1.RestoreRequest.$Shape} RestoreRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.RestoreRequest & v1.RestoreRequest.$Shape;
    }

    namespace RestoreRequest {

        /** Properties of a RestoreRequest. */
        interface $Properties {

            /** RestoreRequest begin */
            begin?: (v1.RestoreBegin.$Properties|null);

            /** RestoreRequest open */
            open?: (v1.OpenSnapshot.$Properties|null);

            /** RestoreRequest read */
            read?: (v1.ReadChunks.$Properties|null);

            /** RestoreRequest event */
            event?: (v1.RestoreEvent.$Properties|null);

            /** RestoreRequest message */
            message?: ("begin"|"open"|"read"|"event");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a RestoreRequest. */
        type $Shape = {
          begin?: v1.RestoreBegin.$Shape|null;
          open?: v1.OpenSnapshot.$Shape|null;
          read?: v1.ReadChunks.$Shape|null;
          event?: v1.RestoreEvent.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ message?: undefined; begin?: null; open?: null; read?: null; event?: null }|{ message?: "begin"; begin: v1.RestoreBegin.$Shape; open?: null; read?: null; event?: null }|{ message?: "open"; begin?: null; open: v1.OpenSnapshot.$Shape; read?: null; event?: null }|{ message?: "read"; begin?: null; open?: null; read: v1.ReadChunks.$Shape; event?: null }|{ message?: "event"; begin?: null; open?: null; read?: null; event: v1.RestoreEvent.$Shape })
        );
    }

    /**
     * Properties of a RestoreAnswer.
     * @deprecated Use v1.RestoreAnswer.$Properties instead.
     */
    interface IRestoreAnswer extends v1.RestoreAnswer.$Properties {
    }

    /** Represents a RestoreAnswer. */
    class RestoreAnswer {

        /**
         * Constructs a new RestoreAnswer.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.RestoreAnswer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RestoreAnswer ready. */
        ready?: (v1.RestoreReady.$Properties|null);

        /** RestoreAnswer block. */
        block?: (v1.ReadBlock.$Properties|null);

        /** RestoreAnswer done. */
        done?: (v1.RequestDone.$Properties|null);

        /** RestoreAnswer message. */
        message?: ("ready"|"block"|"done");

        /**
         * Creates a new RestoreAnswer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RestoreAnswer instance
         */
        static create(properties: v1.RestoreAnswer.$Shape): v1.RestoreAnswer & v1.RestoreAnswer.$Shape;
        static create(properties?: v1.RestoreAnswer.$Properties): v1.RestoreAnswer;

        /**
         * Encodes the specified RestoreAnswer message. Does not implicitly {@link v1.RestoreAnswer.verify|verify} messages.
         * @param message RestoreAnswer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.RestoreAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RestoreAnswer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.RestoreAnswer & v1.RestoreAnswer.$Shape} RestoreAnswer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.RestoreAnswer & v1.RestoreAnswer.$Shape;
    }

    namespace RestoreAnswer {

        /** Properties of a RestoreAnswer. */
        interface $Properties {

            /** RestoreAnswer ready */
            ready?: (v1.RestoreReady.$Properties|null);

            /** RestoreAnswer block */
            block?: (v1.ReadBlock.$Properties|null);

            /** RestoreAnswer done */
            done?: (v1.RequestDone.$Properties|null);

            /** RestoreAnswer message */
            message?: ("ready"|"block"|"done");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a RestoreAnswer. */
        type $Shape = {
          ready?: v1.RestoreReady.$Shape|null;
          block?: v1.ReadBlock.$Shape|null;
          done?: v1.RequestDone.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ message?: undefined; ready?: null; block?: null; done?: null }|{ message?: "ready"; ready: v1.RestoreReady.$Shape; block?: null; done?: null }|{ message?: "block"; ready?: null; block: v1.ReadBlock.$Shape; done?: null }|{ message?: "done"; ready?: null; block?: null; done: v1.RequestDone.$Shape })
        );
    }

    /**
     * Properties of a RestoreBegin.
     * @deprecated Use v1.RestoreBegin.$Properties instead.
     */
    interface IRestoreBegin extends v1.RestoreBegin.$Properties {
    }

    /** Represents a RestoreBegin. */
    class RestoreBegin {

        /**
         * Constructs a new RestoreBegin.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.RestoreBegin.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RestoreBegin hello. */
        hello?: (v1.Hello.$Properties|null);

        /** RestoreBegin runId. */
        runId: Uint8Array;

        /**
         * Creates a new RestoreBegin instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RestoreBegin instance
         */
        static create(properties: v1.RestoreBegin.$Shape): v1.RestoreBegin & v1.RestoreBegin.$Shape;
        static create(properties?: v1.RestoreBegin.$Properties): v1.RestoreBegin;

        /**
         * Encodes the specified RestoreBegin message. Does not implicitly {@link v1.RestoreBegin.verify|verify} messages.
         * @param message RestoreBegin message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.RestoreBegin.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RestoreBegin message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.RestoreBegin & v1.RestoreBegin.$Shape} RestoreBegin
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.RestoreBegin & v1.RestoreBegin.$Shape;
    }

    namespace RestoreBegin {

        /** Properties of a RestoreBegin. */
        interface $Properties {

            /** RestoreBegin hello */
            hello?: (v1.Hello.$Properties|null);

            /** RestoreBegin runId */
            runId?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RestoreBegin. */
        type $Shape = v1.RestoreBegin.$Properties;
    }

    /**
     * Properties of a RestoreReady.
     * @deprecated Use v1.RestoreReady.$Properties instead.
     */
    interface IRestoreReady extends v1.RestoreReady.$Properties {
    }

    /** Represents a RestoreReady. */
    class RestoreReady {

        /**
         * Constructs a new RestoreReady.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.RestoreReady.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RestoreReady sessionId. */
        sessionId: Uint8Array;

        /** RestoreReady agentName. */
        agentName: string;

        /** RestoreReady maxReadIds. */
        maxReadIds: number;

        /** RestoreReady maxPendingReads. */
        maxPendingReads: number;

        /** RestoreReady granted. */
        granted: v1.SnapshotRecord.$Properties[];

        /**
         * Creates a new RestoreReady instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RestoreReady instance
         */
        static create(properties: v1.RestoreReady.$Shape): v1.RestoreReady & v1.RestoreReady.$Shape;
        static create(properties?: v1.RestoreReady.$Properties): v1.RestoreReady;

        /**
         * Encodes the specified RestoreReady message. Does not implicitly {@link v1.RestoreReady.verify|verify} messages.
         * @param message RestoreReady message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.RestoreReady.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RestoreReady message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.RestoreReady & v1.RestoreReady.$Shape} RestoreReady
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.RestoreReady & v1.RestoreReady.$Shape;
    }

    namespace RestoreReady {

        /** Properties of a RestoreReady. */
        interface $Properties {

            /** RestoreReady sessionId */
            sessionId?: (Uint8Array|null);

            /** RestoreReady agentName */
            agentName?: (string|null);

            /** RestoreReady maxReadIds */
            maxReadIds?: (number|null);

            /** RestoreReady maxPendingReads */
            maxPendingReads?: (number|null);

            /** RestoreReady granted */
            granted?: (v1.SnapshotRecord.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RestoreReady. */
        type $Shape = v1.RestoreReady.$Properties;
    }

    /**
     * Properties of an OpenSnapshot.
     * @deprecated Use v1.OpenSnapshot.$Properties instead.
     */
    interface IOpenSnapshot extends v1.OpenSnapshot.$Properties {
    }

    /** Represents an OpenSnapshot. */
    class OpenSnapshot {

        /**
         * Constructs a new OpenSnapshot.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.OpenSnapshot.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** OpenSnapshot sequence. */
        sequence: number;

        /** OpenSnapshot snapshotId. */
        snapshotId: Uint8Array;

        /**
         * Creates a new OpenSnapshot instance using the specified properties.
         * @param [properties] Properties to set
         * @returns OpenSnapshot instance
         */
        static create(properties: v1.OpenSnapshot.$Shape): v1.OpenSnapshot & v1.OpenSnapshot.$Shape;
        static create(properties?: v1.OpenSnapshot.$Properties): v1.OpenSnapshot;

        /**
         * Encodes the specified OpenSnapshot message. Does not implicitly {@link v1.OpenSnapshot.verify|verify} messages.
         * @param message OpenSnapshot message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.OpenSnapshot.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an OpenSnapshot message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.OpenSnapshot & v1.OpenSnapshot.$Shape} OpenSnapshot
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.OpenSnapshot & v1.OpenSnapshot.$Shape;
    }

    namespace OpenSnapshot {

        /** Properties of an OpenSnapshot. */
        interface $Properties {

            /** OpenSnapshot sequence */
            sequence?: (number|null);

            /** OpenSnapshot snapshotId */
            snapshotId?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an OpenSnapshot. */
        type $Shape = v1.OpenSnapshot.$Properties;
    }

    /**
     * Properties of a ReadChunks.
     * @deprecated Use v1.ReadChunks.$Properties instead.
     */
    interface IReadChunks extends v1.ReadChunks.$Properties {
    }

    /** Represents a ReadChunks. */
    class ReadChunks {

        /**
         * Constructs a new ReadChunks.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ReadChunks.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ReadChunks sequence. */
        sequence: number;

        /** ReadChunks ids. */
        ids: Uint8Array;

        /** ReadChunks compressed. */
        compressed: boolean;

        /**
         * Creates a new ReadChunks instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ReadChunks instance
         */
        static create(properties: v1.ReadChunks.$Shape): v1.ReadChunks & v1.ReadChunks.$Shape;
        static create(properties?: v1.ReadChunks.$Properties): v1.ReadChunks;

        /**
         * Encodes the specified ReadChunks message. Does not implicitly {@link v1.ReadChunks.verify|verify} messages.
         * @param message ReadChunks message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ReadChunks.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ReadChunks message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ReadChunks & v1.ReadChunks.$Shape} ReadChunks
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ReadChunks & v1.ReadChunks.$Shape;
    }

    namespace ReadChunks {

        /** Properties of a ReadChunks. */
        interface $Properties {

            /** ReadChunks sequence */
            sequence?: (number|null);

            /** ReadChunks ids */
            ids?: (Uint8Array|null);

            /** ReadChunks compressed */
            compressed?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ReadChunks. */
        type $Shape = v1.ReadChunks.$Properties;
    }

    /**
     * Properties of a RestoreEvent.
     * @deprecated Use v1.RestoreEvent.$Properties instead.
     */
    interface IRestoreEvent extends v1.RestoreEvent.$Properties {
    }

    /** Represents a RestoreEvent. */
    class RestoreEvent {

        /**
         * Constructs a new RestoreEvent.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.RestoreEvent.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RestoreEvent sequence. */
        sequence: number;

        /** RestoreEvent event. */
        event?: (v1.AuditEvent.$Properties|null);

        /**
         * Creates a new RestoreEvent instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RestoreEvent instance
         */
        static create(properties: v1.RestoreEvent.$Shape): v1.RestoreEvent & v1.RestoreEvent.$Shape;
        static create(properties?: v1.RestoreEvent.$Properties): v1.RestoreEvent;

        /**
         * Encodes the specified RestoreEvent message. Does not implicitly {@link v1.RestoreEvent.verify|verify} messages.
         * @param message RestoreEvent message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.RestoreEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RestoreEvent message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.RestoreEvent & v1.RestoreEvent.$Shape} RestoreEvent
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.RestoreEvent & v1.RestoreEvent.$Shape;
    }

    namespace RestoreEvent {

        /** Properties of a RestoreEvent. */
        interface $Properties {

            /** RestoreEvent sequence */
            sequence?: (number|null);

            /** RestoreEvent event */
            event?: (v1.AuditEvent.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RestoreEvent. */
        type $Shape = v1.RestoreEvent.$Properties;
    }

    /**
     * Properties of a ReadBlock.
     * @deprecated Use v1.ReadBlock.$Properties instead.
     */
    interface IReadBlock extends v1.ReadBlock.$Properties {
    }

    /** Represents a ReadBlock. */
    class ReadBlock {

        /**
         * Constructs a new ReadBlock.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ReadBlock.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ReadBlock sequence. */
        sequence: number;

        /** ReadBlock block. */
        block: Uint8Array;

        /**
         * Creates a new ReadBlock instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ReadBlock instance
         */
        static create(properties: v1.ReadBlock.$Shape): v1.ReadBlock & v1.ReadBlock.$Shape;
        static create(properties?: v1.ReadBlock.$Properties): v1.ReadBlock;

        /**
         * Encodes the specified ReadBlock message. Does not implicitly {@link v1.ReadBlock.verify|verify} messages.
         * @param message ReadBlock message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ReadBlock.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ReadBlock message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ReadBlock & v1.ReadBlock.$Shape} ReadBlock
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ReadBlock & v1.ReadBlock.$Shape;
    }

    namespace ReadBlock {

        /** Properties of a ReadBlock. */
        interface $Properties {

            /** ReadBlock sequence */
            sequence?: (number|null);

            /** ReadBlock block */
            block?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ReadBlock. */
        type $Shape = v1.ReadBlock.$Properties;
    }

    /**
     * Properties of a RequestDone.
     * @deprecated Use v1.RequestDone.$Properties instead.
     */
    interface IRequestDone extends v1.RequestDone.$Properties {
    }

    /** Represents a RequestDone. */
    class RequestDone {

        /**
         * Constructs a new RequestDone.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.RequestDone.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RequestDone sequence. */
        sequence: number;

        /** RequestDone failures. */
        failures: v1.ChunkFailure.$Properties[];

        /**
         * Creates a new RequestDone instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RequestDone instance
         */
        static create(properties: v1.RequestDone.$Shape): v1.RequestDone & v1.RequestDone.$Shape;
        static create(properties?: v1.RequestDone.$Properties): v1.RequestDone;

        /**
         * Encodes the specified RequestDone message. Does not implicitly {@link v1.RequestDone.verify|verify} messages.
         * @param message RequestDone message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.RequestDone.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RequestDone message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.RequestDone & v1.RequestDone.$Shape} RequestDone
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.RequestDone & v1.RequestDone.$Shape;
    }

    namespace RequestDone {

        /** Properties of a RequestDone. */
        interface $Properties {

            /** RequestDone sequence */
            sequence?: (number|null);

            /** RequestDone failures */
            failures?: (v1.ChunkFailure.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RequestDone. */
        type $Shape = v1.RequestDone.$Properties;
    }

    /**
     * Properties of a ChunkFailure.
     * @deprecated Use v1.ChunkFailure.$Properties instead.
     */
    interface IChunkFailure extends v1.ChunkFailure.$Properties {
    }

    /** Represents a ChunkFailure. */
    class ChunkFailure {

        /**
         * Constructs a new ChunkFailure.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ChunkFailure.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ChunkFailure chunkId. */
        chunkId: Uint8Array;

        /** ChunkFailure code. */
        code: string;

        /** ChunkFailure text. */
        text: string;

        /**
         * Creates a new ChunkFailure instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ChunkFailure instance
         */
        static create(properties: v1.ChunkFailure.$Shape): v1.ChunkFailure & v1.ChunkFailure.$Shape;
        static create(properties?: v1.ChunkFailure.$Properties): v1.ChunkFailure;

        /**
         * Encodes the specified ChunkFailure message. Does not implicitly {@link v1.ChunkFailure.verify|verify} messages.
         * @param message ChunkFailure message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ChunkFailure.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ChunkFailure message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ChunkFailure & v1.ChunkFailure.$Shape} ChunkFailure
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ChunkFailure & v1.ChunkFailure.$Shape;
    }

    namespace ChunkFailure {

        /** Properties of a ChunkFailure. */
        interface $Properties {

            /** ChunkFailure chunkId */
            chunkId?: (Uint8Array|null);

            /** ChunkFailure code */
            code?: (string|null);

            /** ChunkFailure text */
            text?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ChunkFailure. */
        type $Shape = v1.ChunkFailure.$Properties;
    }

    /** SnapshotStatus enum. */
    enum SnapshotStatus {

        /** SNAPSHOT_STATUS_UNSPECIFIED value */
        SNAPSHOT_STATUS_UNSPECIFIED = 0,

        /** COMPLETE value */
        COMPLETE = 1,

        /** INCOMPLETE value */
        INCOMPLETE = 2
    }

    /** Consistency enum. */
    enum Consistency {

        /** CONSISTENCY_UNSPECIFIED value */
        CONSISTENCY_UNSPECIFIED = 0,

        /** CRASH value */
        CRASH = 1,

        /** FILESYSTEM value */
        FILESYSTEM = 2,

        /** APPLICATION value */
        APPLICATION = 3
    }

    /**
     * Properties of a Counts.
     * @deprecated Use v1.Counts.$Properties instead.
     */
    interface ICounts extends v1.Counts.$Properties {
    }

    /** Represents a Counts. */
    class Counts {

        /**
         * Constructs a new Counts.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.Counts.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Counts files. */
        files: number;

        /** Counts directories. */
        directories: number;

        /** Counts others. */
        others: number;

        /** Counts bytes. */
        bytes: number;

        /** Counts filesRead. */
        filesRead: number;

        /** Counts bytesRead. */
        bytesRead: number;

        /** Counts filesReused. */
        filesReused: number;

        /** Counts newChunks. */
        newChunks: number;

        /** Counts newBytes. */
        newBytes: number;

        /** Counts sentBytes. */
        sentBytes: number;

        /** Counts entriesUnreadable. */
        entriesUnreadable: number;

        /** Counts entriesChanged. */
        entriesChanged: number;

        /** Counts entriesExcluded. */
        entriesExcluded: number;

        /** Counts durationMs. */
        durationMs: number;

        /**
         * Creates a new Counts instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Counts instance
         */
        static create(properties: v1.Counts.$Shape): v1.Counts & v1.Counts.$Shape;
        static create(properties?: v1.Counts.$Properties): v1.Counts;

        /**
         * Encodes the specified Counts message. Does not implicitly {@link v1.Counts.verify|verify} messages.
         * @param message Counts message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.Counts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Counts message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.Counts & v1.Counts.$Shape} Counts
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.Counts & v1.Counts.$Shape;
    }

    namespace Counts {

        /** Properties of a Counts. */
        interface $Properties {

            /** Counts files */
            files?: (number|null);

            /** Counts directories */
            directories?: (number|null);

            /** Counts others */
            others?: (number|null);

            /** Counts bytes */
            bytes?: (number|null);

            /** Counts filesRead */
            filesRead?: (number|null);

            /** Counts bytesRead */
            bytesRead?: (number|null);

            /** Counts filesReused */
            filesReused?: (number|null);

            /** Counts newChunks */
            newChunks?: (number|null);

            /** Counts newBytes */
            newBytes?: (number|null);

            /** Counts sentBytes */
            sentBytes?: (number|null);

            /** Counts entriesUnreadable */
            entriesUnreadable?: (number|null);

            /** Counts entriesChanged */
            entriesChanged?: (number|null);

            /** Counts entriesExcluded */
            entriesExcluded?: (number|null);

            /** Counts durationMs */
            durationMs?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Counts. */
        type $Shape = v1.Counts.$Properties;
    }

    /**
     * Properties of a Warning.
     * @deprecated Use v1.Warning.$Properties instead.
     */
    interface IWarning extends v1.Warning.$Properties {
    }

    /** Represents a Warning. */
    class Warning {

        /**
         * Constructs a new Warning.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.Warning.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Warning code. */
        code: string;

        /** Warning path. */
        path: Uint8Array;

        /** Warning text. */
        text: string;

        /**
         * Creates a new Warning instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Warning instance
         */
        static create(properties: v1.Warning.$Shape): v1.Warning & v1.Warning.$Shape;
        static create(properties?: v1.Warning.$Properties): v1.Warning;

        /**
         * Encodes the specified Warning message. Does not implicitly {@link v1.Warning.verify|verify} messages.
         * @param message Warning message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.Warning.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Warning message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.Warning & v1.Warning.$Shape} Warning
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.Warning & v1.Warning.$Shape;
    }

    namespace Warning {

        /** Properties of a Warning. */
        interface $Properties {

            /** Warning code */
            code?: (string|null);

            /** Warning path */
            path?: (Uint8Array|null);

            /** Warning text */
            text?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Warning. */
        type $Shape = v1.Warning.$Properties;
    }

    /**
     * Properties of a SkippedMount.
     * @deprecated Use v1.SkippedMount.$Properties instead.
     */
    interface ISkippedMount extends v1.SkippedMount.$Properties {
    }

    /** Represents a SkippedMount. */
    class SkippedMount {

        /**
         * Constructs a new SkippedMount.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.SkippedMount.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SkippedMount path. */
        path: Uint8Array;

        /** SkippedMount filesystem. */
        filesystem: string;

        /** SkippedMount reason. */
        reason: string;

        /**
         * Creates a new SkippedMount instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SkippedMount instance
         */
        static create(properties: v1.SkippedMount.$Shape): v1.SkippedMount & v1.SkippedMount.$Shape;
        static create(properties?: v1.SkippedMount.$Properties): v1.SkippedMount;

        /**
         * Encodes the specified SkippedMount message. Does not implicitly {@link v1.SkippedMount.verify|verify} messages.
         * @param message SkippedMount message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.SkippedMount.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SkippedMount message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.SkippedMount & v1.SkippedMount.$Shape} SkippedMount
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.SkippedMount & v1.SkippedMount.$Shape;
    }

    namespace SkippedMount {

        /** Properties of a SkippedMount. */
        interface $Properties {

            /** SkippedMount path */
            path?: (Uint8Array|null);

            /** SkippedMount filesystem */
            filesystem?: (string|null);

            /** SkippedMount reason */
            reason?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SkippedMount. */
        type $Shape = v1.SkippedMount.$Properties;
    }

    /**
     * Properties of a FailedSource.
     * @deprecated Use v1.FailedSource.$Properties instead.
     */
    interface IFailedSource extends v1.FailedSource.$Properties {
    }

    /** Represents a FailedSource. */
    class FailedSource {

        /**
         * Constructs a new FailedSource.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.FailedSource.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FailedSource name. */
        name: string;

        /** FailedSource kind. */
        kind: string;

        /** FailedSource code. */
        code: string;

        /** FailedSource text. */
        text: string;

        /**
         * Creates a new FailedSource instance using the specified properties.
         * @param [properties] Properties to set
         * @returns FailedSource instance
         */
        static create(properties: v1.FailedSource.$Shape): v1.FailedSource & v1.FailedSource.$Shape;
        static create(properties?: v1.FailedSource.$Properties): v1.FailedSource;

        /**
         * Encodes the specified FailedSource message. Does not implicitly {@link v1.FailedSource.verify|verify} messages.
         * @param message FailedSource message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.FailedSource.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FailedSource message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.FailedSource & v1.FailedSource.$Shape} FailedSource
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.FailedSource & v1.FailedSource.$Shape;
    }

    namespace FailedSource {

        /** Properties of a FailedSource. */
        interface $Properties {

            /** FailedSource name */
            name?: (string|null);

            /** FailedSource kind */
            kind?: (string|null);

            /** FailedSource code */
            code?: (string|null);

            /** FailedSource text */
            text?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a FailedSource. */
        type $Shape = v1.FailedSource.$Properties;
    }

    /**
     * Properties of an ArchiveRecord.
     * @deprecated Use v1.ArchiveRecord.$Properties instead.
     */
    interface IArchiveRecord extends v1.ArchiveRecord.$Properties {
    }

    /** Represents an ArchiveRecord. */
    class ArchiveRecord {

        /**
         * Constructs a new ArchiveRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ArchiveRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ArchiveRecord name. */
        name: string;

        /** ArchiveRecord kind. */
        kind: string;

        /** ArchiveRecord sourceKind. */
        sourceKind: string;

        /** ArchiveRecord chunkClass. */
        chunkClass: number;

        /** ArchiveRecord entries. */
        entries: number;

        /** ArchiveRecord bytes. */
        bytes: number;

        /** ArchiveRecord paths. */
        paths: Uint8Array[];

        /** ArchiveRecord encryptionKeyId. */
        encryptionKeyId: Uint8Array;

        /** ArchiveRecord encryptedRecord. */
        encryptedRecord: Uint8Array;

        /**
         * Creates a new ArchiveRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ArchiveRecord instance
         */
        static create(properties: v1.ArchiveRecord.$Shape): v1.ArchiveRecord & v1.ArchiveRecord.$Shape;
        static create(properties?: v1.ArchiveRecord.$Properties): v1.ArchiveRecord;

        /**
         * Encodes the specified ArchiveRecord message. Does not implicitly {@link v1.ArchiveRecord.verify|verify} messages.
         * @param message ArchiveRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ArchiveRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an ArchiveRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ArchiveRecord & v1.ArchiveRecord.$Shape} ArchiveRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ArchiveRecord & v1.ArchiveRecord.$Shape;
    }

    namespace ArchiveRecord {

        /** Properties of an ArchiveRecord. */
        interface $Properties {

            /** ArchiveRecord name */
            name?: (string|null);

            /** ArchiveRecord kind */
            kind?: (string|null);

            /** ArchiveRecord sourceKind */
            sourceKind?: (string|null);

            /** ArchiveRecord chunkClass */
            chunkClass?: (number|null);

            /** ArchiveRecord entries */
            entries?: (number|null);

            /** ArchiveRecord bytes */
            bytes?: (number|null);

            /** ArchiveRecord paths */
            paths?: (Uint8Array[]|null);

            /** ArchiveRecord encryptionKeyId */
            encryptionKeyId?: (Uint8Array|null);

            /** ArchiveRecord encryptedRecord */
            encryptedRecord?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an ArchiveRecord. */
        type $Shape = v1.ArchiveRecord.$Properties;
    }

    /**
     * Properties of a SnapshotRecord.
     * @deprecated Use v1.SnapshotRecord.$Properties instead.
     */
    interface ISnapshotRecord extends v1.SnapshotRecord.$Properties {
    }

    /** Represents a SnapshotRecord. */
    class SnapshotRecord {

        /**
         * Constructs a new SnapshotRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.SnapshotRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SnapshotRecord snapshotId. */
        snapshotId: Uint8Array;

        /** SnapshotRecord agentId. */
        agentId: Uint8Array;

        /** SnapshotRecord agentName. */
        agentName: string;

        /** SnapshotRecord plan. */
        plan: string;

        /** SnapshotRecord sequence. */
        sequence: number;

        /** SnapshotRecord timeMs. */
        timeMs: number;

        /** SnapshotRecord committedMs. */
        committedMs: number;

        /** SnapshotRecord runId. */
        runId: Uint8Array;

        /** SnapshotRecord sessionId. */
        sessionId: Uint8Array;

        /** SnapshotRecord draft. */
        draft?: (v1.SnapshotDraft.$Properties|null);

        /** SnapshotRecord agentVersion. */
        agentVersion: string;

        /** SnapshotRecord collectorVersion. */
        collectorVersion: string;

        /** SnapshotRecord operatingSystem. */
        operatingSystem: string;

        /** SnapshotRecord storedBytes. */
        storedBytes: number;

        /**
         * Creates a new SnapshotRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SnapshotRecord instance
         */
        static create(properties: v1.SnapshotRecord.$Shape): v1.SnapshotRecord & v1.SnapshotRecord.$Shape;
        static create(properties?: v1.SnapshotRecord.$Properties): v1.SnapshotRecord;

        /**
         * Encodes the specified SnapshotRecord message. Does not implicitly {@link v1.SnapshotRecord.verify|verify} messages.
         * @param message SnapshotRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.SnapshotRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SnapshotRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.SnapshotRecord & v1.SnapshotRecord.$Shape} SnapshotRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.SnapshotRecord & v1.SnapshotRecord.$Shape;
    }

    namespace SnapshotRecord {

        /** Properties of a SnapshotRecord. */
        interface $Properties {

            /** SnapshotRecord snapshotId */
            snapshotId?: (Uint8Array|null);

            /** SnapshotRecord agentId */
            agentId?: (Uint8Array|null);

            /** SnapshotRecord agentName */
            agentName?: (string|null);

            /** SnapshotRecord plan */
            plan?: (string|null);

            /** SnapshotRecord sequence */
            sequence?: (number|null);

            /** SnapshotRecord timeMs */
            timeMs?: (number|null);

            /** SnapshotRecord committedMs */
            committedMs?: (number|null);

            /** SnapshotRecord runId */
            runId?: (Uint8Array|null);

            /** SnapshotRecord sessionId */
            sessionId?: (Uint8Array|null);

            /** SnapshotRecord draft */
            draft?: (v1.SnapshotDraft.$Properties|null);

            /** SnapshotRecord agentVersion */
            agentVersion?: (string|null);

            /** SnapshotRecord collectorVersion */
            collectorVersion?: (string|null);

            /** SnapshotRecord operatingSystem */
            operatingSystem?: (string|null);

            /** SnapshotRecord storedBytes */
            storedBytes?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SnapshotRecord. */
        type $Shape = v1.SnapshotRecord.$Properties;
    }

    /**
     * Properties of an Empty.
     * @deprecated Use v1.Empty.$Properties instead.
     */
    interface IEmpty extends v1.Empty.$Properties {
    }

    /** Represents an Empty. */
    class Empty {

        /**
         * Constructs a new Empty.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.Empty.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new Empty instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Empty instance
         */
        static create(properties: v1.Empty.$Shape): v1.Empty & v1.Empty.$Shape;
        static create(properties?: v1.Empty.$Properties): v1.Empty;

        /**
         * Encodes the specified Empty message. Does not implicitly {@link v1.Empty.verify|verify} messages.
         * @param message Empty message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.Empty.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Empty message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.Empty & v1.Empty.$Shape} Empty
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.Empty & v1.Empty.$Shape;
    }

    namespace Empty {

        /** Properties of an Empty. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Empty. */
        type $Shape = v1.Empty.$Properties;
    }

    /**
     * Properties of a StatusReply.
     * @deprecated Use v1.StatusReply.$Properties instead.
     */
    interface IStatusReply extends v1.StatusReply.$Properties {
    }

    /** Represents a StatusReply. */
    class StatusReply {

        /**
         * Constructs a new StatusReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.StatusReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** StatusReply collectorId. */
        collectorId: string;

        /** StatusReply softwareVersion. */
        softwareVersion: string;

        /** StatusReply datastore. */
        datastore: string;

        /** StatusReply listeners. */
        listeners: string[];

        /** StatusReply servingSinceMs. */
        servingSinceMs: number;

        /** StatusReply snapshots. */
        snapshots: number;

        /** StatusReply packs. */
        packs: number;

        /** StatusReply chunks. */
        chunks: number;

        /** StatusReply rawBytes. */
        rawBytes: number;

        /** StatusReply uniqueBytes. */
        uniqueBytes: number;

        /** StatusReply storedBytes. */
        storedBytes: number;

        /** StatusReply freeBytes. */
        freeBytes: number;

        /** StatusReply totalBytes. */
        totalBytes: number;

        /** StatusReply damagedChunks. */
        damagedChunks: number;

        /** StatusReply sessions. */
        sessions: v1.ActiveSession.$Properties[];

        /** StatusReply problems. */
        problems: string[];

        /** StatusReply alarms. */
        alarms: v1.Alarm.$Properties[];

        /** StatusReply drills. */
        drills: v1.DrillFacts.$Properties[];

        /** StatusReply verification. */
        verification?: (v1.VerificationFacts.$Properties|null);

        /** StatusReply forecast. */
        forecast?: (v1.SpaceForecast.$Properties|null);

        /** StatusReply diskEncryption. */
        diskEncryption: string;

        /**
         * Creates a new StatusReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns StatusReply instance
         */
        static create(properties: v1.StatusReply.$Shape): v1.StatusReply & v1.StatusReply.$Shape;
        static create(properties?: v1.StatusReply.$Properties): v1.StatusReply;

        /**
         * Encodes the specified StatusReply message. Does not implicitly {@link v1.StatusReply.verify|verify} messages.
         * @param message StatusReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.StatusReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a StatusReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.StatusReply & v1.StatusReply.$Shape} StatusReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.StatusReply & v1.StatusReply.$Shape;
    }

    namespace StatusReply {

        /** Properties of a StatusReply. */
        interface $Properties {

            /** StatusReply collectorId */
            collectorId?: (string|null);

            /** StatusReply softwareVersion */
            softwareVersion?: (string|null);

            /** StatusReply datastore */
            datastore?: (string|null);

            /** StatusReply listeners */
            listeners?: (string[]|null);

            /** StatusReply servingSinceMs */
            servingSinceMs?: (number|null);

            /** StatusReply snapshots */
            snapshots?: (number|null);

            /** StatusReply packs */
            packs?: (number|null);

            /** StatusReply chunks */
            chunks?: (number|null);

            /** StatusReply rawBytes */
            rawBytes?: (number|null);

            /** StatusReply uniqueBytes */
            uniqueBytes?: (number|null);

            /** StatusReply storedBytes */
            storedBytes?: (number|null);

            /** StatusReply freeBytes */
            freeBytes?: (number|null);

            /** StatusReply totalBytes */
            totalBytes?: (number|null);

            /** StatusReply damagedChunks */
            damagedChunks?: (number|null);

            /** StatusReply sessions */
            sessions?: (v1.ActiveSession.$Properties[]|null);

            /** StatusReply problems */
            problems?: (string[]|null);

            /** StatusReply alarms */
            alarms?: (v1.Alarm.$Properties[]|null);

            /** StatusReply drills */
            drills?: (v1.DrillFacts.$Properties[]|null);

            /** StatusReply verification */
            verification?: (v1.VerificationFacts.$Properties|null);

            /** StatusReply forecast */
            forecast?: (v1.SpaceForecast.$Properties|null);

            /** StatusReply diskEncryption */
            diskEncryption?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a StatusReply. */
        type $Shape = v1.StatusReply.$Properties;
    }

    /**
     * Properties of a VerificationFacts.
     * @deprecated Use v1.VerificationFacts.$Properties instead.
     */
    interface IVerificationFacts extends v1.VerificationFacts.$Properties {
    }

    /** Represents a VerificationFacts. */
    class VerificationFacts {

        /**
         * Constructs a new VerificationFacts.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.VerificationFacts.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** VerificationFacts lastFullMs. */
        lastFullMs: number;

        /** VerificationFacts lastFullFindings. */
        lastFullFindings: number;

        /** VerificationFacts lastMs. */
        lastMs: number;

        /** VerificationFacts lastFindings. */
        lastFindings: number;

        /** VerificationFacts lastReadBytes. */
        lastReadBytes: number;

        /** VerificationFacts begunMs. */
        begunMs: number;

        /** VerificationFacts begunShare. */
        begunShare: number;

        /**
         * Creates a new VerificationFacts instance using the specified properties.
         * @param [properties] Properties to set
         * @returns VerificationFacts instance
         */
        static create(properties: v1.VerificationFacts.$Shape): v1.VerificationFacts & v1.VerificationFacts.$Shape;
        static create(properties?: v1.VerificationFacts.$Properties): v1.VerificationFacts;

        /**
         * Encodes the specified VerificationFacts message. Does not implicitly {@link v1.VerificationFacts.verify|verify} messages.
         * @param message VerificationFacts message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.VerificationFacts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a VerificationFacts message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.VerificationFacts & v1.VerificationFacts.$Shape} VerificationFacts
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.VerificationFacts & v1.VerificationFacts.$Shape;
    }

    namespace VerificationFacts {

        /** Properties of a VerificationFacts. */
        interface $Properties {

            /** VerificationFacts lastFullMs */
            lastFullMs?: (number|null);

            /** VerificationFacts lastFullFindings */
            lastFullFindings?: (number|null);

            /** VerificationFacts lastMs */
            lastMs?: (number|null);

            /** VerificationFacts lastFindings */
            lastFindings?: (number|null);

            /** VerificationFacts lastReadBytes */
            lastReadBytes?: (number|null);

            /** VerificationFacts begunMs */
            begunMs?: (number|null);

            /** VerificationFacts begunShare */
            begunShare?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a VerificationFacts. */
        type $Shape = v1.VerificationFacts.$Properties;
    }

    /**
     * Properties of a SpaceForecast.
     * @deprecated Use v1.SpaceForecast.$Properties instead.
     */
    interface ISpaceForecast extends v1.SpaceForecast.$Properties {
    }

    /** Represents a SpaceForecast. */
    class SpaceForecast {

        /**
         * Constructs a new SpaceForecast.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.SpaceForecast.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SpaceForecast dailyGrowthBytes. */
        dailyGrowthBytes: number;

        /** SpaceForecast daysUntilFull. */
        daysUntilFull: number;

        /** SpaceForecast floorBytes. */
        floorBytes: number;

        /** SpaceForecast reserveBytes. */
        reserveBytes: number;

        /**
         * Creates a new SpaceForecast instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SpaceForecast instance
         */
        static create(properties: v1.SpaceForecast.$Shape): v1.SpaceForecast & v1.SpaceForecast.$Shape;
        static create(properties?: v1.SpaceForecast.$Properties): v1.SpaceForecast;

        /**
         * Encodes the specified SpaceForecast message. Does not implicitly {@link v1.SpaceForecast.verify|verify} messages.
         * @param message SpaceForecast message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.SpaceForecast.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SpaceForecast message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.SpaceForecast & v1.SpaceForecast.$Shape} SpaceForecast
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.SpaceForecast & v1.SpaceForecast.$Shape;
    }

    namespace SpaceForecast {

        /** Properties of a SpaceForecast. */
        interface $Properties {

            /** SpaceForecast dailyGrowthBytes */
            dailyGrowthBytes?: (number|null);

            /** SpaceForecast daysUntilFull */
            daysUntilFull?: (number|null);

            /** SpaceForecast floorBytes */
            floorBytes?: (number|null);

            /** SpaceForecast reserveBytes */
            reserveBytes?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SpaceForecast. */
        type $Shape = v1.SpaceForecast.$Properties;
    }

    /**
     * Properties of a DrillFacts.
     * @deprecated Use v1.DrillFacts.$Properties instead.
     */
    interface IDrillFacts extends v1.DrillFacts.$Properties {
    }

    /** Represents a DrillFacts. */
    class DrillFacts {

        /**
         * Constructs a new DrillFacts.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.DrillFacts.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DrillFacts agentName. */
        agentName: string;

        /** DrillFacts plan. */
        plan: string;

        /** DrillFacts snapshotId. */
        snapshotId: Uint8Array;

        /** DrillFacts snapshotTimeMs. */
        snapshotTimeMs: number;

        /** DrillFacts startedMs. */
        startedMs: number;

        /** DrillFacts durationMs. */
        durationMs: number;

        /** DrillFacts files. */
        files: number;

        /** DrillFacts bytes. */
        bytes: number;

        /** DrillFacts passed. */
        passed: boolean;

        /** DrillFacts text. */
        text: string;

        /**
         * Creates a new DrillFacts instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DrillFacts instance
         */
        static create(properties: v1.DrillFacts.$Shape): v1.DrillFacts & v1.DrillFacts.$Shape;
        static create(properties?: v1.DrillFacts.$Properties): v1.DrillFacts;

        /**
         * Encodes the specified DrillFacts message. Does not implicitly {@link v1.DrillFacts.verify|verify} messages.
         * @param message DrillFacts message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.DrillFacts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DrillFacts message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.DrillFacts & v1.DrillFacts.$Shape} DrillFacts
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.DrillFacts & v1.DrillFacts.$Shape;
    }

    namespace DrillFacts {

        /** Properties of a DrillFacts. */
        interface $Properties {

            /** DrillFacts agentName */
            agentName?: (string|null);

            /** DrillFacts plan */
            plan?: (string|null);

            /** DrillFacts snapshotId */
            snapshotId?: (Uint8Array|null);

            /** DrillFacts snapshotTimeMs */
            snapshotTimeMs?: (number|null);

            /** DrillFacts startedMs */
            startedMs?: (number|null);

            /** DrillFacts durationMs */
            durationMs?: (number|null);

            /** DrillFacts files */
            files?: (number|null);

            /** DrillFacts bytes */
            bytes?: (number|null);

            /** DrillFacts passed */
            passed?: (boolean|null);

            /** DrillFacts text */
            text?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DrillFacts. */
        type $Shape = v1.DrillFacts.$Properties;
    }

    /**
     * Properties of an Alarm.
     * @deprecated Use v1.Alarm.$Properties instead.
     */
    interface IAlarm extends v1.Alarm.$Properties {
    }

    /** Represents an Alarm. */
    class Alarm {

        /**
         * Constructs a new Alarm.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.Alarm.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Alarm kind. */
        kind: string;

        /** Alarm agentName. */
        agentName: string;

        /** Alarm plan. */
        plan: string;

        /** Alarm text. */
        text: string;

        /** Alarm critical. */
        critical: boolean;

        /**
         * Creates a new Alarm instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Alarm instance
         */
        static create(properties: v1.Alarm.$Shape): v1.Alarm & v1.Alarm.$Shape;
        static create(properties?: v1.Alarm.$Properties): v1.Alarm;

        /**
         * Encodes the specified Alarm message. Does not implicitly {@link v1.Alarm.verify|verify} messages.
         * @param message Alarm message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.Alarm.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Alarm message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.Alarm & v1.Alarm.$Shape} Alarm
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.Alarm & v1.Alarm.$Shape;
    }

    namespace Alarm {

        /** Properties of an Alarm. */
        interface $Properties {

            /** Alarm kind */
            kind?: (string|null);

            /** Alarm agentName */
            agentName?: (string|null);

            /** Alarm plan */
            plan?: (string|null);

            /** Alarm text */
            text?: (string|null);

            /** Alarm critical */
            critical?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Alarm. */
        type $Shape = v1.Alarm.$Properties;
    }

    /**
     * Properties of an ActiveSession.
     * @deprecated Use v1.ActiveSession.$Properties instead.
     */
    interface IActiveSession extends v1.ActiveSession.$Properties {
    }

    /** Represents an ActiveSession. */
    class ActiveSession {

        /**
         * Constructs a new ActiveSession.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ActiveSession.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ActiveSession agentName. */
        agentName: string;

        /** ActiveSession plan. */
        plan: string;

        /** ActiveSession startedMs. */
        startedMs: number;

        /** ActiveSession receivedBytes. */
        receivedBytes: number;

        /**
         * Creates a new ActiveSession instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ActiveSession instance
         */
        static create(properties: v1.ActiveSession.$Shape): v1.ActiveSession & v1.ActiveSession.$Shape;
        static create(properties?: v1.ActiveSession.$Properties): v1.ActiveSession;

        /**
         * Encodes the specified ActiveSession message. Does not implicitly {@link v1.ActiveSession.verify|verify} messages.
         * @param message ActiveSession message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ActiveSession.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an ActiveSession message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ActiveSession & v1.ActiveSession.$Shape} ActiveSession
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ActiveSession & v1.ActiveSession.$Shape;
    }

    namespace ActiveSession {

        /** Properties of an ActiveSession. */
        interface $Properties {

            /** ActiveSession agentName */
            agentName?: (string|null);

            /** ActiveSession plan */
            plan?: (string|null);

            /** ActiveSession startedMs */
            startedMs?: (number|null);

            /** ActiveSession receivedBytes */
            receivedBytes?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an ActiveSession. */
        type $Shape = v1.ActiveSession.$Properties;
    }

    /**
     * Properties of a ListAgentsReply.
     * @deprecated Use v1.ListAgentsReply.$Properties instead.
     */
    interface IListAgentsReply extends v1.ListAgentsReply.$Properties {
    }

    /** Represents a ListAgentsReply. */
    class ListAgentsReply {

        /**
         * Constructs a new ListAgentsReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ListAgentsReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ListAgentsReply agents. */
        agents: v1.AgentFacts.$Properties[];

        /**
         * Creates a new ListAgentsReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ListAgentsReply instance
         */
        static create(properties: v1.ListAgentsReply.$Shape): v1.ListAgentsReply & v1.ListAgentsReply.$Shape;
        static create(properties?: v1.ListAgentsReply.$Properties): v1.ListAgentsReply;

        /**
         * Encodes the specified ListAgentsReply message. Does not implicitly {@link v1.ListAgentsReply.verify|verify} messages.
         * @param message ListAgentsReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ListAgentsReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ListAgentsReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ListAgentsReply & v1.ListAgentsReply.$Shape} ListAgentsReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ListAgentsReply & v1.ListAgentsReply.$Shape;
    }

    namespace ListAgentsReply {

        /** Properties of a ListAgentsReply. */
        interface $Properties {

            /** ListAgentsReply agents */
            agents?: (v1.AgentFacts.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ListAgentsReply. */
        type $Shape = v1.ListAgentsReply.$Properties;
    }

    /**
     * Properties of an AgentFacts.
     * @deprecated Use v1.AgentFacts.$Properties instead.
     */
    interface IAgentFacts extends v1.AgentFacts.$Properties {
    }

    /** Represents an AgentFacts. */
    class AgentFacts {

        /**
         * Constructs a new AgentFacts.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.AgentFacts.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AgentFacts agentId. */
        agentId: Uint8Array;

        /** AgentFacts name. */
        name: string;

        /** AgentFacts state. */
        state: string;

        /** AgentFacts enrolledMs. */
        enrolledMs: number;

        /** AgentFacts lastSeenMs. */
        lastSeenMs: number;

        /** AgentFacts lastAddress. */
        lastAddress: string;

        /** AgentFacts softwareVersion. */
        softwareVersion: string;

        /** AgentFacts hostName. */
        hostName: string;

        /** AgentFacts operatingSystem. */
        operatingSystem: string;

        /** AgentFacts clockSkewMs. */
        clockSkewMs: number;

        /** AgentFacts certificateNotAfterMs. */
        certificateNotAfterMs: number;

        /** AgentFacts dedup. */
        dedup: string;

        /** AgentFacts labels. */
        labels: { [k: string]: string };

        /** AgentFacts snapshots. */
        snapshots: number;

        /** AgentFacts lastSnapshotMs. */
        lastSnapshotMs: number;

        /** AgentFacts lastSnapshotStatus. */
        lastSnapshotStatus: string;

        /** AgentFacts restore. */
        restore: string;

        /** AgentFacts connected. */
        connected: boolean;

        /** AgentFacts connectedSinceMs. */
        connectedSinceMs: number;

        /** AgentFacts plans. */
        plans: v1.PlanFacts.$Properties[];

        /** AgentFacts quotaBytes. */
        quotaBytes: number;

        /** AgentFacts usedBytes. */
        usedBytes: number;

        /**
         * Creates a new AgentFacts instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AgentFacts instance
         */
        static create(properties: v1.AgentFacts.$Shape): v1.AgentFacts & v1.AgentFacts.$Shape;
        static create(properties?: v1.AgentFacts.$Properties): v1.AgentFacts;

        /**
         * Encodes the specified AgentFacts message. Does not implicitly {@link v1.AgentFacts.verify|verify} messages.
         * @param message AgentFacts message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.AgentFacts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AgentFacts message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.AgentFacts & v1.AgentFacts.$Shape} AgentFacts
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.AgentFacts & v1.AgentFacts.$Shape;
    }

    namespace AgentFacts {

        /** Properties of an AgentFacts. */
        interface $Properties {

            /** AgentFacts agentId */
            agentId?: (Uint8Array|null);

            /** AgentFacts name */
            name?: (string|null);

            /** AgentFacts state */
            state?: (string|null);

            /** AgentFacts enrolledMs */
            enrolledMs?: (number|null);

            /** AgentFacts lastSeenMs */
            lastSeenMs?: (number|null);

            /** AgentFacts lastAddress */
            lastAddress?: (string|null);

            /** AgentFacts softwareVersion */
            softwareVersion?: (string|null);

            /** AgentFacts hostName */
            hostName?: (string|null);

            /** AgentFacts operatingSystem */
            operatingSystem?: (string|null);

            /** AgentFacts clockSkewMs */
            clockSkewMs?: (number|null);

            /** AgentFacts certificateNotAfterMs */
            certificateNotAfterMs?: (number|null);

            /** AgentFacts dedup */
            dedup?: (string|null);

            /** AgentFacts labels */
            labels?: ({ [k: string]: string }|null);

            /** AgentFacts snapshots */
            snapshots?: (number|null);

            /** AgentFacts lastSnapshotMs */
            lastSnapshotMs?: (number|null);

            /** AgentFacts lastSnapshotStatus */
            lastSnapshotStatus?: (string|null);

            /** AgentFacts restore */
            restore?: (string|null);

            /** AgentFacts connected */
            connected?: (boolean|null);

            /** AgentFacts connectedSinceMs */
            connectedSinceMs?: (number|null);

            /** AgentFacts plans */
            plans?: (v1.PlanFacts.$Properties[]|null);

            /** AgentFacts quotaBytes */
            quotaBytes?: (number|null);

            /** AgentFacts usedBytes */
            usedBytes?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AgentFacts. */
        type $Shape = v1.AgentFacts.$Properties;
    }

    /**
     * Properties of a RunPlanRequest.
     * @deprecated Use v1.RunPlanRequest.$Properties instead.
     */
    interface IRunPlanRequest extends v1.RunPlanRequest.$Properties {
    }

    /** Represents a RunPlanRequest. */
    class RunPlanRequest {

        /**
         * Constructs a new RunPlanRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.RunPlanRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RunPlanRequest agent. */
        agent: string;

        /** RunPlanRequest plan. */
        plan: string;

        /** RunPlanRequest noWait. */
        noWait: boolean;

        /**
         * Creates a new RunPlanRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RunPlanRequest instance
         */
        static create(properties: v1.RunPlanRequest.$Shape): v1.RunPlanRequest & v1.RunPlanRequest.$Shape;
        static create(properties?: v1.RunPlanRequest.$Properties): v1.RunPlanRequest;

        /**
         * Encodes the specified RunPlanRequest message. Does not implicitly {@link v1.RunPlanRequest.verify|verify} messages.
         * @param message RunPlanRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.RunPlanRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RunPlanRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.RunPlanRequest & v1.RunPlanRequest.$Shape} RunPlanRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.RunPlanRequest & v1.RunPlanRequest.$Shape;
    }

    namespace RunPlanRequest {

        /** Properties of a RunPlanRequest. */
        interface $Properties {

            /** RunPlanRequest agent */
            agent?: (string|null);

            /** RunPlanRequest plan */
            plan?: (string|null);

            /** RunPlanRequest noWait */
            noWait?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RunPlanRequest. */
        type $Shape = v1.RunPlanRequest.$Properties;
    }

    /**
     * Properties of a PushRestoreRequest.
     * @deprecated Use v1.PushRestoreRequest.$Properties instead.
     */
    interface IPushRestoreRequest extends v1.PushRestoreRequest.$Properties {
    }

    /** Represents a PushRestoreRequest. */
    class PushRestoreRequest {

        /**
         * Constructs a new PushRestoreRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.PushRestoreRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PushRestoreRequest agent. */
        agent: string;

        /** PushRestoreRequest addresses. */
        addresses: string[];

        /** PushRestoreRequest titles. */
        titles: string[];

        /** PushRestoreRequest target. */
        target: string;

        /** PushRestoreRequest settings. */
        settings?: (v1.RestoreSettings.$Properties|null);

        /**
         * Creates a new PushRestoreRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PushRestoreRequest instance
         */
        static create(properties: v1.PushRestoreRequest.$Shape): v1.PushRestoreRequest & v1.PushRestoreRequest.$Shape;
        static create(properties?: v1.PushRestoreRequest.$Properties): v1.PushRestoreRequest;

        /**
         * Encodes the specified PushRestoreRequest message. Does not implicitly {@link v1.PushRestoreRequest.verify|verify} messages.
         * @param message PushRestoreRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.PushRestoreRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PushRestoreRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.PushRestoreRequest & v1.PushRestoreRequest.$Shape} PushRestoreRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.PushRestoreRequest & v1.PushRestoreRequest.$Shape;
    }

    namespace PushRestoreRequest {

        /** Properties of a PushRestoreRequest. */
        interface $Properties {

            /** PushRestoreRequest agent */
            agent?: (string|null);

            /** PushRestoreRequest addresses */
            addresses?: (string[]|null);

            /** PushRestoreRequest titles */
            titles?: (string[]|null);

            /** PushRestoreRequest target */
            target?: (string|null);

            /** PushRestoreRequest settings */
            settings?: (v1.RestoreSettings.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PushRestoreRequest. */
        type $Shape = v1.PushRestoreRequest.$Properties;
    }

    /**
     * Properties of a CancelPlanRunRequest.
     * @deprecated Use v1.CancelPlanRunRequest.$Properties instead.
     */
    interface ICancelPlanRunRequest extends v1.CancelPlanRunRequest.$Properties {
    }

    /** Represents a CancelPlanRunRequest. */
    class CancelPlanRunRequest {

        /**
         * Constructs a new CancelPlanRunRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.CancelPlanRunRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CancelPlanRunRequest runId. */
        runId: Uint8Array;

        /** CancelPlanRunRequest agent. */
        agent: string;

        /** CancelPlanRunRequest plan. */
        plan: string;

        /**
         * Creates a new CancelPlanRunRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CancelPlanRunRequest instance
         */
        static create(properties: v1.CancelPlanRunRequest.$Shape): v1.CancelPlanRunRequest & v1.CancelPlanRunRequest.$Shape;
        static create(properties?: v1.CancelPlanRunRequest.$Properties): v1.CancelPlanRunRequest;

        /**
         * Encodes the specified CancelPlanRunRequest message. Does not implicitly {@link v1.CancelPlanRunRequest.verify|verify} messages.
         * @param message CancelPlanRunRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.CancelPlanRunRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CancelPlanRunRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.CancelPlanRunRequest & v1.CancelPlanRunRequest.$Shape} CancelPlanRunRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.CancelPlanRunRequest & v1.CancelPlanRunRequest.$Shape;
    }

    namespace CancelPlanRunRequest {

        /** Properties of a CancelPlanRunRequest. */
        interface $Properties {

            /** CancelPlanRunRequest runId */
            runId?: (Uint8Array|null);

            /** CancelPlanRunRequest agent */
            agent?: (string|null);

            /** CancelPlanRunRequest plan */
            plan?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CancelPlanRunRequest. */
        type $Shape = v1.CancelPlanRunRequest.$Properties;
    }

    /**
     * Properties of a ListRunsRequest.
     * @deprecated Use v1.ListRunsRequest.$Properties instead.
     */
    interface IListRunsRequest extends v1.ListRunsRequest.$Properties {
    }

    /** Represents a ListRunsRequest. */
    class ListRunsRequest {

        /**
         * Constructs a new ListRunsRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ListRunsRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ListRunsRequest agent. */
        agent: string;

        /** ListRunsRequest plan. */
        plan: string;

        /** ListRunsRequest limit. */
        limit: number;

        /** ListRunsRequest runId. */
        runId: Uint8Array;

        /**
         * Creates a new ListRunsRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ListRunsRequest instance
         */
        static create(properties: v1.ListRunsRequest.$Shape): v1.ListRunsRequest & v1.ListRunsRequest.$Shape;
        static create(properties?: v1.ListRunsRequest.$Properties): v1.ListRunsRequest;

        /**
         * Encodes the specified ListRunsRequest message. Does not implicitly {@link v1.ListRunsRequest.verify|verify} messages.
         * @param message ListRunsRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ListRunsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ListRunsRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ListRunsRequest & v1.ListRunsRequest.$Shape} ListRunsRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ListRunsRequest & v1.ListRunsRequest.$Shape;
    }

    namespace ListRunsRequest {

        /** Properties of a ListRunsRequest. */
        interface $Properties {

            /** ListRunsRequest agent */
            agent?: (string|null);

            /** ListRunsRequest plan */
            plan?: (string|null);

            /** ListRunsRequest limit */
            limit?: (number|null);

            /** ListRunsRequest runId */
            runId?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ListRunsRequest. */
        type $Shape = v1.ListRunsRequest.$Properties;
    }

    /**
     * Properties of a ListRunsReply.
     * @deprecated Use v1.ListRunsReply.$Properties instead.
     */
    interface IListRunsReply extends v1.ListRunsReply.$Properties {
    }

    /** Represents a ListRunsReply. */
    class ListRunsReply {

        /**
         * Constructs a new ListRunsReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ListRunsReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ListRunsReply runs. */
        runs: v1.RunFacts.$Properties[];

        /**
         * Creates a new ListRunsReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ListRunsReply instance
         */
        static create(properties: v1.ListRunsReply.$Shape): v1.ListRunsReply & v1.ListRunsReply.$Shape;
        static create(properties?: v1.ListRunsReply.$Properties): v1.ListRunsReply;

        /**
         * Encodes the specified ListRunsReply message. Does not implicitly {@link v1.ListRunsReply.verify|verify} messages.
         * @param message ListRunsReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ListRunsReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ListRunsReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ListRunsReply & v1.ListRunsReply.$Shape} ListRunsReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ListRunsReply & v1.ListRunsReply.$Shape;
    }

    namespace ListRunsReply {

        /** Properties of a ListRunsReply. */
        interface $Properties {

            /** ListRunsReply runs */
            runs?: (v1.RunFacts.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ListRunsReply. */
        type $Shape = v1.ListRunsReply.$Properties;
    }

    /**
     * Properties of a RunFacts.
     * @deprecated Use v1.RunFacts.$Properties instead.
     */
    interface IRunFacts extends v1.RunFacts.$Properties {
    }

    /** Represents a RunFacts. */
    class RunFacts {

        /**
         * Constructs a new RunFacts.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.RunFacts.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RunFacts runId. */
        runId: Uint8Array;

        /** RunFacts agentId. */
        agentId: Uint8Array;

        /** RunFacts agentName. */
        agentName: string;

        /** RunFacts plan. */
        plan: string;

        /** RunFacts state. */
        state: v1.RunState;

        /** RunFacts reason. */
        reason: string;

        /** RunFacts actor. */
        actor: string;

        /** RunFacts queuedMs. */
        queuedMs: number;

        /** RunFacts startedMs. */
        startedMs: number;

        /** RunFacts endedMs. */
        endedMs: number;

        /** RunFacts counts. */
        counts?: (v1.RunCounts.$Properties|null);

        /** RunFacts errorCode. */
        errorCode: string;

        /** RunFacts errorText. */
        errorText: string;

        /** RunFacts errorHint. */
        errorHint: string;

        /** RunFacts snapshotId. */
        snapshotId: Uint8Array;

        /** RunFacts address. */
        address: string;

        /** RunFacts consistency. */
        consistency: string;

        /** RunFacts frozenMs. */
        frozenMs: number;

        /** RunFacts warnings. */
        warnings: number;

        /** RunFacts shrunk. */
        shrunk: boolean;

        /** RunFacts failedSources. */
        failedSources: number;

        /** RunFacts scheduledMs. */
        scheduledMs: number;

        /** RunFacts attempt. */
        attempt: number;

        /** RunFacts stoppedBy. */
        stoppedBy: string;

        /** RunFacts restore. */
        restore?: (v1.RestoreFacts.$Properties|null);

        /** RunFacts notes. */
        notes: string[];

        /** RunFacts noteAfterMs. */
        noteAfterMs: number[];

        /** RunFacts retryAfterMs. */
        retryAfterMs: number;

        /** RunFacts lines. */
        lines: v1.RunLine.$Properties[];

        /**
         * Creates a new RunFacts instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RunFacts instance
         */
        static create(properties: v1.RunFacts.$Shape): v1.RunFacts & v1.RunFacts.$Shape;
        static create(properties?: v1.RunFacts.$Properties): v1.RunFacts;

        /**
         * Encodes the specified RunFacts message. Does not implicitly {@link v1.RunFacts.verify|verify} messages.
         * @param message RunFacts message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.RunFacts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RunFacts message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.RunFacts & v1.RunFacts.$Shape} RunFacts
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.RunFacts & v1.RunFacts.$Shape;
    }

    namespace RunFacts {

        /** Properties of a RunFacts. */
        interface $Properties {

            /** RunFacts runId */
            runId?: (Uint8Array|null);

            /** RunFacts agentId */
            agentId?: (Uint8Array|null);

            /** RunFacts agentName */
            agentName?: (string|null);

            /** RunFacts plan */
            plan?: (string|null);

            /** RunFacts state */
            state?: (v1.RunState|null);

            /** RunFacts reason */
            reason?: (string|null);

            /** RunFacts actor */
            actor?: (string|null);

            /** RunFacts queuedMs */
            queuedMs?: (number|null);

            /** RunFacts startedMs */
            startedMs?: (number|null);

            /** RunFacts endedMs */
            endedMs?: (number|null);

            /** RunFacts counts */
            counts?: (v1.RunCounts.$Properties|null);

            /** RunFacts errorCode */
            errorCode?: (string|null);

            /** RunFacts errorText */
            errorText?: (string|null);

            /** RunFacts errorHint */
            errorHint?: (string|null);

            /** RunFacts snapshotId */
            snapshotId?: (Uint8Array|null);

            /** RunFacts address */
            address?: (string|null);

            /** RunFacts consistency */
            consistency?: (string|null);

            /** RunFacts frozenMs */
            frozenMs?: (number|null);

            /** RunFacts warnings */
            warnings?: (number|null);

            /** RunFacts shrunk */
            shrunk?: (boolean|null);

            /** RunFacts failedSources */
            failedSources?: (number|null);

            /** RunFacts scheduledMs */
            scheduledMs?: (number|null);

            /** RunFacts attempt */
            attempt?: (number|null);

            /** RunFacts stoppedBy */
            stoppedBy?: (string|null);

            /** RunFacts restore */
            restore?: (v1.RestoreFacts.$Properties|null);

            /** RunFacts notes */
            notes?: (string[]|null);

            /** RunFacts noteAfterMs */
            noteAfterMs?: (number[]|null);

            /** RunFacts retryAfterMs */
            retryAfterMs?: (number|null);

            /** RunFacts lines */
            lines?: (v1.RunLine.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RunFacts. */
        type $Shape = v1.RunFacts.$Properties;
    }

    /**
     * Properties of a RunLine.
     * @deprecated Use v1.RunLine.$Properties instead.
     */
    interface IRunLine extends v1.RunLine.$Properties {
    }

    /** Represents a RunLine. */
    class RunLine {

        /**
         * Constructs a new RunLine.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.RunLine.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RunLine timeMs. */
        timeMs: number;

        /** RunLine level. */
        level: string;

        /** RunLine text. */
        text: string;

        /**
         * Creates a new RunLine instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RunLine instance
         */
        static create(properties: v1.RunLine.$Shape): v1.RunLine & v1.RunLine.$Shape;
        static create(properties?: v1.RunLine.$Properties): v1.RunLine;

        /**
         * Encodes the specified RunLine message. Does not implicitly {@link v1.RunLine.verify|verify} messages.
         * @param message RunLine message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.RunLine.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RunLine message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.RunLine & v1.RunLine.$Shape} RunLine
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.RunLine & v1.RunLine.$Shape;
    }

    namespace RunLine {

        /** Properties of a RunLine. */
        interface $Properties {

            /** RunLine timeMs */
            timeMs?: (number|null);

            /** RunLine level */
            level?: (string|null);

            /** RunLine text */
            text?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RunLine. */
        type $Shape = v1.RunLine.$Properties;
    }

    /**
     * Properties of a RestoreFacts.
     * @deprecated Use v1.RestoreFacts.$Properties instead.
     */
    interface IRestoreFacts extends v1.RestoreFacts.$Properties {
    }

    /** Represents a RestoreFacts. */
    class RestoreFacts {

        /**
         * Constructs a new RestoreFacts.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.RestoreFacts.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RestoreFacts addresses. */
        addresses: string[];

        /** RestoreFacts target. */
        target: string;

        /** RestoreFacts dryRun. */
        dryRun: boolean;

        /** RestoreFacts snapshotIds. */
        snapshotIds: Uint8Array[];

        /**
         * Creates a new RestoreFacts instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RestoreFacts instance
         */
        static create(properties: v1.RestoreFacts.$Shape): v1.RestoreFacts & v1.RestoreFacts.$Shape;
        static create(properties?: v1.RestoreFacts.$Properties): v1.RestoreFacts;

        /**
         * Encodes the specified RestoreFacts message. Does not implicitly {@link v1.RestoreFacts.verify|verify} messages.
         * @param message RestoreFacts message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.RestoreFacts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RestoreFacts message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.RestoreFacts & v1.RestoreFacts.$Shape} RestoreFacts
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.RestoreFacts & v1.RestoreFacts.$Shape;
    }

    namespace RestoreFacts {

        /** Properties of a RestoreFacts. */
        interface $Properties {

            /** RestoreFacts addresses */
            addresses?: (string[]|null);

            /** RestoreFacts target */
            target?: (string|null);

            /** RestoreFacts dryRun */
            dryRun?: (boolean|null);

            /** RestoreFacts snapshotIds */
            snapshotIds?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RestoreFacts. */
        type $Shape = v1.RestoreFacts.$Properties;
    }

    /**
     * Properties of a TestNotifyReply.
     * @deprecated Use v1.TestNotifyReply.$Properties instead.
     */
    interface ITestNotifyReply extends v1.TestNotifyReply.$Properties {
    }

    /** Represents a TestNotifyReply. */
    class TestNotifyReply {

        /**
         * Constructs a new TestNotifyReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.TestNotifyReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TestNotifyReply outcomes. */
        outcomes: v1.NotifyOutcome.$Properties[];

        /**
         * Creates a new TestNotifyReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TestNotifyReply instance
         */
        static create(properties: v1.TestNotifyReply.$Shape): v1.TestNotifyReply & v1.TestNotifyReply.$Shape;
        static create(properties?: v1.TestNotifyReply.$Properties): v1.TestNotifyReply;

        /**
         * Encodes the specified TestNotifyReply message. Does not implicitly {@link v1.TestNotifyReply.verify|verify} messages.
         * @param message TestNotifyReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.TestNotifyReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TestNotifyReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.TestNotifyReply & v1.TestNotifyReply.$Shape} TestNotifyReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.TestNotifyReply & v1.TestNotifyReply.$Shape;
    }

    namespace TestNotifyReply {

        /** Properties of a TestNotifyReply. */
        interface $Properties {

            /** TestNotifyReply outcomes */
            outcomes?: (v1.NotifyOutcome.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TestNotifyReply. */
        type $Shape = v1.TestNotifyReply.$Properties;
    }

    /**
     * Properties of a NotifyOutcome.
     * @deprecated Use v1.NotifyOutcome.$Properties instead.
     */
    interface INotifyOutcome extends v1.NotifyOutcome.$Properties {
    }

    /** Represents a NotifyOutcome. */
    class NotifyOutcome {

        /**
         * Constructs a new NotifyOutcome.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.NotifyOutcome.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NotifyOutcome channel. */
        channel: string;

        /** NotifyOutcome target. */
        target: string;

        /** NotifyOutcome errorText. */
        errorText: string;

        /** NotifyOutcome durationMs. */
        durationMs: number;

        /**
         * Creates a new NotifyOutcome instance using the specified properties.
         * @param [properties] Properties to set
         * @returns NotifyOutcome instance
         */
        static create(properties: v1.NotifyOutcome.$Shape): v1.NotifyOutcome & v1.NotifyOutcome.$Shape;
        static create(properties?: v1.NotifyOutcome.$Properties): v1.NotifyOutcome;

        /**
         * Encodes the specified NotifyOutcome message. Does not implicitly {@link v1.NotifyOutcome.verify|verify} messages.
         * @param message NotifyOutcome message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.NotifyOutcome.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NotifyOutcome message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.NotifyOutcome & v1.NotifyOutcome.$Shape} NotifyOutcome
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.NotifyOutcome & v1.NotifyOutcome.$Shape;
    }

    namespace NotifyOutcome {

        /** Properties of a NotifyOutcome. */
        interface $Properties {

            /** NotifyOutcome channel */
            channel?: (string|null);

            /** NotifyOutcome target */
            target?: (string|null);

            /** NotifyOutcome errorText */
            errorText?: (string|null);

            /** NotifyOutcome durationMs */
            durationMs?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NotifyOutcome. */
        type $Shape = v1.NotifyOutcome.$Properties;
    }

    /**
     * Properties of a SetScheduleRequest.
     * @deprecated Use v1.SetScheduleRequest.$Properties instead.
     */
    interface ISetScheduleRequest extends v1.SetScheduleRequest.$Properties {
    }

    /** Represents a SetScheduleRequest. */
    class SetScheduleRequest {

        /**
         * Constructs a new SetScheduleRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.SetScheduleRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SetScheduleRequest agent. */
        agent: string;

        /** SetScheduleRequest plan. */
        plan: string;

        /** SetScheduleRequest settings. */
        settings?: (v1.ScheduleSettings.$Properties|null);

        /** SetScheduleRequest rule. */
        rule: string;

        /**
         * Creates a new SetScheduleRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SetScheduleRequest instance
         */
        static create(properties: v1.SetScheduleRequest.$Shape): v1.SetScheduleRequest & v1.SetScheduleRequest.$Shape;
        static create(properties?: v1.SetScheduleRequest.$Properties): v1.SetScheduleRequest;

        /**
         * Encodes the specified SetScheduleRequest message. Does not implicitly {@link v1.SetScheduleRequest.verify|verify} messages.
         * @param message SetScheduleRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.SetScheduleRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SetScheduleRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.SetScheduleRequest & v1.SetScheduleRequest.$Shape} SetScheduleRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.SetScheduleRequest & v1.SetScheduleRequest.$Shape;
    }

    namespace SetScheduleRequest {

        /** Properties of a SetScheduleRequest. */
        interface $Properties {

            /** SetScheduleRequest agent */
            agent?: (string|null);

            /** SetScheduleRequest plan */
            plan?: (string|null);

            /** SetScheduleRequest settings */
            settings?: (v1.ScheduleSettings.$Properties|null);

            /** SetScheduleRequest rule */
            rule?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SetScheduleRequest. */
        type $Shape = v1.SetScheduleRequest.$Properties;
    }

    /**
     * Properties of a ListSchedulesRequest.
     * @deprecated Use v1.ListSchedulesRequest.$Properties instead.
     */
    interface IListSchedulesRequest extends v1.ListSchedulesRequest.$Properties {
    }

    /** Represents a ListSchedulesRequest. */
    class ListSchedulesRequest {

        /**
         * Constructs a new ListSchedulesRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ListSchedulesRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ListSchedulesRequest agent. */
        agent: string;

        /** ListSchedulesRequest plan. */
        plan: string;

        /** ListSchedulesRequest next. */
        next: number;

        /** ListSchedulesRequest rule. */
        rule: string;

        /**
         * Creates a new ListSchedulesRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ListSchedulesRequest instance
         */
        static create(properties: v1.ListSchedulesRequest.$Shape): v1.ListSchedulesRequest & v1.ListSchedulesRequest.$Shape;
        static create(properties?: v1.ListSchedulesRequest.$Properties): v1.ListSchedulesRequest;

        /**
         * Encodes the specified ListSchedulesRequest message. Does not implicitly {@link v1.ListSchedulesRequest.verify|verify} messages.
         * @param message ListSchedulesRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ListSchedulesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ListSchedulesRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ListSchedulesRequest & v1.ListSchedulesRequest.$Shape} ListSchedulesRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ListSchedulesRequest & v1.ListSchedulesRequest.$Shape;
    }

    namespace ListSchedulesRequest {

        /** Properties of a ListSchedulesRequest. */
        interface $Properties {

            /** ListSchedulesRequest agent */
            agent?: (string|null);

            /** ListSchedulesRequest plan */
            plan?: (string|null);

            /** ListSchedulesRequest next */
            next?: (number|null);

            /** ListSchedulesRequest rule */
            rule?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ListSchedulesRequest. */
        type $Shape = v1.ListSchedulesRequest.$Properties;
    }

    /**
     * Properties of a ListSchedulesReply.
     * @deprecated Use v1.ListSchedulesReply.$Properties instead.
     */
    interface IListSchedulesReply extends v1.ListSchedulesReply.$Properties {
    }

    /** Represents a ListSchedulesReply. */
    class ListSchedulesReply {

        /**
         * Constructs a new ListSchedulesReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ListSchedulesReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ListSchedulesReply schedules. */
        schedules: v1.ScheduleFacts.$Properties[];

        /** ListSchedulesReply rules. */
        rules: v1.ScheduleRule.$Properties[];

        /**
         * Creates a new ListSchedulesReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ListSchedulesReply instance
         */
        static create(properties: v1.ListSchedulesReply.$Shape): v1.ListSchedulesReply & v1.ListSchedulesReply.$Shape;
        static create(properties?: v1.ListSchedulesReply.$Properties): v1.ListSchedulesReply;

        /**
         * Encodes the specified ListSchedulesReply message. Does not implicitly {@link v1.ListSchedulesReply.verify|verify} messages.
         * @param message ListSchedulesReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ListSchedulesReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ListSchedulesReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ListSchedulesReply & v1.ListSchedulesReply.$Shape} ListSchedulesReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ListSchedulesReply & v1.ListSchedulesReply.$Shape;
    }

    namespace ListSchedulesReply {

        /** Properties of a ListSchedulesReply. */
        interface $Properties {

            /** ListSchedulesReply schedules */
            schedules?: (v1.ScheduleFacts.$Properties[]|null);

            /** ListSchedulesReply rules */
            rules?: (v1.ScheduleRule.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ListSchedulesReply. */
        type $Shape = v1.ListSchedulesReply.$Properties;
    }

    /**
     * Properties of a ScheduleRule.
     * @deprecated Use v1.ScheduleRule.$Properties instead.
     */
    interface IScheduleRule extends v1.ScheduleRule.$Properties {
    }

    /** Represents a ScheduleRule. */
    class ScheduleRule {

        /**
         * Constructs a new ScheduleRule.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ScheduleRule.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ScheduleRule rule. */
        rule: string;

        /** ScheduleRule settings. */
        settings?: (v1.ScheduleSettings.$Properties|null);

        /** ScheduleRule sinceMs. */
        sinceMs: number;

        /** ScheduleRule covers. */
        covers: number;

        /** ScheduleRule follows. */
        follows: number;

        /**
         * Creates a new ScheduleRule instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ScheduleRule instance
         */
        static create(properties: v1.ScheduleRule.$Shape): v1.ScheduleRule & v1.ScheduleRule.$Shape;
        static create(properties?: v1.ScheduleRule.$Properties): v1.ScheduleRule;

        /**
         * Encodes the specified ScheduleRule message. Does not implicitly {@link v1.ScheduleRule.verify|verify} messages.
         * @param message ScheduleRule message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ScheduleRule.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ScheduleRule message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ScheduleRule & v1.ScheduleRule.$Shape} ScheduleRule
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ScheduleRule & v1.ScheduleRule.$Shape;
    }

    namespace ScheduleRule {

        /** Properties of a ScheduleRule. */
        interface $Properties {

            /** ScheduleRule rule */
            rule?: (string|null);

            /** ScheduleRule settings */
            settings?: (v1.ScheduleSettings.$Properties|null);

            /** ScheduleRule sinceMs */
            sinceMs?: (number|null);

            /** ScheduleRule covers */
            covers?: (number|null);

            /** ScheduleRule follows */
            follows?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ScheduleRule. */
        type $Shape = v1.ScheduleRule.$Properties;
    }

    /**
     * Properties of a ScheduleFacts.
     * @deprecated Use v1.ScheduleFacts.$Properties instead.
     */
    interface IScheduleFacts extends v1.ScheduleFacts.$Properties {
    }

    /** Represents a ScheduleFacts. */
    class ScheduleFacts {

        /**
         * Constructs a new ScheduleFacts.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ScheduleFacts.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ScheduleFacts agentId. */
        agentId: Uint8Array;

        /** ScheduleFacts agentName. */
        agentName: string;

        /** ScheduleFacts plan. */
        plan: string;

        /** ScheduleFacts origin. */
        origin: string;

        /** ScheduleFacts settings. */
        settings?: (v1.ScheduleSettings.$Properties|null);

        /** ScheduleFacts nextMs. */
        nextMs: number[];

        /** ScheduleFacts maxAgeMs. */
        maxAgeMs: number;

        /** ScheduleFacts problem. */
        problem: string;

        /** ScheduleFacts rule. */
        rule: string;

        /**
         * Creates a new ScheduleFacts instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ScheduleFacts instance
         */
        static create(properties: v1.ScheduleFacts.$Shape): v1.ScheduleFacts & v1.ScheduleFacts.$Shape;
        static create(properties?: v1.ScheduleFacts.$Properties): v1.ScheduleFacts;

        /**
         * Encodes the specified ScheduleFacts message. Does not implicitly {@link v1.ScheduleFacts.verify|verify} messages.
         * @param message ScheduleFacts message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ScheduleFacts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ScheduleFacts message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ScheduleFacts & v1.ScheduleFacts.$Shape} ScheduleFacts
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ScheduleFacts & v1.ScheduleFacts.$Shape;
    }

    namespace ScheduleFacts {

        /** Properties of a ScheduleFacts. */
        interface $Properties {

            /** ScheduleFacts agentId */
            agentId?: (Uint8Array|null);

            /** ScheduleFacts agentName */
            agentName?: (string|null);

            /** ScheduleFacts plan */
            plan?: (string|null);

            /** ScheduleFacts origin */
            origin?: (string|null);

            /** ScheduleFacts settings */
            settings?: (v1.ScheduleSettings.$Properties|null);

            /** ScheduleFacts nextMs */
            nextMs?: (number[]|null);

            /** ScheduleFacts maxAgeMs */
            maxAgeMs?: (number|null);

            /** ScheduleFacts problem */
            problem?: (string|null);

            /** ScheduleFacts rule */
            rule?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ScheduleFacts. */
        type $Shape = v1.ScheduleFacts.$Properties;
    }

    /**
     * Properties of a PlanTarget.
     * @deprecated Use v1.PlanTarget.$Properties instead.
     */
    interface IPlanTarget extends v1.PlanTarget.$Properties {
    }

    /** Represents a PlanTarget. */
    class PlanTarget {

        /**
         * Constructs a new PlanTarget.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.PlanTarget.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PlanTarget agentId. */
        agentId: Uint8Array;

        /** PlanTarget agents. */
        agents: string;

        /** PlanTarget labels. */
        labels: { [k: string]: string };

        /**
         * Creates a new PlanTarget instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PlanTarget instance
         */
        static create(properties: v1.PlanTarget.$Shape): v1.PlanTarget & v1.PlanTarget.$Shape;
        static create(properties?: v1.PlanTarget.$Properties): v1.PlanTarget;

        /**
         * Encodes the specified PlanTarget message. Does not implicitly {@link v1.PlanTarget.verify|verify} messages.
         * @param message PlanTarget message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.PlanTarget.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PlanTarget message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.PlanTarget & v1.PlanTarget.$Shape} PlanTarget
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.PlanTarget & v1.PlanTarget.$Shape;
    }

    namespace PlanTarget {

        /** Properties of a PlanTarget. */
        interface $Properties {

            /** PlanTarget agentId */
            agentId?: (Uint8Array|null);

            /** PlanTarget agents */
            agents?: (string|null);

            /** PlanTarget labels */
            labels?: ({ [k: string]: string }|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PlanTarget. */
        type $Shape = v1.PlanTarget.$Properties;
    }

    /**
     * Properties of an ApplyPlansRequest.
     * @deprecated Use v1.ApplyPlansRequest.$Properties instead.
     */
    interface IApplyPlansRequest extends v1.ApplyPlansRequest.$Properties {
    }

    /** Represents an ApplyPlansRequest. */
    class ApplyPlansRequest {

        /**
         * Constructs a new ApplyPlansRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ApplyPlansRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ApplyPlansRequest target. */
        target?: (v1.PlanTarget.$Properties|null);

        /** ApplyPlansRequest plans. */
        plans: v1.CentralPlan.$Properties[];

        /** ApplyPlansRequest dryRun. */
        dryRun: boolean;

        /**
         * Creates a new ApplyPlansRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ApplyPlansRequest instance
         */
        static create(properties: v1.ApplyPlansRequest.$Shape): v1.ApplyPlansRequest & v1.ApplyPlansRequest.$Shape;
        static create(properties?: v1.ApplyPlansRequest.$Properties): v1.ApplyPlansRequest;

        /**
         * Encodes the specified ApplyPlansRequest message. Does not implicitly {@link v1.ApplyPlansRequest.verify|verify} messages.
         * @param message ApplyPlansRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ApplyPlansRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an ApplyPlansRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ApplyPlansRequest & v1.ApplyPlansRequest.$Shape} ApplyPlansRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ApplyPlansRequest & v1.ApplyPlansRequest.$Shape;
    }

    namespace ApplyPlansRequest {

        /** Properties of an ApplyPlansRequest. */
        interface $Properties {

            /** ApplyPlansRequest target */
            target?: (v1.PlanTarget.$Properties|null);

            /** ApplyPlansRequest plans */
            plans?: (v1.CentralPlan.$Properties[]|null);

            /** ApplyPlansRequest dryRun */
            dryRun?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an ApplyPlansRequest. */
        type $Shape = v1.ApplyPlansRequest.$Properties;
    }

    /**
     * Properties of an ApplyPlansReply.
     * @deprecated Use v1.ApplyPlansReply.$Properties instead.
     */
    interface IApplyPlansReply extends v1.ApplyPlansReply.$Properties {
    }

    /** Represents an ApplyPlansReply. */
    class ApplyPlansReply {

        /**
         * Constructs a new ApplyPlansReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ApplyPlansReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ApplyPlansReply target. */
        target: string;

        /** ApplyPlansReply changes. */
        changes: v1.PlanChange.$Properties[];

        /** ApplyPlansReply plans. */
        plans: v1.CentralPlan.$Properties[];

        /**
         * Creates a new ApplyPlansReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ApplyPlansReply instance
         */
        static create(properties: v1.ApplyPlansReply.$Shape): v1.ApplyPlansReply & v1.ApplyPlansReply.$Shape;
        static create(properties?: v1.ApplyPlansReply.$Properties): v1.ApplyPlansReply;

        /**
         * Encodes the specified ApplyPlansReply message. Does not implicitly {@link v1.ApplyPlansReply.verify|verify} messages.
         * @param message ApplyPlansReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ApplyPlansReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an ApplyPlansReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ApplyPlansReply & v1.ApplyPlansReply.$Shape} ApplyPlansReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ApplyPlansReply & v1.ApplyPlansReply.$Shape;
    }

    namespace ApplyPlansReply {

        /** Properties of an ApplyPlansReply. */
        interface $Properties {

            /** ApplyPlansReply target */
            target?: (string|null);

            /** ApplyPlansReply changes */
            changes?: (v1.PlanChange.$Properties[]|null);

            /** ApplyPlansReply plans */
            plans?: (v1.CentralPlan.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an ApplyPlansReply. */
        type $Shape = v1.ApplyPlansReply.$Properties;
    }

    /**
     * Properties of a PlanChange.
     * @deprecated Use v1.PlanChange.$Properties instead.
     */
    interface IPlanChange extends v1.PlanChange.$Properties {
    }

    /** Represents a PlanChange. */
    class PlanChange {

        /**
         * Constructs a new PlanChange.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.PlanChange.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PlanChange agentName. */
        agentName: string;

        /** PlanChange plan. */
        plan: string;

        /** PlanChange before. */
        before?: (v1.CentralPlan.$Properties|null);

        /** PlanChange after. */
        after?: (v1.CentralPlan.$Properties|null);

        /** PlanChange overruledBy. */
        overruledBy: string;

        /** PlanChange obstacle. */
        obstacle: string;

        /**
         * Creates a new PlanChange instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PlanChange instance
         */
        static create(properties: v1.PlanChange.$Shape): v1.PlanChange & v1.PlanChange.$Shape;
        static create(properties?: v1.PlanChange.$Properties): v1.PlanChange;

        /**
         * Encodes the specified PlanChange message. Does not implicitly {@link v1.PlanChange.verify|verify} messages.
         * @param message PlanChange message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.PlanChange.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PlanChange message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.PlanChange & v1.PlanChange.$Shape} PlanChange
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.PlanChange & v1.PlanChange.$Shape;
    }

    namespace PlanChange {

        /** Properties of a PlanChange. */
        interface $Properties {

            /** PlanChange agentName */
            agentName?: (string|null);

            /** PlanChange plan */
            plan?: (string|null);

            /** PlanChange before */
            before?: (v1.CentralPlan.$Properties|null);

            /** PlanChange after */
            after?: (v1.CentralPlan.$Properties|null);

            /** PlanChange overruledBy */
            overruledBy?: (string|null);

            /** PlanChange obstacle */
            obstacle?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PlanChange. */
        type $Shape = v1.PlanChange.$Properties;
    }

    /**
     * Properties of a CentralPlanList.
     * @deprecated Use v1.CentralPlanList.$Properties instead.
     */
    interface ICentralPlanList extends v1.CentralPlanList.$Properties {
    }

    /** Represents a CentralPlanList. */
    class CentralPlanList {

        /**
         * Constructs a new CentralPlanList.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.CentralPlanList.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CentralPlanList plans. */
        plans: v1.CentralPlanFacts.$Properties[];

        /** CentralPlanList agents. */
        agents: v1.AgentPlanFacts.$Properties[];

        /**
         * Creates a new CentralPlanList instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CentralPlanList instance
         */
        static create(properties: v1.CentralPlanList.$Shape): v1.CentralPlanList & v1.CentralPlanList.$Shape;
        static create(properties?: v1.CentralPlanList.$Properties): v1.CentralPlanList;

        /**
         * Encodes the specified CentralPlanList message. Does not implicitly {@link v1.CentralPlanList.verify|verify} messages.
         * @param message CentralPlanList message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.CentralPlanList.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CentralPlanList message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.CentralPlanList & v1.CentralPlanList.$Shape} CentralPlanList
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.CentralPlanList & v1.CentralPlanList.$Shape;
    }

    namespace CentralPlanList {

        /** Properties of a CentralPlanList. */
        interface $Properties {

            /** CentralPlanList plans */
            plans?: (v1.CentralPlanFacts.$Properties[]|null);

            /** CentralPlanList agents */
            agents?: (v1.AgentPlanFacts.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CentralPlanList. */
        type $Shape = v1.CentralPlanList.$Properties;
    }

    /**
     * Properties of a CentralPlanFacts.
     * @deprecated Use v1.CentralPlanFacts.$Properties instead.
     */
    interface ICentralPlanFacts extends v1.CentralPlanFacts.$Properties {
    }

    /** Represents a CentralPlanFacts. */
    class CentralPlanFacts {

        /**
         * Constructs a new CentralPlanFacts.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.CentralPlanFacts.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CentralPlanFacts target. */
        target?: (v1.PlanTarget.$Properties|null);

        /** CentralPlanFacts targetText. */
        targetText: string;

        /** CentralPlanFacts plan. */
        plan?: (v1.CentralPlan.$Properties|null);

        /** CentralPlanFacts sinceMs. */
        sinceMs: number;

        /** CentralPlanFacts actor. */
        actor: string;

        /** CentralPlanFacts covers. */
        covers: number;

        /** CentralPlanFacts follows. */
        follows: number;

        /** CentralPlanFacts inForce. */
        inForce: number;

        /**
         * Creates a new CentralPlanFacts instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CentralPlanFacts instance
         */
        static create(properties: v1.CentralPlanFacts.$Shape): v1.CentralPlanFacts & v1.CentralPlanFacts.$Shape;
        static create(properties?: v1.CentralPlanFacts.$Properties): v1.CentralPlanFacts;

        /**
         * Encodes the specified CentralPlanFacts message. Does not implicitly {@link v1.CentralPlanFacts.verify|verify} messages.
         * @param message CentralPlanFacts message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.CentralPlanFacts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CentralPlanFacts message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.CentralPlanFacts & v1.CentralPlanFacts.$Shape} CentralPlanFacts
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.CentralPlanFacts & v1.CentralPlanFacts.$Shape;
    }

    namespace CentralPlanFacts {

        /** Properties of a CentralPlanFacts. */
        interface $Properties {

            /** CentralPlanFacts target */
            target?: (v1.PlanTarget.$Properties|null);

            /** CentralPlanFacts targetText */
            targetText?: (string|null);

            /** CentralPlanFacts plan */
            plan?: (v1.CentralPlan.$Properties|null);

            /** CentralPlanFacts sinceMs */
            sinceMs?: (number|null);

            /** CentralPlanFacts actor */
            actor?: (string|null);

            /** CentralPlanFacts covers */
            covers?: (number|null);

            /** CentralPlanFacts follows */
            follows?: (number|null);

            /** CentralPlanFacts inForce */
            inForce?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CentralPlanFacts. */
        type $Shape = v1.CentralPlanFacts.$Properties;
    }

    /**
     * Properties of an AgentPlanFacts.
     * @deprecated Use v1.AgentPlanFacts.$Properties instead.
     */
    interface IAgentPlanFacts extends v1.AgentPlanFacts.$Properties {
    }

    /** Represents an AgentPlanFacts. */
    class AgentPlanFacts {

        /**
         * Constructs a new AgentPlanFacts.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.AgentPlanFacts.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AgentPlanFacts agentId. */
        agentId: Uint8Array;

        /** AgentPlanFacts agentName. */
        agentName: string;

        /** AgentPlanFacts plan. */
        plan?: (v1.CentralPlan.$Properties|null);

        /** AgentPlanFacts targetText. */
        targetText: string;

        /** AgentPlanFacts state. */
        state: string;

        /** AgentPlanFacts refusals. */
        refusals: v1.PlanRefusal.$Properties[];

        /** AgentPlanFacts revisionInForce. */
        revisionInForce: number;

        /** AgentPlanFacts connected. */
        connected: boolean;

        /**
         * Creates a new AgentPlanFacts instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AgentPlanFacts instance
         */
        static create(properties: v1.AgentPlanFacts.$Shape): v1.AgentPlanFacts & v1.AgentPlanFacts.$Shape;
        static create(properties?: v1.AgentPlanFacts.$Properties): v1.AgentPlanFacts;

        /**
         * Encodes the specified AgentPlanFacts message. Does not implicitly {@link v1.AgentPlanFacts.verify|verify} messages.
         * @param message AgentPlanFacts message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.AgentPlanFacts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AgentPlanFacts message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.AgentPlanFacts & v1.AgentPlanFacts.$Shape} AgentPlanFacts
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.AgentPlanFacts & v1.AgentPlanFacts.$Shape;
    }

    namespace AgentPlanFacts {

        /** Properties of an AgentPlanFacts. */
        interface $Properties {

            /** AgentPlanFacts agentId */
            agentId?: (Uint8Array|null);

            /** AgentPlanFacts agentName */
            agentName?: (string|null);

            /** AgentPlanFacts plan */
            plan?: (v1.CentralPlan.$Properties|null);

            /** AgentPlanFacts targetText */
            targetText?: (string|null);

            /** AgentPlanFacts state */
            state?: (string|null);

            /** AgentPlanFacts refusals */
            refusals?: (v1.PlanRefusal.$Properties[]|null);

            /** AgentPlanFacts revisionInForce */
            revisionInForce?: (number|null);

            /** AgentPlanFacts connected */
            connected?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AgentPlanFacts. */
        type $Shape = v1.AgentPlanFacts.$Properties;
    }

    /**
     * Properties of a SetBandwidthRequest.
     * @deprecated Use v1.SetBandwidthRequest.$Properties instead.
     */
    interface ISetBandwidthRequest extends v1.SetBandwidthRequest.$Properties {
    }

    /** Represents a SetBandwidthRequest. */
    class SetBandwidthRequest {

        /**
         * Constructs a new SetBandwidthRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.SetBandwidthRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SetBandwidthRequest agent. */
        agent: string;

        /** SetBandwidthRequest limits. */
        limits?: (v1.BandwidthLimits.$Properties|null);

        /**
         * Creates a new SetBandwidthRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SetBandwidthRequest instance
         */
        static create(properties: v1.SetBandwidthRequest.$Shape): v1.SetBandwidthRequest & v1.SetBandwidthRequest.$Shape;
        static create(properties?: v1.SetBandwidthRequest.$Properties): v1.SetBandwidthRequest;

        /**
         * Encodes the specified SetBandwidthRequest message. Does not implicitly {@link v1.SetBandwidthRequest.verify|verify} messages.
         * @param message SetBandwidthRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.SetBandwidthRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SetBandwidthRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.SetBandwidthRequest & v1.SetBandwidthRequest.$Shape} SetBandwidthRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.SetBandwidthRequest & v1.SetBandwidthRequest.$Shape;
    }

    namespace SetBandwidthRequest {

        /** Properties of a SetBandwidthRequest. */
        interface $Properties {

            /** SetBandwidthRequest agent */
            agent?: (string|null);

            /** SetBandwidthRequest limits */
            limits?: (v1.BandwidthLimits.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SetBandwidthRequest. */
        type $Shape = v1.SetBandwidthRequest.$Properties;
    }

    /**
     * Properties of a BandwidthReply.
     * @deprecated Use v1.BandwidthReply.$Properties instead.
     */
    interface IBandwidthReply extends v1.BandwidthReply.$Properties {
    }

    /** Represents a BandwidthReply. */
    class BandwidthReply {

        /**
         * Constructs a new BandwidthReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.BandwidthReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BandwidthReply limits. */
        limits?: (v1.BandwidthLimits.$Properties|null);

        /** BandwidthReply rule. */
        rule: number;

        /** BandwidthReply set. */
        set?: (v1.BandwidthLimits.$Properties|null);

        /** BandwidthReply agents. */
        agents: v1.AgentBandwidth.$Properties[];

        /** BandwidthReply sessions. */
        sessions: v1.SessionBandwidth.$Properties[];

        /** BandwidthReply waiting. */
        waiting: number;

        /**
         * Creates a new BandwidthReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BandwidthReply instance
         */
        static create(properties: v1.BandwidthReply.$Shape): v1.BandwidthReply & v1.BandwidthReply.$Shape;
        static create(properties?: v1.BandwidthReply.$Properties): v1.BandwidthReply;

        /**
         * Encodes the specified BandwidthReply message. Does not implicitly {@link v1.BandwidthReply.verify|verify} messages.
         * @param message BandwidthReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.BandwidthReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BandwidthReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.BandwidthReply & v1.BandwidthReply.$Shape} BandwidthReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.BandwidthReply & v1.BandwidthReply.$Shape;
    }

    namespace BandwidthReply {

        /** Properties of a BandwidthReply. */
        interface $Properties {

            /** BandwidthReply limits */
            limits?: (v1.BandwidthLimits.$Properties|null);

            /** BandwidthReply rule */
            rule?: (number|null);

            /** BandwidthReply set */
            set?: (v1.BandwidthLimits.$Properties|null);

            /** BandwidthReply agents */
            agents?: (v1.AgentBandwidth.$Properties[]|null);

            /** BandwidthReply sessions */
            sessions?: (v1.SessionBandwidth.$Properties[]|null);

            /** BandwidthReply waiting */
            waiting?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BandwidthReply. */
        type $Shape = v1.BandwidthReply.$Properties;
    }

    /**
     * Properties of an AgentBandwidth.
     * @deprecated Use v1.AgentBandwidth.$Properties instead.
     */
    interface IAgentBandwidth extends v1.AgentBandwidth.$Properties {
    }

    /** Represents an AgentBandwidth. */
    class AgentBandwidth {

        /**
         * Constructs a new AgentBandwidth.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.AgentBandwidth.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AgentBandwidth agentId. */
        agentId: Uint8Array;

        /** AgentBandwidth agentName. */
        agentName: string;

        /** AgentBandwidth limits. */
        limits?: (v1.BandwidthLimits.$Properties|null);

        /**
         * Creates a new AgentBandwidth instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AgentBandwidth instance
         */
        static create(properties: v1.AgentBandwidth.$Shape): v1.AgentBandwidth & v1.AgentBandwidth.$Shape;
        static create(properties?: v1.AgentBandwidth.$Properties): v1.AgentBandwidth;

        /**
         * Encodes the specified AgentBandwidth message. Does not implicitly {@link v1.AgentBandwidth.verify|verify} messages.
         * @param message AgentBandwidth message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.AgentBandwidth.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AgentBandwidth message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.AgentBandwidth & v1.AgentBandwidth.$Shape} AgentBandwidth
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.AgentBandwidth & v1.AgentBandwidth.$Shape;
    }

    namespace AgentBandwidth {

        /** Properties of an AgentBandwidth. */
        interface $Properties {

            /** AgentBandwidth agentId */
            agentId?: (Uint8Array|null);

            /** AgentBandwidth agentName */
            agentName?: (string|null);

            /** AgentBandwidth limits */
            limits?: (v1.BandwidthLimits.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AgentBandwidth. */
        type $Shape = v1.AgentBandwidth.$Properties;
    }

    /**
     * Properties of a SessionBandwidth.
     * @deprecated Use v1.SessionBandwidth.$Properties instead.
     */
    interface ISessionBandwidth extends v1.SessionBandwidth.$Properties {
    }

    /** Represents a SessionBandwidth. */
    class SessionBandwidth {

        /**
         * Constructs a new SessionBandwidth.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.SessionBandwidth.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SessionBandwidth agentName. */
        agentName: string;

        /** SessionBandwidth plan. */
        plan: string;

        /** SessionBandwidth allowed. */
        allowed: number;

        /** SessionBandwidth used. */
        used: number;

        /**
         * Creates a new SessionBandwidth instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SessionBandwidth instance
         */
        static create(properties: v1.SessionBandwidth.$Shape): v1.SessionBandwidth & v1.SessionBandwidth.$Shape;
        static create(properties?: v1.SessionBandwidth.$Properties): v1.SessionBandwidth;

        /**
         * Encodes the specified SessionBandwidth message. Does not implicitly {@link v1.SessionBandwidth.verify|verify} messages.
         * @param message SessionBandwidth message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.SessionBandwidth.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SessionBandwidth message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.SessionBandwidth & v1.SessionBandwidth.$Shape} SessionBandwidth
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.SessionBandwidth & v1.SessionBandwidth.$Shape;
    }

    namespace SessionBandwidth {

        /** Properties of a SessionBandwidth. */
        interface $Properties {

            /** SessionBandwidth agentName */
            agentName?: (string|null);

            /** SessionBandwidth plan */
            plan?: (string|null);

            /** SessionBandwidth allowed */
            allowed?: (number|null);

            /** SessionBandwidth used */
            used?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SessionBandwidth. */
        type $Shape = v1.SessionBandwidth.$Properties;
    }

    /**
     * Properties of an AgentRequest.
     * @deprecated Use v1.AgentRequest.$Properties instead.
     */
    interface IAgentRequest extends v1.AgentRequest.$Properties {
    }

    /** Represents an AgentRequest. */
    class AgentRequest {

        /**
         * Constructs a new AgentRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.AgentRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AgentRequest agent. */
        agent: string;

        /**
         * Creates a new AgentRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AgentRequest instance
         */
        static create(properties: v1.AgentRequest.$Shape): v1.AgentRequest & v1.AgentRequest.$Shape;
        static create(properties?: v1.AgentRequest.$Properties): v1.AgentRequest;

        /**
         * Encodes the specified AgentRequest message. Does not implicitly {@link v1.AgentRequest.verify|verify} messages.
         * @param message AgentRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.AgentRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AgentRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.AgentRequest & v1.AgentRequest.$Shape} AgentRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.AgentRequest & v1.AgentRequest.$Shape;
    }

    namespace AgentRequest {

        /** Properties of an AgentRequest. */
        interface $Properties {

            /** AgentRequest agent */
            agent?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AgentRequest. */
        type $Shape = v1.AgentRequest.$Properties;
    }

    /**
     * Properties of an UpdateAgentRequest.
     * @deprecated Use v1.UpdateAgentRequest.$Properties instead.
     */
    interface IUpdateAgentRequest extends v1.UpdateAgentRequest.$Properties {
    }

    /** Represents an UpdateAgentRequest. */
    class UpdateAgentRequest {

        /**
         * Constructs a new UpdateAgentRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.UpdateAgentRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** UpdateAgentRequest agent. */
        agent: string;

        /** UpdateAgentRequest name. */
        name?: (string|null);

        /** UpdateAgentRequest dedup. */
        dedup?: (string|null);

        /** UpdateAgentRequest setLabels. */
        setLabels: { [k: string]: string };

        /** UpdateAgentRequest removeLabels. */
        removeLabels: string[];

        /** UpdateAgentRequest restore. */
        restore?: (string|null);

        /** UpdateAgentRequest quotaBytes. */
        quotaBytes?: (number|null);

        /** UpdateAgentRequest retired. */
        retired?: (boolean|null);

        /**
         * Creates a new UpdateAgentRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns UpdateAgentRequest instance
         */
        static create(properties: v1.UpdateAgentRequest.$Shape): v1.UpdateAgentRequest & v1.UpdateAgentRequest.$Shape;
        static create(properties?: v1.UpdateAgentRequest.$Properties): v1.UpdateAgentRequest;

        /**
         * Encodes the specified UpdateAgentRequest message. Does not implicitly {@link v1.UpdateAgentRequest.verify|verify} messages.
         * @param message UpdateAgentRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.UpdateAgentRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an UpdateAgentRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.UpdateAgentRequest & v1.UpdateAgentRequest.$Shape} UpdateAgentRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.UpdateAgentRequest & v1.UpdateAgentRequest.$Shape;
    }

    namespace UpdateAgentRequest {

        /** Properties of an UpdateAgentRequest. */
        interface $Properties {

            /** UpdateAgentRequest agent */
            agent?: (string|null);

            /** UpdateAgentRequest name */
            name?: (string|null);

            /** UpdateAgentRequest dedup */
            dedup?: (string|null);

            /** UpdateAgentRequest setLabels */
            setLabels?: ({ [k: string]: string }|null);

            /** UpdateAgentRequest removeLabels */
            removeLabels?: (string[]|null);

            /** UpdateAgentRequest restore */
            restore?: (string|null);

            /** UpdateAgentRequest quotaBytes */
            quotaBytes?: (number|null);

            /** UpdateAgentRequest retired */
            retired?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an UpdateAgentRequest. */
        type $Shape = v1.UpdateAgentRequest.$Properties;
    }

    /**
     * Properties of a CreateTokenRequest.
     * @deprecated Use v1.CreateTokenRequest.$Properties instead.
     */
    interface ICreateTokenRequest extends v1.CreateTokenRequest.$Properties {
    }

    /** Represents a CreateTokenRequest. */
    class CreateTokenRequest {

        /**
         * Constructs a new CreateTokenRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.CreateTokenRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CreateTokenRequest agentName. */
        agentName: string;

        /** CreateTokenRequest ttlMs. */
        ttlMs: number;

        /** CreateTokenRequest replace. */
        replace: boolean;

        /** CreateTokenRequest uses. */
        uses: number;

        /** CreateTokenRequest snapshotId. */
        snapshotId: Uint8Array;

        /** CreateTokenRequest networks. */
        networks: string[];

        /** CreateTokenRequest labels. */
        labels: { [k: string]: string };

        /**
         * Creates a new CreateTokenRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CreateTokenRequest instance
         */
        static create(properties: v1.CreateTokenRequest.$Shape): v1.CreateTokenRequest & v1.CreateTokenRequest.$Shape;
        static create(properties?: v1.CreateTokenRequest.$Properties): v1.CreateTokenRequest;

        /**
         * Encodes the specified CreateTokenRequest message. Does not implicitly {@link v1.CreateTokenRequest.verify|verify} messages.
         * @param message CreateTokenRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.CreateTokenRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CreateTokenRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.CreateTokenRequest & v1.CreateTokenRequest.$Shape} CreateTokenRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.CreateTokenRequest & v1.CreateTokenRequest.$Shape;
    }

    namespace CreateTokenRequest {

        /** Properties of a CreateTokenRequest. */
        interface $Properties {

            /** CreateTokenRequest agentName */
            agentName?: (string|null);

            /** CreateTokenRequest ttlMs */
            ttlMs?: (number|null);

            /** CreateTokenRequest replace */
            replace?: (boolean|null);

            /** CreateTokenRequest uses */
            uses?: (number|null);

            /** CreateTokenRequest snapshotId */
            snapshotId?: (Uint8Array|null);

            /** CreateTokenRequest networks */
            networks?: (string[]|null);

            /** CreateTokenRequest labels */
            labels?: ({ [k: string]: string }|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CreateTokenRequest. */
        type $Shape = v1.CreateTokenRequest.$Properties;
    }

    /**
     * Properties of a CreateTokenReply.
     * @deprecated Use v1.CreateTokenReply.$Properties instead.
     */
    interface ICreateTokenReply extends v1.CreateTokenReply.$Properties {
    }

    /** Represents a CreateTokenReply. */
    class CreateTokenReply {

        /**
         * Constructs a new CreateTokenReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.CreateTokenReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CreateTokenReply token. */
        token: string;

        /** CreateTokenReply facts. */
        facts?: (v1.TokenFacts.$Properties|null);

        /** CreateTokenReply addresses. */
        addresses: string[];

        /** CreateTokenReply rollouts. */
        rollouts: v1.RolloutPlace.$Properties[];

        /**
         * Creates a new CreateTokenReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CreateTokenReply instance
         */
        static create(properties: v1.CreateTokenReply.$Shape): v1.CreateTokenReply & v1.CreateTokenReply.$Shape;
        static create(properties?: v1.CreateTokenReply.$Properties): v1.CreateTokenReply;

        /**
         * Encodes the specified CreateTokenReply message. Does not implicitly {@link v1.CreateTokenReply.verify|verify} messages.
         * @param message CreateTokenReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.CreateTokenReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CreateTokenReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.CreateTokenReply & v1.CreateTokenReply.$Shape} CreateTokenReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.CreateTokenReply & v1.CreateTokenReply.$Shape;
    }

    namespace CreateTokenReply {

        /** Properties of a CreateTokenReply. */
        interface $Properties {

            /** CreateTokenReply token */
            token?: (string|null);

            /** CreateTokenReply facts */
            facts?: (v1.TokenFacts.$Properties|null);

            /** CreateTokenReply addresses */
            addresses?: (string[]|null);

            /** CreateTokenReply rollouts */
            rollouts?: (v1.RolloutPlace.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CreateTokenReply. */
        type $Shape = v1.CreateTokenReply.$Properties;
    }

    /**
     * Properties of a RolloutPlace.
     * @deprecated Use v1.RolloutPlace.$Properties instead.
     */
    interface IRolloutPlace extends v1.RolloutPlace.$Properties {
    }

    /** Represents a RolloutPlace. */
    class RolloutPlace {

        /**
         * Constructs a new RolloutPlace.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.RolloutPlace.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RolloutPlace address. */
        address: string;

        /** RolloutPlace keyPin. */
        keyPin: string;

        /**
         * Creates a new RolloutPlace instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RolloutPlace instance
         */
        static create(properties: v1.RolloutPlace.$Shape): v1.RolloutPlace & v1.RolloutPlace.$Shape;
        static create(properties?: v1.RolloutPlace.$Properties): v1.RolloutPlace;

        /**
         * Encodes the specified RolloutPlace message. Does not implicitly {@link v1.RolloutPlace.verify|verify} messages.
         * @param message RolloutPlace message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.RolloutPlace.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RolloutPlace message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.RolloutPlace & v1.RolloutPlace.$Shape} RolloutPlace
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.RolloutPlace & v1.RolloutPlace.$Shape;
    }

    namespace RolloutPlace {

        /** Properties of a RolloutPlace. */
        interface $Properties {

            /** RolloutPlace address */
            address?: (string|null);

            /** RolloutPlace keyPin */
            keyPin?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RolloutPlace. */
        type $Shape = v1.RolloutPlace.$Properties;
    }

    /**
     * Properties of a TokenFacts.
     * @deprecated Use v1.TokenFacts.$Properties instead.
     */
    interface ITokenFacts extends v1.TokenFacts.$Properties {
    }

    /** Represents a TokenFacts. */
    class TokenFacts {

        /**
         * Constructs a new TokenFacts.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.TokenFacts.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TokenFacts tokenId. */
        tokenId: string;

        /** TokenFacts agentName. */
        agentName: string;

        /** TokenFacts createdMs. */
        createdMs: number;

        /** TokenFacts expiresMs. */
        expiresMs: number;

        /** TokenFacts usesLeft. */
        usesLeft: number;

        /** TokenFacts state. */
        state: string;

        /** TokenFacts replace. */
        replace: boolean;

        /** TokenFacts snapshotId. */
        snapshotId: Uint8Array;

        /** TokenFacts networks. */
        networks: string[];

        /** TokenFacts labels. */
        labels: { [k: string]: string };

        /**
         * Creates a new TokenFacts instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TokenFacts instance
         */
        static create(properties: v1.TokenFacts.$Shape): v1.TokenFacts & v1.TokenFacts.$Shape;
        static create(properties?: v1.TokenFacts.$Properties): v1.TokenFacts;

        /**
         * Encodes the specified TokenFacts message. Does not implicitly {@link v1.TokenFacts.verify|verify} messages.
         * @param message TokenFacts message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.TokenFacts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TokenFacts message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.TokenFacts & v1.TokenFacts.$Shape} TokenFacts
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.TokenFacts & v1.TokenFacts.$Shape;
    }

    namespace TokenFacts {

        /** Properties of a TokenFacts. */
        interface $Properties {

            /** TokenFacts tokenId */
            tokenId?: (string|null);

            /** TokenFacts agentName */
            agentName?: (string|null);

            /** TokenFacts createdMs */
            createdMs?: (number|null);

            /** TokenFacts expiresMs */
            expiresMs?: (number|null);

            /** TokenFacts usesLeft */
            usesLeft?: (number|null);

            /** TokenFacts state */
            state?: (string|null);

            /** TokenFacts replace */
            replace?: (boolean|null);

            /** TokenFacts snapshotId */
            snapshotId?: (Uint8Array|null);

            /** TokenFacts networks */
            networks?: (string[]|null);

            /** TokenFacts labels */
            labels?: ({ [k: string]: string }|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TokenFacts. */
        type $Shape = v1.TokenFacts.$Properties;
    }

    /**
     * Properties of a ListTokensReply.
     * @deprecated Use v1.ListTokensReply.$Properties instead.
     */
    interface IListTokensReply extends v1.ListTokensReply.$Properties {
    }

    /** Represents a ListTokensReply. */
    class ListTokensReply {

        /**
         * Constructs a new ListTokensReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ListTokensReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ListTokensReply tokens. */
        tokens: v1.TokenFacts.$Properties[];

        /**
         * Creates a new ListTokensReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ListTokensReply instance
         */
        static create(properties: v1.ListTokensReply.$Shape): v1.ListTokensReply & v1.ListTokensReply.$Shape;
        static create(properties?: v1.ListTokensReply.$Properties): v1.ListTokensReply;

        /**
         * Encodes the specified ListTokensReply message. Does not implicitly {@link v1.ListTokensReply.verify|verify} messages.
         * @param message ListTokensReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ListTokensReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ListTokensReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ListTokensReply & v1.ListTokensReply.$Shape} ListTokensReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ListTokensReply & v1.ListTokensReply.$Shape;
    }

    namespace ListTokensReply {

        /** Properties of a ListTokensReply. */
        interface $Properties {

            /** ListTokensReply tokens */
            tokens?: (v1.TokenFacts.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ListTokensReply. */
        type $Shape = v1.ListTokensReply.$Properties;
    }

    /**
     * Properties of a RevokeTokenRequest.
     * @deprecated Use v1.RevokeTokenRequest.$Properties instead.
     */
    interface IRevokeTokenRequest extends v1.RevokeTokenRequest.$Properties {
    }

    /** Represents a RevokeTokenRequest. */
    class RevokeTokenRequest {

        /**
         * Constructs a new RevokeTokenRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.RevokeTokenRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RevokeTokenRequest tokenId. */
        tokenId: string;

        /**
         * Creates a new RevokeTokenRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RevokeTokenRequest instance
         */
        static create(properties: v1.RevokeTokenRequest.$Shape): v1.RevokeTokenRequest & v1.RevokeTokenRequest.$Shape;
        static create(properties?: v1.RevokeTokenRequest.$Properties): v1.RevokeTokenRequest;

        /**
         * Encodes the specified RevokeTokenRequest message. Does not implicitly {@link v1.RevokeTokenRequest.verify|verify} messages.
         * @param message RevokeTokenRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.RevokeTokenRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RevokeTokenRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.RevokeTokenRequest & v1.RevokeTokenRequest.$Shape} RevokeTokenRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.RevokeTokenRequest & v1.RevokeTokenRequest.$Shape;
    }

    namespace RevokeTokenRequest {

        /** Properties of a RevokeTokenRequest. */
        interface $Properties {

            /** RevokeTokenRequest tokenId */
            tokenId?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RevokeTokenRequest. */
        type $Shape = v1.RevokeTokenRequest.$Properties;
    }

    /**
     * Properties of a ListSnapshotsRequest.
     * @deprecated Use v1.ListSnapshotsRequest.$Properties instead.
     */
    interface IListSnapshotsRequest extends v1.ListSnapshotsRequest.$Properties {
    }

    /** Represents a ListSnapshotsRequest. */
    class ListSnapshotsRequest {

        /**
         * Constructs a new ListSnapshotsRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ListSnapshotsRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ListSnapshotsRequest agent. */
        agent: string;

        /** ListSnapshotsRequest plan. */
        plan: string;

        /**
         * Creates a new ListSnapshotsRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ListSnapshotsRequest instance
         */
        static create(properties: v1.ListSnapshotsRequest.$Shape): v1.ListSnapshotsRequest & v1.ListSnapshotsRequest.$Shape;
        static create(properties?: v1.ListSnapshotsRequest.$Properties): v1.ListSnapshotsRequest;

        /**
         * Encodes the specified ListSnapshotsRequest message. Does not implicitly {@link v1.ListSnapshotsRequest.verify|verify} messages.
         * @param message ListSnapshotsRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ListSnapshotsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ListSnapshotsRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ListSnapshotsRequest & v1.ListSnapshotsRequest.$Shape} ListSnapshotsRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ListSnapshotsRequest & v1.ListSnapshotsRequest.$Shape;
    }

    namespace ListSnapshotsRequest {

        /** Properties of a ListSnapshotsRequest. */
        interface $Properties {

            /** ListSnapshotsRequest agent */
            agent?: (string|null);

            /** ListSnapshotsRequest plan */
            plan?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ListSnapshotsRequest. */
        type $Shape = v1.ListSnapshotsRequest.$Properties;
    }

    /**
     * Properties of a ListSnapshotsReply.
     * @deprecated Use v1.ListSnapshotsReply.$Properties instead.
     */
    interface IListSnapshotsReply extends v1.ListSnapshotsReply.$Properties {
    }

    /** Represents a ListSnapshotsReply. */
    class ListSnapshotsReply {

        /**
         * Constructs a new ListSnapshotsReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ListSnapshotsReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ListSnapshotsReply snapshots. */
        snapshots: v1.SnapshotRecord.$Properties[];

        /**
         * Creates a new ListSnapshotsReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ListSnapshotsReply instance
         */
        static create(properties: v1.ListSnapshotsReply.$Shape): v1.ListSnapshotsReply & v1.ListSnapshotsReply.$Shape;
        static create(properties?: v1.ListSnapshotsReply.$Properties): v1.ListSnapshotsReply;

        /**
         * Encodes the specified ListSnapshotsReply message. Does not implicitly {@link v1.ListSnapshotsReply.verify|verify} messages.
         * @param message ListSnapshotsReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ListSnapshotsReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ListSnapshotsReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ListSnapshotsReply & v1.ListSnapshotsReply.$Shape} ListSnapshotsReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ListSnapshotsReply & v1.ListSnapshotsReply.$Shape;
    }

    namespace ListSnapshotsReply {

        /** Properties of a ListSnapshotsReply. */
        interface $Properties {

            /** ListSnapshotsReply snapshots */
            snapshots?: (v1.SnapshotRecord.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ListSnapshotsReply. */
        type $Shape = v1.ListSnapshotsReply.$Properties;
    }

    /**
     * Properties of a SnapshotRequest.
     * @deprecated Use v1.SnapshotRequest.$Properties instead.
     */
    interface ISnapshotRequest extends v1.SnapshotRequest.$Properties {
    }

    /** Represents a SnapshotRequest. */
    class SnapshotRequest {

        /**
         * Constructs a new SnapshotRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.SnapshotRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SnapshotRequest snapshotId. */
        snapshotId: Uint8Array;

        /**
         * Creates a new SnapshotRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SnapshotRequest instance
         */
        static create(properties: v1.SnapshotRequest.$Shape): v1.SnapshotRequest & v1.SnapshotRequest.$Shape;
        static create(properties?: v1.SnapshotRequest.$Properties): v1.SnapshotRequest;

        /**
         * Encodes the specified SnapshotRequest message. Does not implicitly {@link v1.SnapshotRequest.verify|verify} messages.
         * @param message SnapshotRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.SnapshotRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SnapshotRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.SnapshotRequest & v1.SnapshotRequest.$Shape} SnapshotRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.SnapshotRequest & v1.SnapshotRequest.$Shape;
    }

    namespace SnapshotRequest {

        /** Properties of a SnapshotRequest. */
        interface $Properties {

            /** SnapshotRequest snapshotId */
            snapshotId?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SnapshotRequest. */
        type $Shape = v1.SnapshotRequest.$Properties;
    }

    /**
     * Properties of a DeleteSnapshotRequest.
     * @deprecated Use v1.DeleteSnapshotRequest.$Properties instead.
     */
    interface IDeleteSnapshotRequest extends v1.DeleteSnapshotRequest.$Properties {
    }

    /** Represents a DeleteSnapshotRequest. */
    class DeleteSnapshotRequest {

        /**
         * Constructs a new DeleteSnapshotRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.DeleteSnapshotRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DeleteSnapshotRequest snapshotId. */
        snapshotId: Uint8Array;

        /** DeleteSnapshotRequest graceMs. */
        graceMs?: (number|null);

        /** DeleteSnapshotRequest reason. */
        reason: string;

        /**
         * Creates a new DeleteSnapshotRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DeleteSnapshotRequest instance
         */
        static create(properties: v1.DeleteSnapshotRequest.$Shape): v1.DeleteSnapshotRequest & v1.DeleteSnapshotRequest.$Shape;
        static create(properties?: v1.DeleteSnapshotRequest.$Properties): v1.DeleteSnapshotRequest;

        /**
         * Encodes the specified DeleteSnapshotRequest message. Does not implicitly {@link v1.DeleteSnapshotRequest.verify|verify} messages.
         * @param message DeleteSnapshotRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.DeleteSnapshotRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DeleteSnapshotRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.DeleteSnapshotRequest & v1.DeleteSnapshotRequest.$Shape} DeleteSnapshotRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.DeleteSnapshotRequest & v1.DeleteSnapshotRequest.$Shape;
    }

    namespace DeleteSnapshotRequest {

        /** Properties of a DeleteSnapshotRequest. */
        interface $Properties {

            /** DeleteSnapshotRequest snapshotId */
            snapshotId?: (Uint8Array|null);

            /** DeleteSnapshotRequest graceMs */
            graceMs?: (number|null);

            /** DeleteSnapshotRequest reason */
            reason?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DeleteSnapshotRequest. */
        type $Shape = v1.DeleteSnapshotRequest.$Properties;
    }

    /**
     * Properties of a RetentionReply.
     * @deprecated Use v1.RetentionReply.$Properties instead.
     */
    interface IRetentionReply extends v1.RetentionReply.$Properties {
    }

    /** Represents a RetentionReply. */
    class RetentionReply {

        /**
         * Constructs a new RetentionReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.RetentionReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RetentionReply policies. */
        policies: v1.PolicyFacts.$Properties[];

        /** RetentionReply pins. */
        pins: v1.PinFacts.$Properties[];

        /** RetentionReply deletions. */
        deletions: v1.DeletionFacts.$Properties[];

        /** RetentionReply clockMs. */
        clockMs: number;

        /** RetentionReply timeMarkMs. */
        timeMarkMs: number;

        /** RetentionReply waitsForAdministrator. */
        waitsForAdministrator: boolean;

        /**
         * Creates a new RetentionReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RetentionReply instance
         */
        static create(properties: v1.RetentionReply.$Shape): v1.RetentionReply & v1.RetentionReply.$Shape;
        static create(properties?: v1.RetentionReply.$Properties): v1.RetentionReply;

        /**
         * Encodes the specified RetentionReply message. Does not implicitly {@link v1.RetentionReply.verify|verify} messages.
         * @param message RetentionReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.RetentionReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RetentionReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.RetentionReply & v1.RetentionReply.$Shape} RetentionReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.RetentionReply & v1.RetentionReply.$Shape;
    }

    namespace RetentionReply {

        /** Properties of a RetentionReply. */
        interface $Properties {

            /** RetentionReply policies */
            policies?: (v1.PolicyFacts.$Properties[]|null);

            /** RetentionReply pins */
            pins?: (v1.PinFacts.$Properties[]|null);

            /** RetentionReply deletions */
            deletions?: (v1.DeletionFacts.$Properties[]|null);

            /** RetentionReply clockMs */
            clockMs?: (number|null);

            /** RetentionReply timeMarkMs */
            timeMarkMs?: (number|null);

            /** RetentionReply waitsForAdministrator */
            waitsForAdministrator?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RetentionReply. */
        type $Shape = v1.RetentionReply.$Properties;
    }

    /**
     * Properties of a PolicyFacts.
     * @deprecated Use v1.PolicyFacts.$Properties instead.
     */
    interface IPolicyFacts extends v1.PolicyFacts.$Properties {
    }

    /** Represents a PolicyFacts. */
    class PolicyFacts {

        /**
         * Constructs a new PolicyFacts.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.PolicyFacts.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PolicyFacts agentId. */
        agentId: Uint8Array;

        /** PolicyFacts agentName. */
        agentName: string;

        /** PolicyFacts plan. */
        plan: string;

        /** PolicyFacts policy. */
        policy?: (v1.RetentionPolicy.$Properties|null);

        /**
         * Creates a new PolicyFacts instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PolicyFacts instance
         */
        static create(properties: v1.PolicyFacts.$Shape): v1.PolicyFacts & v1.PolicyFacts.$Shape;
        static create(properties?: v1.PolicyFacts.$Properties): v1.PolicyFacts;

        /**
         * Encodes the specified PolicyFacts message. Does not implicitly {@link v1.PolicyFacts.verify|verify} messages.
         * @param message PolicyFacts message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.PolicyFacts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PolicyFacts message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.PolicyFacts & v1.PolicyFacts.$Shape} PolicyFacts
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.PolicyFacts & v1.PolicyFacts.$Shape;
    }

    namespace PolicyFacts {

        /** Properties of a PolicyFacts. */
        interface $Properties {

            /** PolicyFacts agentId */
            agentId?: (Uint8Array|null);

            /** PolicyFacts agentName */
            agentName?: (string|null);

            /** PolicyFacts plan */
            plan?: (string|null);

            /** PolicyFacts policy */
            policy?: (v1.RetentionPolicy.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PolicyFacts. */
        type $Shape = v1.PolicyFacts.$Properties;
    }

    /**
     * Properties of a PinFacts.
     * @deprecated Use v1.PinFacts.$Properties instead.
     */
    interface IPinFacts extends v1.PinFacts.$Properties {
    }

    /** Represents a PinFacts. */
    class PinFacts {

        /**
         * Constructs a new PinFacts.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.PinFacts.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PinFacts snapshotId. */
        snapshotId: Uint8Array;

        /** PinFacts reason. */
        reason: string;

        /** PinFacts pinnedMs. */
        pinnedMs: number;

        /** PinFacts actor. */
        actor: string;

        /**
         * Creates a new PinFacts instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PinFacts instance
         */
        static create(properties: v1.PinFacts.$Shape): v1.PinFacts & v1.PinFacts.$Shape;
        static create(properties?: v1.PinFacts.$Properties): v1.PinFacts;

        /**
         * Encodes the specified PinFacts message. Does not implicitly {@link v1.PinFacts.verify|verify} messages.
         * @param message PinFacts message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.PinFacts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PinFacts message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.PinFacts & v1.PinFacts.$Shape} PinFacts
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.PinFacts & v1.PinFacts.$Shape;
    }

    namespace PinFacts {

        /** Properties of a PinFacts. */
        interface $Properties {

            /** PinFacts snapshotId */
            snapshotId?: (Uint8Array|null);

            /** PinFacts reason */
            reason?: (string|null);

            /** PinFacts pinnedMs */
            pinnedMs?: (number|null);

            /** PinFacts actor */
            actor?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PinFacts. */
        type $Shape = v1.PinFacts.$Properties;
    }

    /**
     * Properties of a DeletionFacts.
     * @deprecated Use v1.DeletionFacts.$Properties instead.
     */
    interface IDeletionFacts extends v1.DeletionFacts.$Properties {
    }

    /** Represents a DeletionFacts. */
    class DeletionFacts {

        /**
         * Constructs a new DeletionFacts.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.DeletionFacts.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DeletionFacts snapshotId. */
        snapshotId: Uint8Array;

        /** DeletionFacts agentId. */
        agentId: Uint8Array;

        /** DeletionFacts agentName. */
        agentName: string;

        /** DeletionFacts plan. */
        plan: string;

        /** DeletionFacts snapshotTimeMs. */
        snapshotTimeMs: number;

        /** DeletionFacts deletedMs. */
        deletedMs: number;

        /** DeletionFacts goneMs. */
        goneMs: number;

        /** DeletionFacts actor. */
        actor: string;

        /**
         * Creates a new DeletionFacts instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DeletionFacts instance
         */
        static create(properties: v1.DeletionFacts.$Shape): v1.DeletionFacts & v1.DeletionFacts.$Shape;
        static create(properties?: v1.DeletionFacts.$Properties): v1.DeletionFacts;

        /**
         * Encodes the specified DeletionFacts message. Does not implicitly {@link v1.DeletionFacts.verify|verify} messages.
         * @param message DeletionFacts message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.DeletionFacts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DeletionFacts message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.DeletionFacts & v1.DeletionFacts.$Shape} DeletionFacts
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.DeletionFacts & v1.DeletionFacts.$Shape;
    }

    namespace DeletionFacts {

        /** Properties of a DeletionFacts. */
        interface $Properties {

            /** DeletionFacts snapshotId */
            snapshotId?: (Uint8Array|null);

            /** DeletionFacts agentId */
            agentId?: (Uint8Array|null);

            /** DeletionFacts agentName */
            agentName?: (string|null);

            /** DeletionFacts plan */
            plan?: (string|null);

            /** DeletionFacts snapshotTimeMs */
            snapshotTimeMs?: (number|null);

            /** DeletionFacts deletedMs */
            deletedMs?: (number|null);

            /** DeletionFacts goneMs */
            goneMs?: (number|null);

            /** DeletionFacts actor */
            actor?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DeletionFacts. */
        type $Shape = v1.DeletionFacts.$Properties;
    }

    /**
     * Properties of a SetRetentionRequest.
     * @deprecated Use v1.SetRetentionRequest.$Properties instead.
     */
    interface ISetRetentionRequest extends v1.SetRetentionRequest.$Properties {
    }

    /** Represents a SetRetentionRequest. */
    class SetRetentionRequest {

        /**
         * Constructs a new SetRetentionRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.SetRetentionRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SetRetentionRequest agent. */
        agent: string;

        /** SetRetentionRequest plan. */
        plan: string;

        /** SetRetentionRequest policy. */
        policy?: (v1.RetentionPolicy.$Properties|null);

        /**
         * Creates a new SetRetentionRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SetRetentionRequest instance
         */
        static create(properties: v1.SetRetentionRequest.$Shape): v1.SetRetentionRequest & v1.SetRetentionRequest.$Shape;
        static create(properties?: v1.SetRetentionRequest.$Properties): v1.SetRetentionRequest;

        /**
         * Encodes the specified SetRetentionRequest message. Does not implicitly {@link v1.SetRetentionRequest.verify|verify} messages.
         * @param message SetRetentionRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.SetRetentionRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SetRetentionRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.SetRetentionRequest & v1.SetRetentionRequest.$Shape} SetRetentionRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.SetRetentionRequest & v1.SetRetentionRequest.$Shape;
    }

    namespace SetRetentionRequest {

        /** Properties of a SetRetentionRequest. */
        interface $Properties {

            /** SetRetentionRequest agent */
            agent?: (string|null);

            /** SetRetentionRequest plan */
            plan?: (string|null);

            /** SetRetentionRequest policy */
            policy?: (v1.RetentionPolicy.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SetRetentionRequest. */
        type $Shape = v1.SetRetentionRequest.$Properties;
    }

    /**
     * Properties of a PinSnapshotRequest.
     * @deprecated Use v1.PinSnapshotRequest.$Properties instead.
     */
    interface IPinSnapshotRequest extends v1.PinSnapshotRequest.$Properties {
    }

    /** Represents a PinSnapshotRequest. */
    class PinSnapshotRequest {

        /**
         * Constructs a new PinSnapshotRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.PinSnapshotRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PinSnapshotRequest snapshotId. */
        snapshotId: Uint8Array;

        /** PinSnapshotRequest reason. */
        reason: string;

        /**
         * Creates a new PinSnapshotRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PinSnapshotRequest instance
         */
        static create(properties: v1.PinSnapshotRequest.$Shape): v1.PinSnapshotRequest & v1.PinSnapshotRequest.$Shape;
        static create(properties?: v1.PinSnapshotRequest.$Properties): v1.PinSnapshotRequest;

        /**
         * Encodes the specified PinSnapshotRequest message. Does not implicitly {@link v1.PinSnapshotRequest.verify|verify} messages.
         * @param message PinSnapshotRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.PinSnapshotRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PinSnapshotRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.PinSnapshotRequest & v1.PinSnapshotRequest.$Shape} PinSnapshotRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.PinSnapshotRequest & v1.PinSnapshotRequest.$Shape;
    }

    namespace PinSnapshotRequest {

        /** Properties of a PinSnapshotRequest. */
        interface $Properties {

            /** PinSnapshotRequest snapshotId */
            snapshotId?: (Uint8Array|null);

            /** PinSnapshotRequest reason */
            reason?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PinSnapshotRequest. */
        type $Shape = v1.PinSnapshotRequest.$Properties;
    }

    /**
     * Properties of a JudgeSnapshotsReply.
     * @deprecated Use v1.JudgeSnapshotsReply.$Properties instead.
     */
    interface IJudgeSnapshotsReply extends v1.JudgeSnapshotsReply.$Properties {
    }

    /** Represents a JudgeSnapshotsReply. */
    class JudgeSnapshotsReply {

        /**
         * Constructs a new JudgeSnapshotsReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.JudgeSnapshotsReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** JudgeSnapshotsReply verdicts. */
        verdicts: v1.SnapshotVerdict.$Properties[];

        /**
         * Creates a new JudgeSnapshotsReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns JudgeSnapshotsReply instance
         */
        static create(properties: v1.JudgeSnapshotsReply.$Shape): v1.JudgeSnapshotsReply & v1.JudgeSnapshotsReply.$Shape;
        static create(properties?: v1.JudgeSnapshotsReply.$Properties): v1.JudgeSnapshotsReply;

        /**
         * Encodes the specified JudgeSnapshotsReply message. Does not implicitly {@link v1.JudgeSnapshotsReply.verify|verify} messages.
         * @param message JudgeSnapshotsReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.JudgeSnapshotsReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a JudgeSnapshotsReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.JudgeSnapshotsReply & v1.JudgeSnapshotsReply.$Shape} JudgeSnapshotsReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.JudgeSnapshotsReply & v1.JudgeSnapshotsReply.$Shape;
    }

    namespace JudgeSnapshotsReply {

        /** Properties of a JudgeSnapshotsReply. */
        interface $Properties {

            /** JudgeSnapshotsReply verdicts */
            verdicts?: (v1.SnapshotVerdict.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a JudgeSnapshotsReply. */
        type $Shape = v1.JudgeSnapshotsReply.$Properties;
    }

    /**
     * Properties of a SnapshotVerdict.
     * @deprecated Use v1.SnapshotVerdict.$Properties instead.
     */
    interface ISnapshotVerdict extends v1.SnapshotVerdict.$Properties {
    }

    /** Represents a SnapshotVerdict. */
    class SnapshotVerdict {

        /**
         * Constructs a new SnapshotVerdict.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.SnapshotVerdict.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SnapshotVerdict snapshotId. */
        snapshotId: Uint8Array;

        /** SnapshotVerdict keep. */
        keep: boolean;

        /** SnapshotVerdict reasons. */
        reasons: string[];

        /**
         * Creates a new SnapshotVerdict instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SnapshotVerdict instance
         */
        static create(properties: v1.SnapshotVerdict.$Shape): v1.SnapshotVerdict & v1.SnapshotVerdict.$Shape;
        static create(properties?: v1.SnapshotVerdict.$Properties): v1.SnapshotVerdict;

        /**
         * Encodes the specified SnapshotVerdict message. Does not implicitly {@link v1.SnapshotVerdict.verify|verify} messages.
         * @param message SnapshotVerdict message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.SnapshotVerdict.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SnapshotVerdict message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.SnapshotVerdict & v1.SnapshotVerdict.$Shape} SnapshotVerdict
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.SnapshotVerdict & v1.SnapshotVerdict.$Shape;
    }

    namespace SnapshotVerdict {

        /** Properties of a SnapshotVerdict. */
        interface $Properties {

            /** SnapshotVerdict snapshotId */
            snapshotId?: (Uint8Array|null);

            /** SnapshotVerdict keep */
            keep?: (boolean|null);

            /** SnapshotVerdict reasons */
            reasons?: (string[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SnapshotVerdict. */
        type $Shape = v1.SnapshotVerdict.$Properties;
    }

    /**
     * Properties of a PruneRequest.
     * @deprecated Use v1.PruneRequest.$Properties instead.
     */
    interface IPruneRequest extends v1.PruneRequest.$Properties {
    }

    /** Represents a PruneRequest. */
    class PruneRequest {

        /**
         * Constructs a new PruneRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.PruneRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PruneRequest snapshotIds. */
        snapshotIds: Uint8Array[];

        /** PruneRequest graceMs. */
        graceMs?: (number|null);

        /**
         * Creates a new PruneRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PruneRequest instance
         */
        static create(properties: v1.PruneRequest.$Shape): v1.PruneRequest & v1.PruneRequest.$Shape;
        static create(properties?: v1.PruneRequest.$Properties): v1.PruneRequest;

        /**
         * Encodes the specified PruneRequest message. Does not implicitly {@link v1.PruneRequest.verify|verify} messages.
         * @param message PruneRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.PruneRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PruneRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.PruneRequest & v1.PruneRequest.$Shape} PruneRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.PruneRequest & v1.PruneRequest.$Shape;
    }

    namespace PruneRequest {

        /** Properties of a PruneRequest. */
        interface $Properties {

            /** PruneRequest snapshotIds */
            snapshotIds?: (Uint8Array[]|null);

            /** PruneRequest graceMs */
            graceMs?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PruneRequest. */
        type $Shape = v1.PruneRequest.$Properties;
    }

    /**
     * Properties of a PruneReply.
     * @deprecated Use v1.PruneReply.$Properties instead.
     */
    interface IPruneReply extends v1.PruneReply.$Properties {
    }

    /** Represents a PruneReply. */
    class PruneReply {

        /**
         * Constructs a new PruneReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.PruneReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PruneReply deletedIds. */
        deletedIds: Uint8Array[];

        /**
         * Creates a new PruneReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PruneReply instance
         */
        static create(properties: v1.PruneReply.$Shape): v1.PruneReply & v1.PruneReply.$Shape;
        static create(properties?: v1.PruneReply.$Properties): v1.PruneReply;

        /**
         * Encodes the specified PruneReply message. Does not implicitly {@link v1.PruneReply.verify|verify} messages.
         * @param message PruneReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.PruneReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PruneReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.PruneReply & v1.PruneReply.$Shape} PruneReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.PruneReply & v1.PruneReply.$Shape;
    }

    namespace PruneReply {

        /** Properties of a PruneReply. */
        interface $Properties {

            /** PruneReply deletedIds */
            deletedIds?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PruneReply. */
        type $Shape = v1.PruneReply.$Properties;
    }

    /**
     * Properties of a CollectGarbageRequest.
     * @deprecated Use v1.CollectGarbageRequest.$Properties instead.
     */
    interface ICollectGarbageRequest extends v1.CollectGarbageRequest.$Properties {
    }

    /** Represents a CollectGarbageRequest. */
    class CollectGarbageRequest {

        /**
         * Constructs a new CollectGarbageRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.CollectGarbageRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CollectGarbageRequest despiteDamage. */
        despiteDamage: boolean;

        /**
         * Creates a new CollectGarbageRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CollectGarbageRequest instance
         */
        static create(properties: v1.CollectGarbageRequest.$Shape): v1.CollectGarbageRequest & v1.CollectGarbageRequest.$Shape;
        static create(properties?: v1.CollectGarbageRequest.$Properties): v1.CollectGarbageRequest;

        /**
         * Encodes the specified CollectGarbageRequest message. Does not implicitly {@link v1.CollectGarbageRequest.verify|verify} messages.
         * @param message CollectGarbageRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.CollectGarbageRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CollectGarbageRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.CollectGarbageRequest & v1.CollectGarbageRequest.$Shape} CollectGarbageRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.CollectGarbageRequest & v1.CollectGarbageRequest.$Shape;
    }

    namespace CollectGarbageRequest {

        /** Properties of a CollectGarbageRequest. */
        interface $Properties {

            /** CollectGarbageRequest despiteDamage */
            despiteDamage?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CollectGarbageRequest. */
        type $Shape = v1.CollectGarbageRequest.$Properties;
    }

    /**
     * Properties of a CollectGarbageEvent.
     * @deprecated Use v1.CollectGarbageEvent.$Properties instead.
     */
    interface ICollectGarbageEvent extends v1.CollectGarbageEvent.$Properties {
    }

    /** Represents a CollectGarbageEvent. */
    class CollectGarbageEvent {

        /**
         * Constructs a new CollectGarbageEvent.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.CollectGarbageEvent.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CollectGarbageEvent progress. */
        progress?: (v1.VerifyProgress.$Properties|null);

        /** CollectGarbageEvent summary. */
        summary?: (v1.GarbageSummary.$Properties|null);

        /** CollectGarbageEvent event. */
        event?: ("progress"|"summary");

        /**
         * Creates a new CollectGarbageEvent instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CollectGarbageEvent instance
         */
        static create(properties: v1.CollectGarbageEvent.$Shape): v1.CollectGarbageEvent & v1.CollectGarbageEvent.$Shape;
        static create(properties?: v1.CollectGarbageEvent.$Properties): v1.CollectGarbageEvent;

        /**
         * Encodes the specified CollectGarbageEvent message. Does not implicitly {@link v1.CollectGarbageEvent.verify|verify} messages.
         * @param message CollectGarbageEvent message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.CollectGarbageEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CollectGarbageEvent message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.CollectGarbageEvent & v1.CollectGarbageEvent.$Shape} CollectGarbageEvent
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.CollectGarbageEvent & v1.CollectGarbageEvent.$Shape;
    }

    namespace CollectGarbageEvent {

        /** Properties of a CollectGarbageEvent. */
        interface $Properties {

            /** CollectGarbageEvent progress */
            progress?: (v1.VerifyProgress.$Properties|null);

            /** CollectGarbageEvent summary */
            summary?: (v1.GarbageSummary.$Properties|null);

            /** CollectGarbageEvent event */
            event?: ("progress"|"summary");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a CollectGarbageEvent. */
        type $Shape = {
          progress?: v1.VerifyProgress.$Shape|null;
          summary?: v1.GarbageSummary.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ event?: undefined; progress?: null; summary?: null }|{ event?: "progress"; progress: v1.VerifyProgress.$Shape; summary?: null }|{ event?: "summary"; progress?: null; summary: v1.GarbageSummary.$Shape })
        );
    }

    /**
     * Properties of a GarbageSummary.
     * @deprecated Use v1.GarbageSummary.$Properties instead.
     */
    interface IGarbageSummary extends v1.GarbageSummary.$Properties {
    }

    /** Represents a GarbageSummary. */
    class GarbageSummary {

        /**
         * Constructs a new GarbageSummary.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.GarbageSummary.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GarbageSummary expiredSnapshots. */
        expiredSnapshots: number;

        /** GarbageSummary markedSnapshots. */
        markedSnapshots: number;

        /** GarbageSummary keptChunks. */
        keptChunks: number;

        /** GarbageSummary freedChunks. */
        freedChunks: number;

        /** GarbageSummary deletedPacks. */
        deletedPacks: number;

        /** GarbageSummary rewrittenPacks. */
        rewrittenPacks: number;

        /** GarbageSummary freedBytes. */
        freedBytes: number;

        /** GarbageSummary deadBytes. */
        deadBytes: number;

        /** GarbageSummary waitingSnapshots. */
        waitingSnapshots: number;

        /** GarbageSummary unreadableNodes. */
        unreadableNodes: number;

        /**
         * Creates a new GarbageSummary instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GarbageSummary instance
         */
        static create(properties: v1.GarbageSummary.$Shape): v1.GarbageSummary & v1.GarbageSummary.$Shape;
        static create(properties?: v1.GarbageSummary.$Properties): v1.GarbageSummary;

        /**
         * Encodes the specified GarbageSummary message. Does not implicitly {@link v1.GarbageSummary.verify|verify} messages.
         * @param message GarbageSummary message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.GarbageSummary.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GarbageSummary message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.GarbageSummary & v1.GarbageSummary.$Shape} GarbageSummary
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.GarbageSummary & v1.GarbageSummary.$Shape;
    }

    namespace GarbageSummary {

        /** Properties of a GarbageSummary. */
        interface $Properties {

            /** GarbageSummary expiredSnapshots */
            expiredSnapshots?: (number|null);

            /** GarbageSummary markedSnapshots */
            markedSnapshots?: (number|null);

            /** GarbageSummary keptChunks */
            keptChunks?: (number|null);

            /** GarbageSummary freedChunks */
            freedChunks?: (number|null);

            /** GarbageSummary deletedPacks */
            deletedPacks?: (number|null);

            /** GarbageSummary rewrittenPacks */
            rewrittenPacks?: (number|null);

            /** GarbageSummary freedBytes */
            freedBytes?: (number|null);

            /** GarbageSummary deadBytes */
            deadBytes?: (number|null);

            /** GarbageSummary waitingSnapshots */
            waitingSnapshots?: (number|null);

            /** GarbageSummary unreadableNodes */
            unreadableNodes?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GarbageSummary. */
        type $Shape = v1.GarbageSummary.$Properties;
    }

    /**
     * Properties of a LocateChunksRequest.
     * @deprecated Use v1.LocateChunksRequest.$Properties instead.
     */
    interface ILocateChunksRequest extends v1.LocateChunksRequest.$Properties {
    }

    /** Represents a LocateChunksRequest. */
    class LocateChunksRequest {

        /**
         * Constructs a new LocateChunksRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.LocateChunksRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** LocateChunksRequest ids. */
        ids: Uint8Array;

        /**
         * Creates a new LocateChunksRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns LocateChunksRequest instance
         */
        static create(properties: v1.LocateChunksRequest.$Shape): v1.LocateChunksRequest & v1.LocateChunksRequest.$Shape;
        static create(properties?: v1.LocateChunksRequest.$Properties): v1.LocateChunksRequest;

        /**
         * Encodes the specified LocateChunksRequest message. Does not implicitly {@link v1.LocateChunksRequest.verify|verify} messages.
         * @param message LocateChunksRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.LocateChunksRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a LocateChunksRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.LocateChunksRequest & v1.LocateChunksRequest.$Shape} LocateChunksRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.LocateChunksRequest & v1.LocateChunksRequest.$Shape;
    }

    namespace LocateChunksRequest {

        /** Properties of a LocateChunksRequest. */
        interface $Properties {

            /** LocateChunksRequest ids */
            ids?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a LocateChunksRequest. */
        type $Shape = v1.LocateChunksRequest.$Properties;
    }

    /**
     * Properties of a LocateChunksReply.
     * @deprecated Use v1.LocateChunksReply.$Properties instead.
     */
    interface ILocateChunksReply extends v1.LocateChunksReply.$Properties {
    }

    /** Represents a LocateChunksReply. */
    class LocateChunksReply {

        /**
         * Constructs a new LocateChunksReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.LocateChunksReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** LocateChunksReply chunks. */
        chunks: v1.ChunkLocations.$Properties[];

        /**
         * Creates a new LocateChunksReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns LocateChunksReply instance
         */
        static create(properties: v1.LocateChunksReply.$Shape): v1.LocateChunksReply & v1.LocateChunksReply.$Shape;
        static create(properties?: v1.LocateChunksReply.$Properties): v1.LocateChunksReply;

        /**
         * Encodes the specified LocateChunksReply message. Does not implicitly {@link v1.LocateChunksReply.verify|verify} messages.
         * @param message LocateChunksReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.LocateChunksReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a LocateChunksReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.LocateChunksReply & v1.LocateChunksReply.$Shape} LocateChunksReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.LocateChunksReply & v1.LocateChunksReply.$Shape;
    }

    namespace LocateChunksReply {

        /** Properties of a LocateChunksReply. */
        interface $Properties {

            /** LocateChunksReply chunks */
            chunks?: (v1.ChunkLocations.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a LocateChunksReply. */
        type $Shape = v1.LocateChunksReply.$Properties;
    }

    /**
     * Properties of a ChunkLocations.
     * @deprecated Use v1.ChunkLocations.$Properties instead.
     */
    interface IChunkLocations extends v1.ChunkLocations.$Properties {
    }

    /** Represents a ChunkLocations. */
    class ChunkLocations {

        /**
         * Constructs a new ChunkLocations.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ChunkLocations.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ChunkLocations locations. */
        locations: v1.ChunkLocation.$Properties[];

        /**
         * Creates a new ChunkLocations instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ChunkLocations instance
         */
        static create(properties: v1.ChunkLocations.$Shape): v1.ChunkLocations & v1.ChunkLocations.$Shape;
        static create(properties?: v1.ChunkLocations.$Properties): v1.ChunkLocations;

        /**
         * Encodes the specified ChunkLocations message. Does not implicitly {@link v1.ChunkLocations.verify|verify} messages.
         * @param message ChunkLocations message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ChunkLocations.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ChunkLocations message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ChunkLocations & v1.ChunkLocations.$Shape} ChunkLocations
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ChunkLocations & v1.ChunkLocations.$Shape;
    }

    namespace ChunkLocations {

        /** Properties of a ChunkLocations. */
        interface $Properties {

            /** ChunkLocations locations */
            locations?: (v1.ChunkLocation.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ChunkLocations. */
        type $Shape = v1.ChunkLocations.$Properties;
    }

    /**
     * Properties of a ChunkLocation.
     * @deprecated Use v1.ChunkLocation.$Properties instead.
     */
    interface IChunkLocation extends v1.ChunkLocation.$Properties {
    }

    /** Represents a ChunkLocation. */
    class ChunkLocation {

        /**
         * Constructs a new ChunkLocation.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ChunkLocation.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ChunkLocation packId. */
        packId: Uint8Array;

        /** ChunkLocation blockOffset. */
        blockOffset: number;

        /** ChunkLocation blockBytes. */
        blockBytes: number;

        /** ChunkLocation chunkOffset. */
        chunkOffset: number;

        /** ChunkLocation chunkBytes. */
        chunkBytes: number;

        /** ChunkLocation damaged. */
        damaged: boolean;

        /**
         * Creates a new ChunkLocation instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ChunkLocation instance
         */
        static create(properties: v1.ChunkLocation.$Shape): v1.ChunkLocation & v1.ChunkLocation.$Shape;
        static create(properties?: v1.ChunkLocation.$Properties): v1.ChunkLocation;

        /**
         * Encodes the specified ChunkLocation message. Does not implicitly {@link v1.ChunkLocation.verify|verify} messages.
         * @param message ChunkLocation message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ChunkLocation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ChunkLocation message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ChunkLocation & v1.ChunkLocation.$Shape} ChunkLocation
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ChunkLocation & v1.ChunkLocation.$Shape;
    }

    namespace ChunkLocation {

        /** Properties of a ChunkLocation. */
        interface $Properties {

            /** ChunkLocation packId */
            packId?: (Uint8Array|null);

            /** ChunkLocation blockOffset */
            blockOffset?: (number|null);

            /** ChunkLocation blockBytes */
            blockBytes?: (number|null);

            /** ChunkLocation chunkOffset */
            chunkOffset?: (number|null);

            /** ChunkLocation chunkBytes */
            chunkBytes?: (number|null);

            /** ChunkLocation damaged */
            damaged?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ChunkLocation. */
        type $Shape = v1.ChunkLocation.$Properties;
    }

    /**
     * Properties of a ReadBlocksRequest.
     * @deprecated Use v1.ReadBlocksRequest.$Properties instead.
     */
    interface IReadBlocksRequest extends v1.ReadBlocksRequest.$Properties {
    }

    /** Represents a ReadBlocksRequest. */
    class ReadBlocksRequest {

        /**
         * Constructs a new ReadBlocksRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ReadBlocksRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ReadBlocksRequest blocks. */
        blocks: v1.BlockReference.$Properties[];

        /**
         * Creates a new ReadBlocksRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ReadBlocksRequest instance
         */
        static create(properties: v1.ReadBlocksRequest.$Shape): v1.ReadBlocksRequest & v1.ReadBlocksRequest.$Shape;
        static create(properties?: v1.ReadBlocksRequest.$Properties): v1.ReadBlocksRequest;

        /**
         * Encodes the specified ReadBlocksRequest message. Does not implicitly {@link v1.ReadBlocksRequest.verify|verify} messages.
         * @param message ReadBlocksRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ReadBlocksRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ReadBlocksRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ReadBlocksRequest & v1.ReadBlocksRequest.$Shape} ReadBlocksRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ReadBlocksRequest & v1.ReadBlocksRequest.$Shape;
    }

    namespace ReadBlocksRequest {

        /** Properties of a ReadBlocksRequest. */
        interface $Properties {

            /** ReadBlocksRequest blocks */
            blocks?: (v1.BlockReference.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ReadBlocksRequest. */
        type $Shape = v1.ReadBlocksRequest.$Properties;
    }

    /**
     * Properties of a BlockReference.
     * @deprecated Use v1.BlockReference.$Properties instead.
     */
    interface IBlockReference extends v1.BlockReference.$Properties {
    }

    /** Represents a BlockReference. */
    class BlockReference {

        /**
         * Constructs a new BlockReference.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.BlockReference.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BlockReference packId. */
        packId: Uint8Array;

        /** BlockReference blockOffset. */
        blockOffset: number;

        /** BlockReference blockBytes. */
        blockBytes: number;

        /**
         * Creates a new BlockReference instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BlockReference instance
         */
        static create(properties: v1.BlockReference.$Shape): v1.BlockReference & v1.BlockReference.$Shape;
        static create(properties?: v1.BlockReference.$Properties): v1.BlockReference;

        /**
         * Encodes the specified BlockReference message. Does not implicitly {@link v1.BlockReference.verify|verify} messages.
         * @param message BlockReference message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.BlockReference.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BlockReference message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.BlockReference & v1.BlockReference.$Shape} BlockReference
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.BlockReference & v1.BlockReference.$Shape;
    }

    namespace BlockReference {

        /** Properties of a BlockReference. */
        interface $Properties {

            /** BlockReference packId */
            packId?: (Uint8Array|null);

            /** BlockReference blockOffset */
            blockOffset?: (number|null);

            /** BlockReference blockBytes */
            blockBytes?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BlockReference. */
        type $Shape = v1.BlockReference.$Properties;
    }

    /**
     * Properties of a BlockData.
     * @deprecated Use v1.BlockData.$Properties instead.
     */
    interface IBlockData extends v1.BlockData.$Properties {
    }

    /** Represents a BlockData. */
    class BlockData {

        /**
         * Constructs a new BlockData.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.BlockData.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BlockData index. */
        index: number;

        /** BlockData block. */
        block: Uint8Array;

        /** BlockData error. */
        error: string;

        /** BlockData errorText. */
        errorText: string;

        /**
         * Creates a new BlockData instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BlockData instance
         */
        static create(properties: v1.BlockData.$Shape): v1.BlockData & v1.BlockData.$Shape;
        static create(properties?: v1.BlockData.$Properties): v1.BlockData;

        /**
         * Encodes the specified BlockData message. Does not implicitly {@link v1.BlockData.verify|verify} messages.
         * @param message BlockData message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.BlockData.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BlockData message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.BlockData & v1.BlockData.$Shape} BlockData
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.BlockData & v1.BlockData.$Shape;
    }

    namespace BlockData {

        /** Properties of a BlockData. */
        interface $Properties {

            /** BlockData index */
            index?: (number|null);

            /** BlockData block */
            block?: (Uint8Array|null);

            /** BlockData error */
            error?: (string|null);

            /** BlockData errorText */
            errorText?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BlockData. */
        type $Shape = v1.BlockData.$Properties;
    }

    /**
     * Properties of a FindVersionsRequest.
     * @deprecated Use v1.FindVersionsRequest.$Properties instead.
     */
    interface IFindVersionsRequest extends v1.FindVersionsRequest.$Properties {
    }

    /** Represents a FindVersionsRequest. */
    class FindVersionsRequest {

        /**
         * Constructs a new FindVersionsRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.FindVersionsRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FindVersionsRequest pattern. */
        pattern: Uint8Array;

        /** FindVersionsRequest agent. */
        agent: string;

        /** FindVersionsRequest ignoreCase. */
        ignoreCase: boolean;

        /** FindVersionsRequest deleted. */
        deleted: boolean;

        /**
         * Creates a new FindVersionsRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns FindVersionsRequest instance
         */
        static create(properties: v1.FindVersionsRequest.$Shape): v1.FindVersionsRequest & v1.FindVersionsRequest.$Shape;
        static create(properties?: v1.FindVersionsRequest.$Properties): v1.FindVersionsRequest;

        /**
         * Encodes the specified FindVersionsRequest message. Does not implicitly {@link v1.FindVersionsRequest.verify|verify} messages.
         * @param message FindVersionsRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.FindVersionsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FindVersionsRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.FindVersionsRequest & v1.FindVersionsRequest.$Shape} FindVersionsRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.FindVersionsRequest & v1.FindVersionsRequest.$Shape;
    }

    namespace FindVersionsRequest {

        /** Properties of a FindVersionsRequest. */
        interface $Properties {

            /** FindVersionsRequest pattern */
            pattern?: (Uint8Array|null);

            /** FindVersionsRequest agent */
            agent?: (string|null);

            /** FindVersionsRequest ignoreCase */
            ignoreCase?: (boolean|null);

            /** FindVersionsRequest deleted */
            deleted?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a FindVersionsRequest. */
        type $Shape = v1.FindVersionsRequest.$Properties;
    }

    /**
     * Properties of a FindVersionsReply.
     * @deprecated Use v1.FindVersionsReply.$Properties instead.
     */
    interface IFindVersionsReply extends v1.FindVersionsReply.$Properties {
    }

    /** Represents a FindVersionsReply. */
    class FindVersionsReply {

        /**
         * Constructs a new FindVersionsReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.FindVersionsReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FindVersionsReply versions. */
        versions: v1.FileVersion.$Properties[];

        /**
         * Creates a new FindVersionsReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns FindVersionsReply instance
         */
        static create(properties: v1.FindVersionsReply.$Shape): v1.FindVersionsReply & v1.FindVersionsReply.$Shape;
        static create(properties?: v1.FindVersionsReply.$Properties): v1.FindVersionsReply;

        /**
         * Encodes the specified FindVersionsReply message. Does not implicitly {@link v1.FindVersionsReply.verify|verify} messages.
         * @param message FindVersionsReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.FindVersionsReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FindVersionsReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.FindVersionsReply & v1.FindVersionsReply.$Shape} FindVersionsReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.FindVersionsReply & v1.FindVersionsReply.$Shape;
    }

    namespace FindVersionsReply {

        /** Properties of a FindVersionsReply. */
        interface $Properties {

            /** FindVersionsReply versions */
            versions?: (v1.FileVersion.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a FindVersionsReply. */
        type $Shape = v1.FindVersionsReply.$Properties;
    }

    /**
     * Properties of a FileVersion.
     * @deprecated Use v1.FileVersion.$Properties instead.
     */
    interface IFileVersion extends v1.FileVersion.$Properties {
    }

    /** Represents a FileVersion. */
    class FileVersion {

        /**
         * Constructs a new FileVersion.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.FileVersion.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FileVersion agentId. */
        agentId: Uint8Array;

        /** FileVersion agentName. */
        agentName: string;

        /** FileVersion plan. */
        plan: string;

        /** FileVersion archive. */
        archive: string;

        /** FileVersion path. */
        path: Uint8Array;

        /** FileVersion type. */
        type: number;

        /** FileVersion size. */
        size: number;

        /** FileVersion mtimeSeconds. */
        mtimeSeconds: number;

        /** FileVersion mtimeNanoseconds. */
        mtimeNanoseconds: number;

        /** FileVersion firstSnapshot. */
        firstSnapshot: Uint8Array;

        /** FileVersion firstTimeMs. */
        firstTimeMs: number;

        /** FileVersion lastSnapshot. */
        lastSnapshot: Uint8Array;

        /** FileVersion lastTimeMs. */
        lastTimeMs: number;

        /** FileVersion living. */
        living: boolean;

        /**
         * Creates a new FileVersion instance using the specified properties.
         * @param [properties] Properties to set
         * @returns FileVersion instance
         */
        static create(properties: v1.FileVersion.$Shape): v1.FileVersion & v1.FileVersion.$Shape;
        static create(properties?: v1.FileVersion.$Properties): v1.FileVersion;

        /**
         * Encodes the specified FileVersion message. Does not implicitly {@link v1.FileVersion.verify|verify} messages.
         * @param message FileVersion message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.FileVersion.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FileVersion message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.FileVersion & v1.FileVersion.$Shape} FileVersion
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.FileVersion & v1.FileVersion.$Shape;
    }

    namespace FileVersion {

        /** Properties of a FileVersion. */
        interface $Properties {

            /** FileVersion agentId */
            agentId?: (Uint8Array|null);

            /** FileVersion agentName */
            agentName?: (string|null);

            /** FileVersion plan */
            plan?: (string|null);

            /** FileVersion archive */
            archive?: (string|null);

            /** FileVersion path */
            path?: (Uint8Array|null);

            /** FileVersion type */
            type?: (number|null);

            /** FileVersion size */
            size?: (number|null);

            /** FileVersion mtimeSeconds */
            mtimeSeconds?: (number|null);

            /** FileVersion mtimeNanoseconds */
            mtimeNanoseconds?: (number|null);

            /** FileVersion firstSnapshot */
            firstSnapshot?: (Uint8Array|null);

            /** FileVersion firstTimeMs */
            firstTimeMs?: (number|null);

            /** FileVersion lastSnapshot */
            lastSnapshot?: (Uint8Array|null);

            /** FileVersion lastTimeMs */
            lastTimeMs?: (number|null);

            /** FileVersion living */
            living?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a FileVersion. */
        type $Shape = v1.FileVersion.$Properties;
    }

    /**
     * Properties of a VerifyRequest.
     * @deprecated Use v1.VerifyRequest.$Properties instead.
     */
    interface IVerifyRequest extends v1.VerifyRequest.$Properties {
    }

    /** Represents a VerifyRequest. */
    class VerifyRequest {

        /**
         * Constructs a new VerifyRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.VerifyRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** VerifyRequest snapshotId. */
        snapshotId: Uint8Array;

        /** VerifyRequest readData. */
        readData: boolean;

        /** VerifyRequest rateBytes. */
        rateBytes: number;

        /** VerifyRequest sampleShare. */
        sampleShare: number;

        /** VerifyRequest restart. */
        restart: boolean;

        /**
         * Creates a new VerifyRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns VerifyRequest instance
         */
        static create(properties: v1.VerifyRequest.$Shape): v1.VerifyRequest & v1.VerifyRequest.$Shape;
        static create(properties?: v1.VerifyRequest.$Properties): v1.VerifyRequest;

        /**
         * Encodes the specified VerifyRequest message. Does not implicitly {@link v1.VerifyRequest.verify|verify} messages.
         * @param message VerifyRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.VerifyRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a VerifyRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.VerifyRequest & v1.VerifyRequest.$Shape} VerifyRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.VerifyRequest & v1.VerifyRequest.$Shape;
    }

    namespace VerifyRequest {

        /** Properties of a VerifyRequest. */
        interface $Properties {

            /** VerifyRequest snapshotId */
            snapshotId?: (Uint8Array|null);

            /** VerifyRequest readData */
            readData?: (boolean|null);

            /** VerifyRequest rateBytes */
            rateBytes?: (number|null);

            /** VerifyRequest sampleShare */
            sampleShare?: (number|null);

            /** VerifyRequest restart */
            restart?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a VerifyRequest. */
        type $Shape = v1.VerifyRequest.$Properties;
    }

    /**
     * Properties of a VerifyEvent.
     * @deprecated Use v1.VerifyEvent.$Properties instead.
     */
    interface IVerifyEvent extends v1.VerifyEvent.$Properties {
    }

    /** Represents a VerifyEvent. */
    class VerifyEvent {

        /**
         * Constructs a new VerifyEvent.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.VerifyEvent.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** VerifyEvent progress. */
        progress?: (v1.VerifyProgress.$Properties|null);

        /** VerifyEvent finding. */
        finding?: (v1.VerifyFinding.$Properties|null);

        /** VerifyEvent summary. */
        summary?: (v1.VerifySummary.$Properties|null);

        /** VerifyEvent event. */
        event?: ("progress"|"finding"|"summary");

        /**
         * Creates a new VerifyEvent instance using the specified properties.
         * @param [properties] Properties to set
         * @returns VerifyEvent instance
         */
        static create(properties: v1.VerifyEvent.$Shape): v1.VerifyEvent & v1.VerifyEvent.$Shape;
        static create(properties?: v1.VerifyEvent.$Properties): v1.VerifyEvent;

        /**
         * Encodes the specified VerifyEvent message. Does not implicitly {@link v1.VerifyEvent.verify|verify} messages.
         * @param message VerifyEvent message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.VerifyEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a VerifyEvent message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.VerifyEvent & v1.VerifyEvent.$Shape} VerifyEvent
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.VerifyEvent & v1.VerifyEvent.$Shape;
    }

    namespace VerifyEvent {

        /** Properties of a VerifyEvent. */
        interface $Properties {

            /** VerifyEvent progress */
            progress?: (v1.VerifyProgress.$Properties|null);

            /** VerifyEvent finding */
            finding?: (v1.VerifyFinding.$Properties|null);

            /** VerifyEvent summary */
            summary?: (v1.VerifySummary.$Properties|null);

            /** VerifyEvent event */
            event?: ("progress"|"finding"|"summary");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a VerifyEvent. */
        type $Shape = {
          progress?: v1.VerifyProgress.$Shape|null;
          finding?: v1.VerifyFinding.$Shape|null;
          summary?: v1.VerifySummary.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ event?: undefined; progress?: null; finding?: null; summary?: null }|{ event?: "progress"; progress: v1.VerifyProgress.$Shape; finding?: null; summary?: null }|{ event?: "finding"; progress?: null; finding: v1.VerifyFinding.$Shape; summary?: null }|{ event?: "summary"; progress?: null; finding?: null; summary: v1.VerifySummary.$Shape })
        );
    }

    /**
     * Properties of a VerifyProgress.
     * @deprecated Use v1.VerifyProgress.$Properties instead.
     */
    interface IVerifyProgress extends v1.VerifyProgress.$Properties {
    }

    /** Represents a VerifyProgress. */
    class VerifyProgress {

        /**
         * Constructs a new VerifyProgress.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.VerifyProgress.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** VerifyProgress step. */
        step: string;

        /** VerifyProgress done. */
        done: number;

        /** VerifyProgress total. */
        total: number;

        /**
         * Creates a new VerifyProgress instance using the specified properties.
         * @param [properties] Properties to set
         * @returns VerifyProgress instance
         */
        static create(properties: v1.VerifyProgress.$Shape): v1.VerifyProgress & v1.VerifyProgress.$Shape;
        static create(properties?: v1.VerifyProgress.$Properties): v1.VerifyProgress;

        /**
         * Encodes the specified VerifyProgress message. Does not implicitly {@link v1.VerifyProgress.verify|verify} messages.
         * @param message VerifyProgress message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.VerifyProgress.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a VerifyProgress message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.VerifyProgress & v1.VerifyProgress.$Shape} VerifyProgress
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.VerifyProgress & v1.VerifyProgress.$Shape;
    }

    namespace VerifyProgress {

        /** Properties of a VerifyProgress. */
        interface $Properties {

            /** VerifyProgress step */
            step?: (string|null);

            /** VerifyProgress done */
            done?: (number|null);

            /** VerifyProgress total */
            total?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a VerifyProgress. */
        type $Shape = v1.VerifyProgress.$Properties;
    }

    /**
     * Properties of a VerifyFinding.
     * @deprecated Use v1.VerifyFinding.$Properties instead.
     */
    interface IVerifyFinding extends v1.VerifyFinding.$Properties {
    }

    /** Represents a VerifyFinding. */
    class VerifyFinding {

        /**
         * Constructs a new VerifyFinding.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.VerifyFinding.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** VerifyFinding code. */
        code: string;

        /** VerifyFinding object. */
        object: string;

        /** VerifyFinding text. */
        text: string;

        /** VerifyFinding paths. */
        paths: v1.DamagedPath.$Properties[];

        /** VerifyFinding morePaths. */
        morePaths: number;

        /** VerifyFinding harmless. */
        harmless: boolean;

        /**
         * Creates a new VerifyFinding instance using the specified properties.
         * @param [properties] Properties to set
         * @returns VerifyFinding instance
         */
        static create(properties: v1.VerifyFinding.$Shape): v1.VerifyFinding & v1.VerifyFinding.$Shape;
        static create(properties?: v1.VerifyFinding.$Properties): v1.VerifyFinding;

        /**
         * Encodes the specified VerifyFinding message. Does not implicitly {@link v1.VerifyFinding.verify|verify} messages.
         * @param message VerifyFinding message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.VerifyFinding.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a VerifyFinding message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.VerifyFinding & v1.VerifyFinding.$Shape} VerifyFinding
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.VerifyFinding & v1.VerifyFinding.$Shape;
    }

    namespace VerifyFinding {

        /** Properties of a VerifyFinding. */
        interface $Properties {

            /** VerifyFinding code */
            code?: (string|null);

            /** VerifyFinding object */
            object?: (string|null);

            /** VerifyFinding text */
            text?: (string|null);

            /** VerifyFinding paths */
            paths?: (v1.DamagedPath.$Properties[]|null);

            /** VerifyFinding morePaths */
            morePaths?: (number|null);

            /** VerifyFinding harmless */
            harmless?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a VerifyFinding. */
        type $Shape = v1.VerifyFinding.$Properties;
    }

    /**
     * Properties of a DamagedPath.
     * @deprecated Use v1.DamagedPath.$Properties instead.
     */
    interface IDamagedPath extends v1.DamagedPath.$Properties {
    }

    /** Represents a DamagedPath. */
    class DamagedPath {

        /**
         * Constructs a new DamagedPath.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.DamagedPath.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DamagedPath snapshotId. */
        snapshotId: Uint8Array;

        /** DamagedPath address. */
        address: string;

        /**
         * Creates a new DamagedPath instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DamagedPath instance
         */
        static create(properties: v1.DamagedPath.$Shape): v1.DamagedPath & v1.DamagedPath.$Shape;
        static create(properties?: v1.DamagedPath.$Properties): v1.DamagedPath;

        /**
         * Encodes the specified DamagedPath message. Does not implicitly {@link v1.DamagedPath.verify|verify} messages.
         * @param message DamagedPath message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.DamagedPath.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DamagedPath message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.DamagedPath & v1.DamagedPath.$Shape} DamagedPath
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.DamagedPath & v1.DamagedPath.$Shape;
    }

    namespace DamagedPath {

        /** Properties of a DamagedPath. */
        interface $Properties {

            /** DamagedPath snapshotId */
            snapshotId?: (Uint8Array|null);

            /** DamagedPath address */
            address?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DamagedPath. */
        type $Shape = v1.DamagedPath.$Properties;
    }

    /**
     * Properties of a VerifySummary.
     * @deprecated Use v1.VerifySummary.$Properties instead.
     */
    interface IVerifySummary extends v1.VerifySummary.$Properties {
    }

    /** Represents a VerifySummary. */
    class VerifySummary {

        /**
         * Constructs a new VerifySummary.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.VerifySummary.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** VerifySummary snapshots. */
        snapshots: number;

        /** VerifySummary nodes. */
        nodes: number;

        /** VerifySummary chunks. */
        chunks: number;

        /** VerifySummary packs. */
        packs: number;

        /** VerifySummary readBytes. */
        readBytes: number;

        /** VerifySummary findings. */
        findings: number;

        /** VerifySummary harmless. */
        harmless: number;

        /** VerifySummary resumedBytes. */
        resumedBytes: number;

        /**
         * Creates a new VerifySummary instance using the specified properties.
         * @param [properties] Properties to set
         * @returns VerifySummary instance
         */
        static create(properties: v1.VerifySummary.$Shape): v1.VerifySummary & v1.VerifySummary.$Shape;
        static create(properties?: v1.VerifySummary.$Properties): v1.VerifySummary;

        /**
         * Encodes the specified VerifySummary message. Does not implicitly {@link v1.VerifySummary.verify|verify} messages.
         * @param message VerifySummary message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.VerifySummary.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a VerifySummary message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.VerifySummary & v1.VerifySummary.$Shape} VerifySummary
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.VerifySummary & v1.VerifySummary.$Shape;
    }

    namespace VerifySummary {

        /** Properties of a VerifySummary. */
        interface $Properties {

            /** VerifySummary snapshots */
            snapshots?: (number|null);

            /** VerifySummary nodes */
            nodes?: (number|null);

            /** VerifySummary chunks */
            chunks?: (number|null);

            /** VerifySummary packs */
            packs?: (number|null);

            /** VerifySummary readBytes */
            readBytes?: (number|null);

            /** VerifySummary findings */
            findings?: (number|null);

            /** VerifySummary harmless */
            harmless?: (number|null);

            /** VerifySummary resumedBytes */
            resumedBytes?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a VerifySummary. */
        type $Shape = v1.VerifySummary.$Properties;
    }

    /**
     * Properties of a CheckChunksRequest.
     * @deprecated Use v1.CheckChunksRequest.$Properties instead.
     */
    interface ICheckChunksRequest extends v1.CheckChunksRequest.$Properties {
    }

    /** Represents a CheckChunksRequest. */
    class CheckChunksRequest {

        /**
         * Constructs a new CheckChunksRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.CheckChunksRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CheckChunksRequest ids. */
        ids: Uint8Array;

        /**
         * Creates a new CheckChunksRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CheckChunksRequest instance
         */
        static create(properties: v1.CheckChunksRequest.$Shape): v1.CheckChunksRequest & v1.CheckChunksRequest.$Shape;
        static create(properties?: v1.CheckChunksRequest.$Properties): v1.CheckChunksRequest;

        /**
         * Encodes the specified CheckChunksRequest message. Does not implicitly {@link v1.CheckChunksRequest.verify|verify} messages.
         * @param message CheckChunksRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.CheckChunksRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CheckChunksRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.CheckChunksRequest & v1.CheckChunksRequest.$Shape} CheckChunksRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.CheckChunksRequest & v1.CheckChunksRequest.$Shape;
    }

    namespace CheckChunksRequest {

        /** Properties of a CheckChunksRequest. */
        interface $Properties {

            /** CheckChunksRequest ids */
            ids?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CheckChunksRequest. */
        type $Shape = v1.CheckChunksRequest.$Properties;
    }

    /**
     * Properties of a CheckChunksReply.
     * @deprecated Use v1.CheckChunksReply.$Properties instead.
     */
    interface ICheckChunksReply extends v1.CheckChunksReply.$Properties {
    }

    /** Represents a CheckChunksReply. */
    class CheckChunksReply {

        /**
         * Constructs a new CheckChunksReply.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.CheckChunksReply.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CheckChunksReply newlyDamaged. */
        newlyDamaged: number;

        /**
         * Creates a new CheckChunksReply instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CheckChunksReply instance
         */
        static create(properties: v1.CheckChunksReply.$Shape): v1.CheckChunksReply & v1.CheckChunksReply.$Shape;
        static create(properties?: v1.CheckChunksReply.$Properties): v1.CheckChunksReply;

        /**
         * Encodes the specified CheckChunksReply message. Does not implicitly {@link v1.CheckChunksReply.verify|verify} messages.
         * @param message CheckChunksReply message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.CheckChunksReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CheckChunksReply message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.CheckChunksReply & v1.CheckChunksReply.$Shape} CheckChunksReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.CheckChunksReply & v1.CheckChunksReply.$Shape;
    }

    namespace CheckChunksReply {

        /** Properties of a CheckChunksReply. */
        interface $Properties {

            /** CheckChunksReply newlyDamaged */
            newlyDamaged?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CheckChunksReply. */
        type $Shape = v1.CheckChunksReply.$Properties;
    }

    /**
     * Properties of an AuditEvent.
     * @deprecated Use v1.AuditEvent.$Properties instead.
     */
    interface IAuditEvent extends v1.AuditEvent.$Properties {
    }

    /** Represents an AuditEvent. */
    class AuditEvent {

        /**
         * Constructs a new AuditEvent.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.AuditEvent.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AuditEvent kind. */
        kind: string;

        /** AuditEvent object. */
        object: string;

        /** AuditEvent text. */
        text: string;

        /**
         * Creates a new AuditEvent instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AuditEvent instance
         */
        static create(properties: v1.AuditEvent.$Shape): v1.AuditEvent & v1.AuditEvent.$Shape;
        static create(properties?: v1.AuditEvent.$Properties): v1.AuditEvent;

        /**
         * Encodes the specified AuditEvent message. Does not implicitly {@link v1.AuditEvent.verify|verify} messages.
         * @param message AuditEvent message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.AuditEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AuditEvent message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.AuditEvent & v1.AuditEvent.$Shape} AuditEvent
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.AuditEvent & v1.AuditEvent.$Shape;
    }

    namespace AuditEvent {

        /** Properties of an AuditEvent. */
        interface $Properties {

            /** AuditEvent kind */
            kind?: (string|null);

            /** AuditEvent object */
            object?: (string|null);

            /** AuditEvent text */
            text?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AuditEvent. */
        type $Shape = v1.AuditEvent.$Properties;
    }

    /**
     * Properties of a ListEventsRequest.
     * @deprecated Use v1.ListEventsRequest.$Properties instead.
     */
    interface IListEventsRequest extends v1.ListEventsRequest.$Properties {
    }

    /** Represents a ListEventsRequest. */
    class ListEventsRequest {

        /**
         * Constructs a new ListEventsRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ListEventsRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ListEventsRequest sinceMs. */
        sinceMs: number;

        /** ListEventsRequest untilMs. */
        untilMs: number;

        /** ListEventsRequest agent. */
        agent: string;

        /** ListEventsRequest kinds. */
        kinds: string[];

        /**
         * Creates a new ListEventsRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ListEventsRequest instance
         */
        static create(properties: v1.ListEventsRequest.$Shape): v1.ListEventsRequest & v1.ListEventsRequest.$Shape;
        static create(properties?: v1.ListEventsRequest.$Properties): v1.ListEventsRequest;

        /**
         * Encodes the specified ListEventsRequest message. Does not implicitly {@link v1.ListEventsRequest.verify|verify} messages.
         * @param message ListEventsRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ListEventsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ListEventsRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ListEventsRequest & v1.ListEventsRequest.$Shape} ListEventsRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ListEventsRequest & v1.ListEventsRequest.$Shape;
    }

    namespace ListEventsRequest {

        /** Properties of a ListEventsRequest. */
        interface $Properties {

            /** ListEventsRequest sinceMs */
            sinceMs?: (number|null);

            /** ListEventsRequest untilMs */
            untilMs?: (number|null);

            /** ListEventsRequest agent */
            agent?: (string|null);

            /** ListEventsRequest kinds */
            kinds?: (string[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ListEventsRequest. */
        type $Shape = v1.ListEventsRequest.$Properties;
    }

    /**
     * Properties of an EventList.
     * @deprecated Use v1.EventList.$Properties instead.
     */
    interface IEventList extends v1.EventList.$Properties {
    }

    /** Represents an EventList. */
    class EventList {

        /**
         * Constructs a new EventList.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.EventList.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** EventList events. */
        events: v1.EventFacts.$Properties[];

        /**
         * Creates a new EventList instance using the specified properties.
         * @param [properties] Properties to set
         * @returns EventList instance
         */
        static create(properties: v1.EventList.$Shape): v1.EventList & v1.EventList.$Shape;
        static create(properties?: v1.EventList.$Properties): v1.EventList;

        /**
         * Encodes the specified EventList message. Does not implicitly {@link v1.EventList.verify|verify} messages.
         * @param message EventList message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.EventList.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an EventList message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.EventList & v1.EventList.$Shape} EventList
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.EventList & v1.EventList.$Shape;
    }

    namespace EventList {

        /** Properties of an EventList. */
        interface $Properties {

            /** EventList events */
            events?: (v1.EventFacts.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an EventList. */
        type $Shape = v1.EventList.$Properties;
    }

    /**
     * Properties of an EventFacts.
     * @deprecated Use v1.EventFacts.$Properties instead.
     */
    interface IEventFacts extends v1.EventFacts.$Properties {
    }

    /** Represents an EventFacts. */
    class EventFacts {

        /**
         * Constructs a new EventFacts.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.EventFacts.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** EventFacts number. */
        number: number;

        /** EventFacts timeMs. */
        timeMs: number;

        /** EventFacts actor. */
        actor: string;

        /** EventFacts kind. */
        kind: string;

        /** EventFacts object. */
        object: string;

        /** EventFacts text. */
        text: string;

        /** EventFacts agentId. */
        agentId: Uint8Array;

        /** EventFacts agentName. */
        agentName: string;

        /** EventFacts plan. */
        plan: string;

        /** EventFacts snapshotId. */
        snapshotId: Uint8Array;

        /** EventFacts snapshotTimeMs. */
        snapshotTimeMs: number;

        /**
         * Creates a new EventFacts instance using the specified properties.
         * @param [properties] Properties to set
         * @returns EventFacts instance
         */
        static create(properties: v1.EventFacts.$Shape): v1.EventFacts & v1.EventFacts.$Shape;
        static create(properties?: v1.EventFacts.$Properties): v1.EventFacts;

        /**
         * Encodes the specified EventFacts message. Does not implicitly {@link v1.EventFacts.verify|verify} messages.
         * @param message EventFacts message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.EventFacts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an EventFacts message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.EventFacts & v1.EventFacts.$Shape} EventFacts
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.EventFacts & v1.EventFacts.$Shape;
    }

    namespace EventFacts {

        /** Properties of an EventFacts. */
        interface $Properties {

            /** EventFacts number */
            number?: (number|null);

            /** EventFacts timeMs */
            timeMs?: (number|null);

            /** EventFacts actor */
            actor?: (string|null);

            /** EventFacts kind */
            kind?: (string|null);

            /** EventFacts object */
            object?: (string|null);

            /** EventFacts text */
            text?: (string|null);

            /** EventFacts agentId */
            agentId?: (Uint8Array|null);

            /** EventFacts agentName */
            agentName?: (string|null);

            /** EventFacts plan */
            plan?: (string|null);

            /** EventFacts snapshotId */
            snapshotId?: (Uint8Array|null);

            /** EventFacts snapshotTimeMs */
            snapshotTimeMs?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an EventFacts. */
        type $Shape = v1.EventFacts.$Properties;
    }

    /**
     * Properties of a VerifyAuditRequest.
     * @deprecated Use v1.VerifyAuditRequest.$Properties instead.
     */
    interface IVerifyAuditRequest extends v1.VerifyAuditRequest.$Properties {
    }

    /** Represents a VerifyAuditRequest. */
    class VerifyAuditRequest {

        /**
         * Constructs a new VerifyAuditRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.VerifyAuditRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** VerifyAuditRequest number. */
        number: number;

        /** VerifyAuditRequest hash. */
        hash: Uint8Array;

        /**
         * Creates a new VerifyAuditRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns VerifyAuditRequest instance
         */
        static create(properties: v1.VerifyAuditRequest.$Shape): v1.VerifyAuditRequest & v1.VerifyAuditRequest.$Shape;
        static create(properties?: v1.VerifyAuditRequest.$Properties): v1.VerifyAuditRequest;

        /**
         * Encodes the specified VerifyAuditRequest message. Does not implicitly {@link v1.VerifyAuditRequest.verify|verify} messages.
         * @param message VerifyAuditRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.VerifyAuditRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a VerifyAuditRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.VerifyAuditRequest & v1.VerifyAuditRequest.$Shape} VerifyAuditRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.VerifyAuditRequest & v1.VerifyAuditRequest.$Shape;
    }

    namespace VerifyAuditRequest {

        /** Properties of a VerifyAuditRequest. */
        interface $Properties {

            /** VerifyAuditRequest number */
            number?: (number|null);

            /** VerifyAuditRequest hash */
            hash?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a VerifyAuditRequest. */
        type $Shape = v1.VerifyAuditRequest.$Properties;
    }

    /**
     * Properties of an AuditVerdict.
     * @deprecated Use v1.AuditVerdict.$Properties instead.
     */
    interface IAuditVerdict extends v1.AuditVerdict.$Properties {
    }

    /** Represents an AuditVerdict. */
    class AuditVerdict {

        /**
         * Constructs a new AuditVerdict.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.AuditVerdict.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AuditVerdict records. */
        records: number;

        /** AuditVerdict hash. */
        hash: Uint8Array;

        /** AuditVerdict firstMs. */
        firstMs: number;

        /** AuditVerdict lastMs. */
        lastMs: number;

        /** AuditVerdict findings. */
        findings: string[];

        /** AuditVerdict witnesses. */
        witnesses: string[];

        /**
         * Creates a new AuditVerdict instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AuditVerdict instance
         */
        static create(properties: v1.AuditVerdict.$Shape): v1.AuditVerdict & v1.AuditVerdict.$Shape;
        static create(properties?: v1.AuditVerdict.$Properties): v1.AuditVerdict;

        /**
         * Encodes the specified AuditVerdict message. Does not implicitly {@link v1.AuditVerdict.verify|verify} messages.
         * @param message AuditVerdict message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.AuditVerdict.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AuditVerdict message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.AuditVerdict & v1.AuditVerdict.$Shape} AuditVerdict
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.AuditVerdict & v1.AuditVerdict.$Shape;
    }

    namespace AuditVerdict {

        /** Properties of an AuditVerdict. */
        interface $Properties {

            /** AuditVerdict records */
            records?: (number|null);

            /** AuditVerdict hash */
            hash?: (Uint8Array|null);

            /** AuditVerdict firstMs */
            firstMs?: (number|null);

            /** AuditVerdict lastMs */
            lastMs?: (number|null);

            /** AuditVerdict findings */
            findings?: (string[]|null);

            /** AuditVerdict witnesses */
            witnesses?: (string[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AuditVerdict. */
        type $Shape = v1.AuditVerdict.$Properties;
    }

    /**
     * Properties of a Decision.
     * @deprecated Use v1.Decision.$Properties instead.
     */
    interface IDecision extends v1.Decision.$Properties {
    }

    /** Represents a Decision. */
    class Decision {

        /**
         * Constructs a new Decision.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.Decision.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Decision number. */
        number: number;

        /** Decision timeMs. */
        timeMs: number;

        /** Decision actor. */
        actor: string;

        /** Decision agentEnrolled. */
        agentEnrolled?: (v1.AgentEnrolled.$Properties|null);

        /** Decision agentChanged. */
        agentChanged?: (v1.AgentChanged.$Properties|null);

        /** Decision agentRevoked. */
        agentRevoked?: (v1.AgentRevoked.$Properties|null);

        /** Decision agentRemoved. */
        agentRemoved?: (v1.AgentRemoved.$Properties|null);

        /** Decision tokenCreated. */
        tokenCreated?: (v1.TokenCreated.$Properties|null);

        /** Decision tokenSpent. */
        tokenSpent?: (v1.TokenSpent.$Properties|null);

        /** Decision tokenRevoked. */
        tokenRevoked?: (v1.TokenRevoked.$Properties|null);

        /** Decision snapshotDeleted. */
        snapshotDeleted?: (v1.SnapshotDeleted.$Properties|null);

        /** Decision chunksDamaged. */
        chunksDamaged?: (v1.ChunksDamaged.$Properties|null);

        /** Decision chunksHealed. */
        chunksHealed?: (v1.ChunksHealed.$Properties|null);

        /** Decision audit. */
        audit?: (v1.AuditEvent.$Properties|null);

        /** Decision certificateIssued. */
        certificateIssued?: (v1.CertificateIssued.$Properties|null);

        /** Decision retentionSet. */
        retentionSet?: (v1.RetentionSet.$Properties|null);

        /** Decision snapshotPinned. */
        snapshotPinned?: (v1.SnapshotPinned.$Properties|null);

        /** Decision snapshotUnpinned. */
        snapshotUnpinned?: (v1.SnapshotUnpinned.$Properties|null);

        /** Decision snapshotUndeleted. */
        snapshotUndeleted?: (v1.SnapshotUndeleted.$Properties|null);

        /** Decision snapshotExpired. */
        snapshotExpired?: (v1.SnapshotExpired.$Properties|null);

        /** Decision timeNoted. */
        timeNoted?: (v1.TimeNoted.$Properties|null);

        /** Decision scheduleSet. */
        scheduleSet?: (v1.ScheduleSet.$Properties|null);

        /** Decision bandwidthSet. */
        bandwidthSet?: (v1.BandwidthSet.$Properties|null);

        /** Decision centralPlanSet. */
        centralPlanSet?: (v1.CentralPlanSet.$Properties|null);

        /** Decision decision. */
        decision?: ("agentEnrolled"|"agentChanged"|"agentRevoked"|"agentRemoved"|"tokenCreated"|"tokenSpent"|"tokenRevoked"|"snapshotDeleted"|"chunksDamaged"|"chunksHealed"|"audit"|"certificateIssued"|"retentionSet"|"snapshotPinned"|"snapshotUnpinned"|"snapshotUndeleted"|"snapshotExpired"|"timeNoted"|"scheduleSet"|"bandwidthSet"|"centralPlanSet");

        /**
         * Creates a new Decision instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Decision instance
         */
        static create(properties: v1.Decision.$Shape): v1.Decision & v1.Decision.$Shape;
        static create(properties?: v1.Decision.$Properties): v1.Decision;

        /**
         * Encodes the specified Decision message. Does not implicitly {@link v1.Decision.verify|verify} messages.
         * @param message Decision message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.Decision.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Decision message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.Decision & v1.Decision.$Shape} Decision
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.Decision & v1.Decision.$Shape;
    }

    namespace Decision {

        /** Properties of a Decision. */
        interface $Properties {

            /** Decision number */
            number?: (number|null);

            /** Decision timeMs */
            timeMs?: (number|null);

            /** Decision actor */
            actor?: (string|null);

            /** Decision agentEnrolled */
            agentEnrolled?: (v1.AgentEnrolled.$Properties|null);

            /** Decision agentChanged */
            agentChanged?: (v1.AgentChanged.$Properties|null);

            /** Decision agentRevoked */
            agentRevoked?: (v1.AgentRevoked.$Properties|null);

            /** Decision agentRemoved */
            agentRemoved?: (v1.AgentRemoved.$Properties|null);

            /** Decision tokenCreated */
            tokenCreated?: (v1.TokenCreated.$Properties|null);

            /** Decision tokenSpent */
            tokenSpent?: (v1.TokenSpent.$Properties|null);

            /** Decision tokenRevoked */
            tokenRevoked?: (v1.TokenRevoked.$Properties|null);

            /** Decision snapshotDeleted */
            snapshotDeleted?: (v1.SnapshotDeleted.$Properties|null);

            /** Decision chunksDamaged */
            chunksDamaged?: (v1.ChunksDamaged.$Properties|null);

            /** Decision chunksHealed */
            chunksHealed?: (v1.ChunksHealed.$Properties|null);

            /** Decision audit */
            audit?: (v1.AuditEvent.$Properties|null);

            /** Decision certificateIssued */
            certificateIssued?: (v1.CertificateIssued.$Properties|null);

            /** Decision retentionSet */
            retentionSet?: (v1.RetentionSet.$Properties|null);

            /** Decision snapshotPinned */
            snapshotPinned?: (v1.SnapshotPinned.$Properties|null);

            /** Decision snapshotUnpinned */
            snapshotUnpinned?: (v1.SnapshotUnpinned.$Properties|null);

            /** Decision snapshotUndeleted */
            snapshotUndeleted?: (v1.SnapshotUndeleted.$Properties|null);

            /** Decision snapshotExpired */
            snapshotExpired?: (v1.SnapshotExpired.$Properties|null);

            /** Decision timeNoted */
            timeNoted?: (v1.TimeNoted.$Properties|null);

            /** Decision scheduleSet */
            scheduleSet?: (v1.ScheduleSet.$Properties|null);

            /** Decision bandwidthSet */
            bandwidthSet?: (v1.BandwidthSet.$Properties|null);

            /** Decision centralPlanSet */
            centralPlanSet?: (v1.CentralPlanSet.$Properties|null);

            /** Decision decision */
            decision?: ("agentEnrolled"|"agentChanged"|"agentRevoked"|"agentRemoved"|"tokenCreated"|"tokenSpent"|"tokenRevoked"|"snapshotDeleted"|"chunksDamaged"|"chunksHealed"|"audit"|"certificateIssued"|"retentionSet"|"snapshotPinned"|"snapshotUnpinned"|"snapshotUndeleted"|"snapshotExpired"|"timeNoted"|"scheduleSet"|"bandwidthSet"|"centralPlanSet");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a Decision. */
        type $Shape = {
          number?: number|null;
          timeMs?: number|null;
          actor?: string|null;
          agentEnrolled?: v1.AgentEnrolled.$Shape|null;
          agentChanged?: v1.AgentChanged.$Shape|null;
          agentRevoked?: v1.AgentRevoked.$Shape|null;
          agentRemoved?: v1.AgentRemoved.$Shape|null;
          tokenCreated?: v1.TokenCreated.$Shape|null;
          tokenSpent?: v1.TokenSpent.$Shape|null;
          tokenRevoked?: v1.TokenRevoked.$Shape|null;
          snapshotDeleted?: v1.SnapshotDeleted.$Shape|null;
          chunksDamaged?: v1.ChunksDamaged.$Shape|null;
          chunksHealed?: v1.ChunksHealed.$Shape|null;
          audit?: v1.AuditEvent.$Shape|null;
          certificateIssued?: v1.CertificateIssued.$Shape|null;
          retentionSet?: v1.RetentionSet.$Shape|null;
          snapshotPinned?: v1.SnapshotPinned.$Shape|null;
          snapshotUnpinned?: v1.SnapshotUnpinned.$Shape|null;
          snapshotUndeleted?: v1.SnapshotUndeleted.$Shape|null;
          snapshotExpired?: v1.SnapshotExpired.$Shape|null;
          timeNoted?: v1.TimeNoted.$Shape|null;
          scheduleSet?: v1.ScheduleSet.$Shape|null;
          bandwidthSet?: v1.BandwidthSet.$Shape|null;
          centralPlanSet?: v1.CentralPlanSet.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ decision?: undefined; agentEnrolled?: null; agentChanged?: null; agentRevoked?: null; agentRemoved?: null; tokenCreated?: null; tokenSpent?: null; tokenRevoked?: null; snapshotDeleted?: null; chunksDamaged?: null; chunksHealed?: null; audit?: null; certificateIssued?: null; retentionSet?: null; snapshotPinned?: null; snapshotUnpinned?: null; snapshotUndeleted?: null; snapshotExpired?: null; timeNoted?: null; scheduleSet?: null; bandwidthSet?: null; centralPlanSet?: null }|{ decision?: "agentEnrolled"; agentEnrolled: v1.AgentEnrolled.$Shape; agentChanged?: null; agentRevoked?: null; agentRemoved?: null; tokenCreated?: null; tokenSpent?: null; tokenRevoked?: null; snapshotDeleted?: null; chunksDamaged?: null; chunksHealed?: null; audit?: null; certificateIssued?: null; retentionSet?: null; snapshotPinned?: null; snapshotUnpinned?: null; snapshotUndeleted?: null; snapshotExpired?: null; timeNoted?: null; scheduleSet?: null; bandwidthSet?: null; centralPlanSet?: null }|{ decision?: "agentChanged"; agentEnrolled?: null; agentChanged: v1.AgentChanged.$Shape; agentRevoked?: null; agentRemoved?: null; tokenCreated?: null; tokenSpent?: null; tokenRevoked?: null; snapshotDeleted?: null; chunksDamaged?: null; chunksHealed?: null; audit?: null; certificateIssued?: null; retentionSet?: null; snapshotPinned?: null; snapshotUnpinned?: null; snapshotUndeleted?: null; snapshotExpired?: null; timeNoted?: null; scheduleSet?: null; bandwidthSet?: null; centralPlanSet?: null }|{ decision?: "agentRevoked"; agentEnrolled?: null; agentChanged?: null; agentRevoked: v1.AgentRevoked.$Shape; agentRemoved?: null; tokenCreated?: null; tokenSpent?: null; tokenRevoked?: null; snapshotDeleted?: null; chunksDamaged?: null; chunksHealed?: null; audit?: null; certificateIssued?: null; retentionSet?: null; snapshotPinned?: null; snapshotUnpinned?: null; snapshotUndeleted?: null; snapshotExpired?: null; timeNoted?: null; scheduleSet?: null; bandwidthSet?: null; centralPlanSet?: null }|{ decision?: "agentRemoved"; agentEnrolled?: null; agentChanged?: null; agentRevoked?: null; agentRemoved: v1.AgentRemoved.$Shape; tokenCreated?: null; tokenSpent?: null; tokenRevoked?: null; snapshotDeleted?: null; chunksDamaged?: null; chunksHealed?: null; audit?: null; certificateIssued?: null; retentionSet?: null; snapshotPinned?: null; snapshotUnpinned?: null; snapshotUndeleted?: null; snapshotExpired?: null; timeNoted?: null; scheduleSet?: null; bandwidthSet?: null; centralPlanSet?: null }|{ decision?: "tokenCreated"; agentEnrolled?: null; agentChanged?: null; agentRevoked?: null; agentRemoved?: null; tokenCreated: v1.TokenCreated.$Shape; tokenSpent?: null; tokenRevoked?: null; snapshotDeleted?: null; chunksDamaged?: null; chunksHealed?: null; audit?: null; certificateIssued?: null; retentionSet?: null; snapshotPinned?: null; snapshotUnpinned?: null; snapshotUndeleted?: null; snapshotExpired?: null; timeNoted?: null; scheduleSet?: null; bandwidthSet?: null; centralPlanSet?: null }|{ decision?: "tokenSpent"; agentEnrolled?: null; agentChanged?: null; agentRevoked?: null; agentRemoved?: null; tokenCreated?: null; tokenSpent: v1.TokenSpent.$Shape; tokenRevoked?: null; snapshotDeleted?: null; chunksDamaged?: null; chunksHealed?: null; audit?: null; certificateIssued?: null; retentionSet?: null; snapshotPinned?: null; snapshotUnpinned?: null; snapshotUndeleted?: null; snapshotExpired?: null; timeNoted?: null; scheduleSet?: null; bandwidthSet?: null; centralPlanSet?: null }|{ decision?: "tokenRevoked"; agentEnrolled?: null; agentChanged?: null; agentRevoked?: null; agentRemoved?: null; tokenCreated?: null; tokenSpent?: null; tokenRevoked: v1.TokenRevoked.$Shape; snapshotDeleted?: null; chunksDamaged?: null; chunksHealed?: null; audit?: null; certificateIssued?: null; retentionSet?: null; snapshotPinned?: null; snapshotUnpinned?: null; snapshotUndeleted?: null; snapshotExpired?: null; timeNoted?: null; scheduleSet?: null; bandwidthSet?: null; centralPlanSet?: null }|{ decision?: "snapshotDeleted"; agentEnrolled?: null; agentChanged?: null; agentRevoked?: null; agentRemoved?: null; tokenCreated?: null; tokenSpent?: null; tokenRevoked?: null; snapshotDeleted: v1.SnapshotDeleted.$Shape; chunksDamaged?: null; chunksHealed?: null; audit?: null; certificateIssued?: null; retentionSet?: null; snapshotPinned?: null; snapshotUnpinned?: null; snapshotUndeleted?: null; snapshotExpired?: null; timeNoted?: null; scheduleSet?: null; bandwidthSet?: null; centralPlanSet?: null }|{ decision?: "chunksDamaged"; agentEnrolled?: null; agentChanged?: null; agentRevoked?: null; agentRemoved?: null; tokenCreated?: null; tokenSpent?: null; tokenRevoked?: null; snapshotDeleted?: null; chunksDamaged: v1.ChunksDamaged.$Shape; chunksHealed?: null; audit?: null; certificateIssued?: null; retentionSet?: null; snapshotPinned?: null; snapshotUnpinned?: null; snapshotUndeleted?: null; snapshotExpired?: null; timeNoted?: null; scheduleSet?: null; bandwidthSet?: null; centralPlanSet?: null }|{ decision?: "chunksHealed"; agentEnrolled?: null; agentChanged?: null; agentRevoked?: null; agentRemoved?: null; tokenCreated?: null; tokenSpent?: null; tokenRevoked?: null; snapshotDeleted?: null; chunksDamaged?: null; chunksHealed: v1.ChunksHealed.$Shape; audit?: null; certificateIssued?: null; retentionSet?: null; snapshotPinned?: null; snapshotUnpinned?: null; snapshotUndeleted?: null; snapshotExpired?: null; timeNoted?: null; scheduleSet?: null; bandwidthSet?: null; centralPlanSet?: null }|{ decision?: "audit"; agentEnrolled?: null; agentChanged?: null; agentRevoked?: null; agentRemoved?: null; tokenCreated?: null; tokenSpent?: null; tokenRevoked?: null; snapshotDeleted?: null; chunksDamaged?: null; chunksHealed?: null; audit: v1.AuditEvent.$Shape; certificateIssued?: null; retentionSet?: null; snapshotPinned?: null; snapshotUnpinned?: null; snapshotUndeleted?: null; snapshotExpired?: null; timeNoted?: null; scheduleSet?: null; bandwidthSet?: null; centralPlanSet?: null }|{ decision?: "certificateIssued"; agentEnrolled?: null; agentChanged?: null; agentRevoked?: null; agentRemoved?: null; tokenCreated?: null; tokenSpent?: null; tokenRevoked?: null; snapshotDeleted?: null; chunksDamaged?: null; chunksHealed?: null; audit?: null; certificateIssued: v1.CertificateIssued.$Shape; retentionSet?: null; snapshotPinned?: null; snapshotUnpinned?: null; snapshotUndeleted?: null; snapshotExpired?: null; timeNoted?: null; scheduleSet?: null; bandwidthSet?: null; centralPlanSet?: null }|{ decision?: "retentionSet"; agentEnrolled?: null; agentChanged?: null; agentRevoked?: null; agentRemoved?: null; tokenCreated?: null; tokenSpent?: null; tokenRevoked?: null; snapshotDeleted?: null; chunksDamaged?: null; chunksHealed?: null; audit?: null; certificateIssued?: null; retentionSet: v1.RetentionSet.$Shape; snapshotPinned?: null; snapshotUnpinned?: null; snapshotUndeleted?: null; snapshotExpired?: null; timeNoted?: null; scheduleSet?: null; bandwidthSet?: null; centralPlanSet?: null }|{ decision?: "snapshotPinned"; agentEnrolled?: null; agentChanged?: null; agentRevoked?: null; agentRemoved?: null; tokenCreated?: null; tokenSpent?: null; tokenRevoked?: null; snapshotDeleted?: null; chunksDamaged?: null; chunksHealed?: null; audit?: null; certificateIssued?: null; retentionSet?: null; snapshotPinned: v1.SnapshotPinned.$Shape; snapshotUnpinned?: null; snapshotUndeleted?: null; snapshotExpired?: null; timeNoted?: null; scheduleSet?: null; bandwidthSet?: null; centralPlanSet?: null }|{ decision?: "snapshotUnpinned"; agentEnrolled?: null; agentChanged?: null; agentRevoked?: null; agentRemoved?: null; tokenCreated?: null; tokenSpent?: null; tokenRevoked?: null; snapshotDeleted?: null; chunksDamaged?: null; chunksHealed?: null; audit?: null; certificateIssued?: null; retentionSet?: null; snapshotPinned?: null; snapshotUnpinned: v1.SnapshotUnpinned.$Shape; snapshotUndeleted?: null; snapshotExpired?: null; timeNoted?: null; scheduleSet?: null; bandwidthSet?: null; centralPlanSet?: null }|{ decision?: "snapshotUndeleted"; agentEnrolled?: null; agentChanged?: null; agentRevoked?: null; agentRemoved?: null; tokenCreated?: null; tokenSpent?: null; tokenRevoked?: null; snapshotDeleted?: null; chunksDamaged?: null; chunksHealed?: null; audit?: null; certificateIssued?: null; retentionSet?: null; snapshotPinned?: null; snapshotUnpinned?: null; snapshotUndeleted: v1.SnapshotUndeleted.$Shape; snapshotExpired?: null; timeNoted?: null; scheduleSet?: null; bandwidthSet?: null; centralPlanSet?: null }|{ decision?: "snapshotExpired"; agentEnrolled?: null; agentChanged?: null; agentRevoked?: null; agentRemoved?: null; tokenCreated?: null; tokenSpent?: null; tokenRevoked?: null; snapshotDeleted?: null; chunksDamaged?: null; chunksHealed?: null; audit?: null; certificateIssued?: null; retentionSet?: null; snapshotPinned?: null; snapshotUnpinned?: null; snapshotUndeleted?: null; snapshotExpired: v1.SnapshotExpired.$Shape; timeNoted?: null; scheduleSet?: null; bandwidthSet?: null; centralPlanSet?: null }|{ decision?: "timeNoted"; agentEnrolled?: null; agentChanged?: null; agentRevoked?: null; agentRemoved?: null; tokenCreated?: null; tokenSpent?: null; tokenRevoked?: null; snapshotDeleted?: null; chunksDamaged?: null; chunksHealed?: null; audit?: null; certificateIssued?: null; retentionSet?: null; snapshotPinned?: null; snapshotUnpinned?: null; snapshotUndeleted?: null; snapshotExpired?: null; timeNoted: v1.TimeNoted.$Shape; scheduleSet?: null; bandwidthSet?: null; centralPlanSet?: null }|{ decision?: "scheduleSet"; agentEnrolled?: null; agentChanged?: null; agentRevoked?: null; agentRemoved?: null; tokenCreated?: null; tokenSpent?: null; tokenRevoked?: null; snapshotDeleted?: null; chunksDamaged?: null; chunksHealed?: null; audit?: null; certificateIssued?: null; retentionSet?: null; snapshotPinned?: null; snapshotUnpinned?: null; snapshotUndeleted?: null; snapshotExpired?: null; timeNoted?: null; scheduleSet: v1.ScheduleSet.$Shape; bandwidthSet?: null; centralPlanSet?: null }|{ decision?: "bandwidthSet"; agentEnrolled?: null; agentChanged?: null; agentRevoked?: null; agentRemoved?: null; tokenCreated?: null; tokenSpent?: null; tokenRevoked?: null; snapshotDeleted?: null; chunksDamaged?: null; chunksHealed?: null; audit?: null; certificateIssued?: null; retentionSet?: null; snapshotPinned?: null; snapshotUnpinned?: null; snapshotUndeleted?: null; snapshotExpired?: null; timeNoted?: null; scheduleSet?: null; bandwidthSet: v1.BandwidthSet.$Shape; centralPlanSet?: null }|{ decision?: "centralPlanSet"; agentEnrolled?: null; agentChanged?: null; agentRevoked?: null; agentRemoved?: null; tokenCreated?: null; tokenSpent?: null; tokenRevoked?: null; snapshotDeleted?: null; chunksDamaged?: null; chunksHealed?: null; audit?: null; certificateIssued?: null; retentionSet?: null; snapshotPinned?: null; snapshotUnpinned?: null; snapshotUndeleted?: null; snapshotExpired?: null; timeNoted?: null; scheduleSet?: null; bandwidthSet?: null; centralPlanSet: v1.CentralPlanSet.$Shape })
        );
    }

    /**
     * Properties of a CentralPlanSet.
     * @deprecated Use v1.CentralPlanSet.$Properties instead.
     */
    interface ICentralPlanSet extends v1.CentralPlanSet.$Properties {
    }

    /** Represents a CentralPlanSet. */
    class CentralPlanSet {

        /**
         * Constructs a new CentralPlanSet.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.CentralPlanSet.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CentralPlanSet target. */
        target?: (v1.PlanTarget.$Properties|null);

        /** CentralPlanSet plan. */
        plan?: (v1.CentralPlan.$Properties|null);

        /**
         * Creates a new CentralPlanSet instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CentralPlanSet instance
         */
        static create(properties: v1.CentralPlanSet.$Shape): v1.CentralPlanSet & v1.CentralPlanSet.$Shape;
        static create(properties?: v1.CentralPlanSet.$Properties): v1.CentralPlanSet;

        /**
         * Encodes the specified CentralPlanSet message. Does not implicitly {@link v1.CentralPlanSet.verify|verify} messages.
         * @param message CentralPlanSet message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.CentralPlanSet.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CentralPlanSet message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.CentralPlanSet & v1.CentralPlanSet.$Shape} CentralPlanSet
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.CentralPlanSet & v1.CentralPlanSet.$Shape;
    }

    namespace CentralPlanSet {

        /** Properties of a CentralPlanSet. */
        interface $Properties {

            /** CentralPlanSet target */
            target?: (v1.PlanTarget.$Properties|null);

            /** CentralPlanSet plan */
            plan?: (v1.CentralPlan.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CentralPlanSet. */
        type $Shape = v1.CentralPlanSet.$Properties;
    }

    /**
     * Properties of a BandwidthSet.
     * @deprecated Use v1.BandwidthSet.$Properties instead.
     */
    interface IBandwidthSet extends v1.BandwidthSet.$Properties {
    }

    /** Represents a BandwidthSet. */
    class BandwidthSet {

        /**
         * Constructs a new BandwidthSet.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.BandwidthSet.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BandwidthSet agentId. */
        agentId: Uint8Array;

        /** BandwidthSet limits. */
        limits?: (v1.BandwidthLimits.$Properties|null);

        /**
         * Creates a new BandwidthSet instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BandwidthSet instance
         */
        static create(properties: v1.BandwidthSet.$Shape): v1.BandwidthSet & v1.BandwidthSet.$Shape;
        static create(properties?: v1.BandwidthSet.$Properties): v1.BandwidthSet;

        /**
         * Encodes the specified BandwidthSet message. Does not implicitly {@link v1.BandwidthSet.verify|verify} messages.
         * @param message BandwidthSet message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.BandwidthSet.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BandwidthSet message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.BandwidthSet & v1.BandwidthSet.$Shape} BandwidthSet
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.BandwidthSet & v1.BandwidthSet.$Shape;
    }

    namespace BandwidthSet {

        /** Properties of a BandwidthSet. */
        interface $Properties {

            /** BandwidthSet agentId */
            agentId?: (Uint8Array|null);

            /** BandwidthSet limits */
            limits?: (v1.BandwidthLimits.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BandwidthSet. */
        type $Shape = v1.BandwidthSet.$Properties;
    }

    /**
     * Properties of a BandwidthLimits.
     * @deprecated Use v1.BandwidthLimits.$Properties instead.
     */
    interface IBandwidthLimits extends v1.BandwidthLimits.$Properties {
    }

    /** Represents a BandwidthLimits. */
    class BandwidthLimits {

        /**
         * Constructs a new BandwidthLimits.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.BandwidthLimits.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BandwidthLimits total. */
        total: number;

        /** BandwidthLimits perAgent. */
        perAgent: number;

        /** BandwidthLimits untilMs. */
        untilMs: number;

        /**
         * Creates a new BandwidthLimits instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BandwidthLimits instance
         */
        static create(properties: v1.BandwidthLimits.$Shape): v1.BandwidthLimits & v1.BandwidthLimits.$Shape;
        static create(properties?: v1.BandwidthLimits.$Properties): v1.BandwidthLimits;

        /**
         * Encodes the specified BandwidthLimits message. Does not implicitly {@link v1.BandwidthLimits.verify|verify} messages.
         * @param message BandwidthLimits message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.BandwidthLimits.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BandwidthLimits message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.BandwidthLimits & v1.BandwidthLimits.$Shape} BandwidthLimits
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.BandwidthLimits & v1.BandwidthLimits.$Shape;
    }

    namespace BandwidthLimits {

        /** Properties of a BandwidthLimits. */
        interface $Properties {

            /** BandwidthLimits total */
            total?: (number|null);

            /** BandwidthLimits perAgent */
            perAgent?: (number|null);

            /** BandwidthLimits untilMs */
            untilMs?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BandwidthLimits. */
        type $Shape = v1.BandwidthLimits.$Properties;
    }

    /**
     * Properties of an AgentEnrolled.
     * @deprecated Use v1.AgentEnrolled.$Properties instead.
     */
    interface IAgentEnrolled extends v1.AgentEnrolled.$Properties {
    }

    /** Represents an AgentEnrolled. */
    class AgentEnrolled {

        /**
         * Constructs a new AgentEnrolled.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.AgentEnrolled.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AgentEnrolled agentId. */
        agentId: Uint8Array;

        /** AgentEnrolled name. */
        name: string;

        /** AgentEnrolled certificateSerial. */
        certificateSerial: string;

        /** AgentEnrolled certificateNotAfterMs. */
        certificateNotAfterMs: number;

        /** AgentEnrolled hello. */
        hello?: (v1.Hello.$Properties|null);

        /** AgentEnrolled address. */
        address: string;

        /** AgentEnrolled replaced. */
        replaced: boolean;

        /** AgentEnrolled labels. */
        labels: { [k: string]: string };

        /**
         * Creates a new AgentEnrolled instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AgentEnrolled instance
         */
        static create(properties: v1.AgentEnrolled.$Shape): v1.AgentEnrolled & v1.AgentEnrolled.$Shape;
        static create(properties?: v1.AgentEnrolled.$Properties): v1.AgentEnrolled;

        /**
         * Encodes the specified AgentEnrolled message. Does not implicitly {@link v1.AgentEnrolled.verify|verify} messages.
         * @param message AgentEnrolled message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.AgentEnrolled.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AgentEnrolled message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.AgentEnrolled & v1.AgentEnrolled.$Shape} AgentEnrolled
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.AgentEnrolled & v1.AgentEnrolled.$Shape;
    }

    namespace AgentEnrolled {

        /** Properties of an AgentEnrolled. */
        interface $Properties {

            /** AgentEnrolled agentId */
            agentId?: (Uint8Array|null);

            /** AgentEnrolled name */
            name?: (string|null);

            /** AgentEnrolled certificateSerial */
            certificateSerial?: (string|null);

            /** AgentEnrolled certificateNotAfterMs */
            certificateNotAfterMs?: (number|null);

            /** AgentEnrolled hello */
            hello?: (v1.Hello.$Properties|null);

            /** AgentEnrolled address */
            address?: (string|null);

            /** AgentEnrolled replaced */
            replaced?: (boolean|null);

            /** AgentEnrolled labels */
            labels?: ({ [k: string]: string }|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AgentEnrolled. */
        type $Shape = v1.AgentEnrolled.$Properties;
    }

    /**
     * Properties of an AgentChanged.
     * @deprecated Use v1.AgentChanged.$Properties instead.
     */
    interface IAgentChanged extends v1.AgentChanged.$Properties {
    }

    /** Represents an AgentChanged. */
    class AgentChanged {

        /**
         * Constructs a new AgentChanged.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.AgentChanged.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AgentChanged agentId. */
        agentId: Uint8Array;

        /** AgentChanged name. */
        name: string;

        /** AgentChanged dedup. */
        dedup: string;

        /** AgentChanged labels. */
        labels: { [k: string]: string };

        /** AgentChanged restore. */
        restore: string;

        /** AgentChanged quotaBytes. */
        quotaBytes?: (number|null);

        /** AgentChanged retired. */
        retired?: (boolean|null);

        /**
         * Creates a new AgentChanged instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AgentChanged instance
         */
        static create(properties: v1.AgentChanged.$Shape): v1.AgentChanged & v1.AgentChanged.$Shape;
        static create(properties?: v1.AgentChanged.$Properties): v1.AgentChanged;

        /**
         * Encodes the specified AgentChanged message. Does not implicitly {@link v1.AgentChanged.verify|verify} messages.
         * @param message AgentChanged message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.AgentChanged.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AgentChanged message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.AgentChanged & v1.AgentChanged.$Shape} AgentChanged
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.AgentChanged & v1.AgentChanged.$Shape;
    }

    namespace AgentChanged {

        /** Properties of an AgentChanged. */
        interface $Properties {

            /** AgentChanged agentId */
            agentId?: (Uint8Array|null);

            /** AgentChanged name */
            name?: (string|null);

            /** AgentChanged dedup */
            dedup?: (string|null);

            /** AgentChanged labels */
            labels?: ({ [k: string]: string }|null);

            /** AgentChanged restore */
            restore?: (string|null);

            /** AgentChanged quotaBytes */
            quotaBytes?: (number|null);

            /** AgentChanged retired */
            retired?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AgentChanged. */
        type $Shape = v1.AgentChanged.$Properties;
    }

    /**
     * Properties of an AgentRevoked.
     * @deprecated Use v1.AgentRevoked.$Properties instead.
     */
    interface IAgentRevoked extends v1.AgentRevoked.$Properties {
    }

    /** Represents an AgentRevoked. */
    class AgentRevoked {

        /**
         * Constructs a new AgentRevoked.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.AgentRevoked.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AgentRevoked agentId. */
        agentId: Uint8Array;

        /**
         * Creates a new AgentRevoked instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AgentRevoked instance
         */
        static create(properties: v1.AgentRevoked.$Shape): v1.AgentRevoked & v1.AgentRevoked.$Shape;
        static create(properties?: v1.AgentRevoked.$Properties): v1.AgentRevoked;

        /**
         * Encodes the specified AgentRevoked message. Does not implicitly {@link v1.AgentRevoked.verify|verify} messages.
         * @param message AgentRevoked message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.AgentRevoked.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AgentRevoked message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.AgentRevoked & v1.AgentRevoked.$Shape} AgentRevoked
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.AgentRevoked & v1.AgentRevoked.$Shape;
    }

    namespace AgentRevoked {

        /** Properties of an AgentRevoked. */
        interface $Properties {

            /** AgentRevoked agentId */
            agentId?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AgentRevoked. */
        type $Shape = v1.AgentRevoked.$Properties;
    }

    /**
     * Properties of an AgentRemoved.
     * @deprecated Use v1.AgentRemoved.$Properties instead.
     */
    interface IAgentRemoved extends v1.AgentRemoved.$Properties {
    }

    /** Represents an AgentRemoved. */
    class AgentRemoved {

        /**
         * Constructs a new AgentRemoved.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.AgentRemoved.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AgentRemoved agentId. */
        agentId: Uint8Array;

        /**
         * Creates a new AgentRemoved instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AgentRemoved instance
         */
        static create(properties: v1.AgentRemoved.$Shape): v1.AgentRemoved & v1.AgentRemoved.$Shape;
        static create(properties?: v1.AgentRemoved.$Properties): v1.AgentRemoved;

        /**
         * Encodes the specified AgentRemoved message. Does not implicitly {@link v1.AgentRemoved.verify|verify} messages.
         * @param message AgentRemoved message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.AgentRemoved.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AgentRemoved message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.AgentRemoved & v1.AgentRemoved.$Shape} AgentRemoved
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.AgentRemoved & v1.AgentRemoved.$Shape;
    }

    namespace AgentRemoved {

        /** Properties of an AgentRemoved. */
        interface $Properties {

            /** AgentRemoved agentId */
            agentId?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AgentRemoved. */
        type $Shape = v1.AgentRemoved.$Properties;
    }

    /**
     * Properties of a CertificateIssued.
     * @deprecated Use v1.CertificateIssued.$Properties instead.
     */
    interface ICertificateIssued extends v1.CertificateIssued.$Properties {
    }

    /** Represents a CertificateIssued. */
    class CertificateIssued {

        /**
         * Constructs a new CertificateIssued.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.CertificateIssued.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CertificateIssued agentId. */
        agentId: Uint8Array;

        /** CertificateIssued certificateSerial. */
        certificateSerial: string;

        /** CertificateIssued certificateNotAfterMs. */
        certificateNotAfterMs: number;

        /**
         * Creates a new CertificateIssued instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CertificateIssued instance
         */
        static create(properties: v1.CertificateIssued.$Shape): v1.CertificateIssued & v1.CertificateIssued.$Shape;
        static create(properties?: v1.CertificateIssued.$Properties): v1.CertificateIssued;

        /**
         * Encodes the specified CertificateIssued message. Does not implicitly {@link v1.CertificateIssued.verify|verify} messages.
         * @param message CertificateIssued message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.CertificateIssued.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CertificateIssued message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.CertificateIssued & v1.CertificateIssued.$Shape} CertificateIssued
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.CertificateIssued & v1.CertificateIssued.$Shape;
    }

    namespace CertificateIssued {

        /** Properties of a CertificateIssued. */
        interface $Properties {

            /** CertificateIssued agentId */
            agentId?: (Uint8Array|null);

            /** CertificateIssued certificateSerial */
            certificateSerial?: (string|null);

            /** CertificateIssued certificateNotAfterMs */
            certificateNotAfterMs?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CertificateIssued. */
        type $Shape = v1.CertificateIssued.$Properties;
    }

    /**
     * Properties of a TokenCreated.
     * @deprecated Use v1.TokenCreated.$Properties instead.
     */
    interface ITokenCreated extends v1.TokenCreated.$Properties {
    }

    /** Represents a TokenCreated. */
    class TokenCreated {

        /**
         * Constructs a new TokenCreated.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.TokenCreated.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TokenCreated tokenId. */
        tokenId: string;

        /** TokenCreated secretHash. */
        secretHash: Uint8Array;

        /** TokenCreated agentName. */
        agentName: string;

        /** TokenCreated expiresMs. */
        expiresMs: number;

        /** TokenCreated replace. */
        replace: boolean;

        /** TokenCreated uses. */
        uses: number;

        /** TokenCreated snapshotId. */
        snapshotId: Uint8Array;

        /** TokenCreated networks. */
        networks: string[];

        /** TokenCreated labels. */
        labels: { [k: string]: string };

        /**
         * Creates a new TokenCreated instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TokenCreated instance
         */
        static create(properties: v1.TokenCreated.$Shape): v1.TokenCreated & v1.TokenCreated.$Shape;
        static create(properties?: v1.TokenCreated.$Properties): v1.TokenCreated;

        /**
         * Encodes the specified TokenCreated message. Does not implicitly {@link v1.TokenCreated.verify|verify} messages.
         * @param message TokenCreated message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.TokenCreated.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TokenCreated message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.TokenCreated & v1.TokenCreated.$Shape} TokenCreated
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.TokenCreated & v1.TokenCreated.$Shape;
    }

    namespace TokenCreated {

        /** Properties of a TokenCreated. */
        interface $Properties {

            /** TokenCreated tokenId */
            tokenId?: (string|null);

            /** TokenCreated secretHash */
            secretHash?: (Uint8Array|null);

            /** TokenCreated agentName */
            agentName?: (string|null);

            /** TokenCreated expiresMs */
            expiresMs?: (number|null);

            /** TokenCreated replace */
            replace?: (boolean|null);

            /** TokenCreated uses */
            uses?: (number|null);

            /** TokenCreated snapshotId */
            snapshotId?: (Uint8Array|null);

            /** TokenCreated networks */
            networks?: (string[]|null);

            /** TokenCreated labels */
            labels?: ({ [k: string]: string }|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TokenCreated. */
        type $Shape = v1.TokenCreated.$Properties;
    }

    /**
     * Properties of a TokenSpent.
     * @deprecated Use v1.TokenSpent.$Properties instead.
     */
    interface ITokenSpent extends v1.TokenSpent.$Properties {
    }

    /** Represents a TokenSpent. */
    class TokenSpent {

        /**
         * Constructs a new TokenSpent.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.TokenSpent.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TokenSpent tokenId. */
        tokenId: string;

        /** TokenSpent agentId. */
        agentId: Uint8Array;

        /** TokenSpent address. */
        address: string;

        /** TokenSpent hostName. */
        hostName: string;

        /**
         * Creates a new TokenSpent instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TokenSpent instance
         */
        static create(properties: v1.TokenSpent.$Shape): v1.TokenSpent & v1.TokenSpent.$Shape;
        static create(properties?: v1.TokenSpent.$Properties): v1.TokenSpent;

        /**
         * Encodes the specified TokenSpent message. Does not implicitly {@link v1.TokenSpent.verify|verify} messages.
         * @param message TokenSpent message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.TokenSpent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TokenSpent message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.TokenSpent & v1.TokenSpent.$Shape} TokenSpent
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.TokenSpent & v1.TokenSpent.$Shape;
    }

    namespace TokenSpent {

        /** Properties of a TokenSpent. */
        interface $Properties {

            /** TokenSpent tokenId */
            tokenId?: (string|null);

            /** TokenSpent agentId */
            agentId?: (Uint8Array|null);

            /** TokenSpent address */
            address?: (string|null);

            /** TokenSpent hostName */
            hostName?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TokenSpent. */
        type $Shape = v1.TokenSpent.$Properties;
    }

    /**
     * Properties of a TokenRevoked.
     * @deprecated Use v1.TokenRevoked.$Properties instead.
     */
    interface ITokenRevoked extends v1.TokenRevoked.$Properties {
    }

    /** Represents a TokenRevoked. */
    class TokenRevoked {

        /**
         * Constructs a new TokenRevoked.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.TokenRevoked.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TokenRevoked tokenId. */
        tokenId: string;

        /**
         * Creates a new TokenRevoked instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TokenRevoked instance
         */
        static create(properties: v1.TokenRevoked.$Shape): v1.TokenRevoked & v1.TokenRevoked.$Shape;
        static create(properties?: v1.TokenRevoked.$Properties): v1.TokenRevoked;

        /**
         * Encodes the specified TokenRevoked message. Does not implicitly {@link v1.TokenRevoked.verify|verify} messages.
         * @param message TokenRevoked message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.TokenRevoked.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TokenRevoked message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.TokenRevoked & v1.TokenRevoked.$Shape} TokenRevoked
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.TokenRevoked & v1.TokenRevoked.$Shape;
    }

    namespace TokenRevoked {

        /** Properties of a TokenRevoked. */
        interface $Properties {

            /** TokenRevoked tokenId */
            tokenId?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TokenRevoked. */
        type $Shape = v1.TokenRevoked.$Properties;
    }

    /**
     * Properties of a SnapshotDeleted.
     * @deprecated Use v1.SnapshotDeleted.$Properties instead.
     */
    interface ISnapshotDeleted extends v1.SnapshotDeleted.$Properties {
    }

    /** Represents a SnapshotDeleted. */
    class SnapshotDeleted {

        /**
         * Constructs a new SnapshotDeleted.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.SnapshotDeleted.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SnapshotDeleted snapshotId. */
        snapshotId: Uint8Array;

        /** SnapshotDeleted agentName. */
        agentName: string;

        /** SnapshotDeleted plan. */
        plan: string;

        /** SnapshotDeleted snapshotTimeMs. */
        snapshotTimeMs: number;

        /** SnapshotDeleted graceMs. */
        graceMs: number;

        /** SnapshotDeleted agentId. */
        agentId: Uint8Array;

        /** SnapshotDeleted sequence. */
        sequence: number;

        /** SnapshotDeleted reason. */
        reason: string;

        /**
         * Creates a new SnapshotDeleted instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SnapshotDeleted instance
         */
        static create(properties: v1.SnapshotDeleted.$Shape): v1.SnapshotDeleted & v1.SnapshotDeleted.$Shape;
        static create(properties?: v1.SnapshotDeleted.$Properties): v1.SnapshotDeleted;

        /**
         * Encodes the specified SnapshotDeleted message. Does not implicitly {@link v1.SnapshotDeleted.verify|verify} messages.
         * @param message SnapshotDeleted message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.SnapshotDeleted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SnapshotDeleted message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.SnapshotDeleted & v1.SnapshotDeleted.$Shape} SnapshotDeleted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.SnapshotDeleted & v1.SnapshotDeleted.$Shape;
    }

    namespace SnapshotDeleted {

        /** Properties of a SnapshotDeleted. */
        interface $Properties {

            /** SnapshotDeleted snapshotId */
            snapshotId?: (Uint8Array|null);

            /** SnapshotDeleted agentName */
            agentName?: (string|null);

            /** SnapshotDeleted plan */
            plan?: (string|null);

            /** SnapshotDeleted snapshotTimeMs */
            snapshotTimeMs?: (number|null);

            /** SnapshotDeleted graceMs */
            graceMs?: (number|null);

            /** SnapshotDeleted agentId */
            agentId?: (Uint8Array|null);

            /** SnapshotDeleted sequence */
            sequence?: (number|null);

            /** SnapshotDeleted reason */
            reason?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SnapshotDeleted. */
        type $Shape = v1.SnapshotDeleted.$Properties;
    }

    /**
     * Properties of a SnapshotUndeleted.
     * @deprecated Use v1.SnapshotUndeleted.$Properties instead.
     */
    interface ISnapshotUndeleted extends v1.SnapshotUndeleted.$Properties {
    }

    /** Represents a SnapshotUndeleted. */
    class SnapshotUndeleted {

        /**
         * Constructs a new SnapshotUndeleted.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.SnapshotUndeleted.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SnapshotUndeleted snapshotId. */
        snapshotId: Uint8Array;

        /**
         * Creates a new SnapshotUndeleted instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SnapshotUndeleted instance
         */
        static create(properties: v1.SnapshotUndeleted.$Shape): v1.SnapshotUndeleted & v1.SnapshotUndeleted.$Shape;
        static create(properties?: v1.SnapshotUndeleted.$Properties): v1.SnapshotUndeleted;

        /**
         * Encodes the specified SnapshotUndeleted message. Does not implicitly {@link v1.SnapshotUndeleted.verify|verify} messages.
         * @param message SnapshotUndeleted message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.SnapshotUndeleted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SnapshotUndeleted message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.SnapshotUndeleted & v1.SnapshotUndeleted.$Shape} SnapshotUndeleted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.SnapshotUndeleted & v1.SnapshotUndeleted.$Shape;
    }

    namespace SnapshotUndeleted {

        /** Properties of a SnapshotUndeleted. */
        interface $Properties {

            /** SnapshotUndeleted snapshotId */
            snapshotId?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SnapshotUndeleted. */
        type $Shape = v1.SnapshotUndeleted.$Properties;
    }

    /**
     * Properties of a SnapshotExpired.
     * @deprecated Use v1.SnapshotExpired.$Properties instead.
     */
    interface ISnapshotExpired extends v1.SnapshotExpired.$Properties {
    }

    /** Represents a SnapshotExpired. */
    class SnapshotExpired {

        /**
         * Constructs a new SnapshotExpired.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.SnapshotExpired.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SnapshotExpired snapshotId. */
        snapshotId: Uint8Array;

        /**
         * Creates a new SnapshotExpired instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SnapshotExpired instance
         */
        static create(properties: v1.SnapshotExpired.$Shape): v1.SnapshotExpired & v1.SnapshotExpired.$Shape;
        static create(properties?: v1.SnapshotExpired.$Properties): v1.SnapshotExpired;

        /**
         * Encodes the specified SnapshotExpired message. Does not implicitly {@link v1.SnapshotExpired.verify|verify} messages.
         * @param message SnapshotExpired message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.SnapshotExpired.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SnapshotExpired message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.SnapshotExpired & v1.SnapshotExpired.$Shape} SnapshotExpired
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.SnapshotExpired & v1.SnapshotExpired.$Shape;
    }

    namespace SnapshotExpired {

        /** Properties of a SnapshotExpired. */
        interface $Properties {

            /** SnapshotExpired snapshotId */
            snapshotId?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SnapshotExpired. */
        type $Shape = v1.SnapshotExpired.$Properties;
    }

    /**
     * Properties of a SnapshotPinned.
     * @deprecated Use v1.SnapshotPinned.$Properties instead.
     */
    interface ISnapshotPinned extends v1.SnapshotPinned.$Properties {
    }

    /** Represents a SnapshotPinned. */
    class SnapshotPinned {

        /**
         * Constructs a new SnapshotPinned.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.SnapshotPinned.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SnapshotPinned snapshotId. */
        snapshotId: Uint8Array;

        /** SnapshotPinned reason. */
        reason: string;

        /**
         * Creates a new SnapshotPinned instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SnapshotPinned instance
         */
        static create(properties: v1.SnapshotPinned.$Shape): v1.SnapshotPinned & v1.SnapshotPinned.$Shape;
        static create(properties?: v1.SnapshotPinned.$Properties): v1.SnapshotPinned;

        /**
         * Encodes the specified SnapshotPinned message. Does not implicitly {@link v1.SnapshotPinned.verify|verify} messages.
         * @param message SnapshotPinned message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.SnapshotPinned.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SnapshotPinned message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.SnapshotPinned & v1.SnapshotPinned.$Shape} SnapshotPinned
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.SnapshotPinned & v1.SnapshotPinned.$Shape;
    }

    namespace SnapshotPinned {

        /** Properties of a SnapshotPinned. */
        interface $Properties {

            /** SnapshotPinned snapshotId */
            snapshotId?: (Uint8Array|null);

            /** SnapshotPinned reason */
            reason?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SnapshotPinned. */
        type $Shape = v1.SnapshotPinned.$Properties;
    }

    /**
     * Properties of a SnapshotUnpinned.
     * @deprecated Use v1.SnapshotUnpinned.$Properties instead.
     */
    interface ISnapshotUnpinned extends v1.SnapshotUnpinned.$Properties {
    }

    /** Represents a SnapshotUnpinned. */
    class SnapshotUnpinned {

        /**
         * Constructs a new SnapshotUnpinned.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.SnapshotUnpinned.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SnapshotUnpinned snapshotId. */
        snapshotId: Uint8Array;

        /**
         * Creates a new SnapshotUnpinned instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SnapshotUnpinned instance
         */
        static create(properties: v1.SnapshotUnpinned.$Shape): v1.SnapshotUnpinned & v1.SnapshotUnpinned.$Shape;
        static create(properties?: v1.SnapshotUnpinned.$Properties): v1.SnapshotUnpinned;

        /**
         * Encodes the specified SnapshotUnpinned message. Does not implicitly {@link v1.SnapshotUnpinned.verify|verify} messages.
         * @param message SnapshotUnpinned message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.SnapshotUnpinned.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SnapshotUnpinned message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.SnapshotUnpinned & v1.SnapshotUnpinned.$Shape} SnapshotUnpinned
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.SnapshotUnpinned & v1.SnapshotUnpinned.$Shape;
    }

    namespace SnapshotUnpinned {

        /** Properties of a SnapshotUnpinned. */
        interface $Properties {

            /** SnapshotUnpinned snapshotId */
            snapshotId?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SnapshotUnpinned. */
        type $Shape = v1.SnapshotUnpinned.$Properties;
    }

    /**
     * Properties of a ScheduleSet.
     * @deprecated Use v1.ScheduleSet.$Properties instead.
     */
    interface IScheduleSet extends v1.ScheduleSet.$Properties {
    }

    /** Represents a ScheduleSet. */
    class ScheduleSet {

        /**
         * Constructs a new ScheduleSet.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ScheduleSet.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ScheduleSet agentId. */
        agentId: Uint8Array;

        /** ScheduleSet plan. */
        plan: string;

        /** ScheduleSet settings. */
        settings?: (v1.ScheduleSettings.$Properties|null);

        /**
         * Creates a new ScheduleSet instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ScheduleSet instance
         */
        static create(properties: v1.ScheduleSet.$Shape): v1.ScheduleSet & v1.ScheduleSet.$Shape;
        static create(properties?: v1.ScheduleSet.$Properties): v1.ScheduleSet;

        /**
         * Encodes the specified ScheduleSet message. Does not implicitly {@link v1.ScheduleSet.verify|verify} messages.
         * @param message ScheduleSet message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ScheduleSet.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ScheduleSet message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ScheduleSet & v1.ScheduleSet.$Shape} ScheduleSet
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ScheduleSet & v1.ScheduleSet.$Shape;
    }

    namespace ScheduleSet {

        /** Properties of a ScheduleSet. */
        interface $Properties {

            /** ScheduleSet agentId */
            agentId?: (Uint8Array|null);

            /** ScheduleSet plan */
            plan?: (string|null);

            /** ScheduleSet settings */
            settings?: (v1.ScheduleSettings.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ScheduleSet. */
        type $Shape = v1.ScheduleSet.$Properties;
    }

    /**
     * Properties of a ScheduleSettings.
     * @deprecated Use v1.ScheduleSettings.$Properties instead.
     */
    interface IScheduleSettings extends v1.ScheduleSettings.$Properties {
    }

    /** Represents a ScheduleSettings. */
    class ScheduleSettings {

        /**
         * Constructs a new ScheduleSettings.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ScheduleSettings.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ScheduleSettings cron. */
        cron: string;

        /** ScheduleSettings zone. */
        zone: string;

        /** ScheduleSettings window. */
        window: string;

        /** ScheduleSettings atWindowEnd. */
        atWindowEnd: string;

        /** ScheduleSettings jitterMs. */
        jitterMs: number;

        /** ScheduleSettings maxAgeMs. */
        maxAgeMs: number;

        /**
         * Creates a new ScheduleSettings instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ScheduleSettings instance
         */
        static create(properties: v1.ScheduleSettings.$Shape): v1.ScheduleSettings & v1.ScheduleSettings.$Shape;
        static create(properties?: v1.ScheduleSettings.$Properties): v1.ScheduleSettings;

        /**
         * Encodes the specified ScheduleSettings message. Does not implicitly {@link v1.ScheduleSettings.verify|verify} messages.
         * @param message ScheduleSettings message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ScheduleSettings.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ScheduleSettings message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ScheduleSettings & v1.ScheduleSettings.$Shape} ScheduleSettings
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ScheduleSettings & v1.ScheduleSettings.$Shape;
    }

    namespace ScheduleSettings {

        /** Properties of a ScheduleSettings. */
        interface $Properties {

            /** ScheduleSettings cron */
            cron?: (string|null);

            /** ScheduleSettings zone */
            zone?: (string|null);

            /** ScheduleSettings window */
            window?: (string|null);

            /** ScheduleSettings atWindowEnd */
            atWindowEnd?: (string|null);

            /** ScheduleSettings jitterMs */
            jitterMs?: (number|null);

            /** ScheduleSettings maxAgeMs */
            maxAgeMs?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ScheduleSettings. */
        type $Shape = v1.ScheduleSettings.$Properties;
    }

    /**
     * Properties of a RetentionSet.
     * @deprecated Use v1.RetentionSet.$Properties instead.
     */
    interface IRetentionSet extends v1.RetentionSet.$Properties {
    }

    /** Represents a RetentionSet. */
    class RetentionSet {

        /**
         * Constructs a new RetentionSet.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.RetentionSet.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RetentionSet agentId. */
        agentId: Uint8Array;

        /** RetentionSet plan. */
        plan: string;

        /** RetentionSet policy. */
        policy?: (v1.RetentionPolicy.$Properties|null);

        /**
         * Creates a new RetentionSet instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RetentionSet instance
         */
        static create(properties: v1.RetentionSet.$Shape): v1.RetentionSet & v1.RetentionSet.$Shape;
        static create(properties?: v1.RetentionSet.$Properties): v1.RetentionSet;

        /**
         * Encodes the specified RetentionSet message. Does not implicitly {@link v1.RetentionSet.verify|verify} messages.
         * @param message RetentionSet message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.RetentionSet.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RetentionSet message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.RetentionSet & v1.RetentionSet.$Shape} RetentionSet
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.RetentionSet & v1.RetentionSet.$Shape;
    }

    namespace RetentionSet {

        /** Properties of a RetentionSet. */
        interface $Properties {

            /** RetentionSet agentId */
            agentId?: (Uint8Array|null);

            /** RetentionSet plan */
            plan?: (string|null);

            /** RetentionSet policy */
            policy?: (v1.RetentionPolicy.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RetentionSet. */
        type $Shape = v1.RetentionSet.$Properties;
    }

    /**
     * Properties of a RetentionPolicy.
     * @deprecated Use v1.RetentionPolicy.$Properties instead.
     */
    interface IRetentionPolicy extends v1.RetentionPolicy.$Properties {
    }

    /** Represents a RetentionPolicy. */
    class RetentionPolicy {

        /**
         * Constructs a new RetentionPolicy.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.RetentionPolicy.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RetentionPolicy keepLast. */
        keepLast: number;

        /** RetentionPolicy keepHourly. */
        keepHourly: number;

        /** RetentionPolicy keepDaily. */
        keepDaily: number;

        /** RetentionPolicy keepWeekly. */
        keepWeekly: number;

        /** RetentionPolicy keepMonthly. */
        keepMonthly: number;

        /** RetentionPolicy keepYearly. */
        keepYearly: number;

        /** RetentionPolicy keepWithinMs. */
        keepWithinMs: number;

        /** RetentionPolicy immutableForMs. */
        immutableForMs: number;

        /**
         * Creates a new RetentionPolicy instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RetentionPolicy instance
         */
        static create(properties: v1.RetentionPolicy.$Shape): v1.RetentionPolicy & v1.RetentionPolicy.$Shape;
        static create(properties?: v1.RetentionPolicy.$Properties): v1.RetentionPolicy;

        /**
         * Encodes the specified RetentionPolicy message. Does not implicitly {@link v1.RetentionPolicy.verify|verify} messages.
         * @param message RetentionPolicy message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.RetentionPolicy.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RetentionPolicy message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.RetentionPolicy & v1.RetentionPolicy.$Shape} RetentionPolicy
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.RetentionPolicy & v1.RetentionPolicy.$Shape;
    }

    namespace RetentionPolicy {

        /** Properties of a RetentionPolicy. */
        interface $Properties {

            /** RetentionPolicy keepLast */
            keepLast?: (number|null);

            /** RetentionPolicy keepHourly */
            keepHourly?: (number|null);

            /** RetentionPolicy keepDaily */
            keepDaily?: (number|null);

            /** RetentionPolicy keepWeekly */
            keepWeekly?: (number|null);

            /** RetentionPolicy keepMonthly */
            keepMonthly?: (number|null);

            /** RetentionPolicy keepYearly */
            keepYearly?: (number|null);

            /** RetentionPolicy keepWithinMs */
            keepWithinMs?: (number|null);

            /** RetentionPolicy immutableForMs */
            immutableForMs?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RetentionPolicy. */
        type $Shape = v1.RetentionPolicy.$Properties;
    }

    /**
     * Properties of a TimeNoted.
     * @deprecated Use v1.TimeNoted.$Properties instead.
     */
    interface ITimeNoted extends v1.TimeNoted.$Properties {
    }

    /** Represents a TimeNoted. */
    class TimeNoted {

        /**
         * Constructs a new TimeNoted.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.TimeNoted.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TimeNoted notedMs. */
        notedMs: number;

        /** TimeNoted accepted. */
        accepted: boolean;

        /**
         * Creates a new TimeNoted instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TimeNoted instance
         */
        static create(properties: v1.TimeNoted.$Shape): v1.TimeNoted & v1.TimeNoted.$Shape;
        static create(properties?: v1.TimeNoted.$Properties): v1.TimeNoted;

        /**
         * Encodes the specified TimeNoted message. Does not implicitly {@link v1.TimeNoted.verify|verify} messages.
         * @param message TimeNoted message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.TimeNoted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TimeNoted message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.TimeNoted & v1.TimeNoted.$Shape} TimeNoted
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.TimeNoted & v1.TimeNoted.$Shape;
    }

    namespace TimeNoted {

        /** Properties of a TimeNoted. */
        interface $Properties {

            /** TimeNoted notedMs */
            notedMs?: (number|null);

            /** TimeNoted accepted */
            accepted?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TimeNoted. */
        type $Shape = v1.TimeNoted.$Properties;
    }

    /**
     * Properties of a ChunksDamaged.
     * @deprecated Use v1.ChunksDamaged.$Properties instead.
     */
    interface IChunksDamaged extends v1.ChunksDamaged.$Properties {
    }

    /** Represents a ChunksDamaged. */
    class ChunksDamaged {

        /**
         * Constructs a new ChunksDamaged.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ChunksDamaged.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ChunksDamaged chunks. */
        chunks: v1.DamagedChunk.$Properties[];

        /**
         * Creates a new ChunksDamaged instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ChunksDamaged instance
         */
        static create(properties: v1.ChunksDamaged.$Shape): v1.ChunksDamaged & v1.ChunksDamaged.$Shape;
        static create(properties?: v1.ChunksDamaged.$Properties): v1.ChunksDamaged;

        /**
         * Encodes the specified ChunksDamaged message. Does not implicitly {@link v1.ChunksDamaged.verify|verify} messages.
         * @param message ChunksDamaged message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ChunksDamaged.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ChunksDamaged message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ChunksDamaged & v1.ChunksDamaged.$Shape} ChunksDamaged
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ChunksDamaged & v1.ChunksDamaged.$Shape;
    }

    namespace ChunksDamaged {

        /** Properties of a ChunksDamaged. */
        interface $Properties {

            /** ChunksDamaged chunks */
            chunks?: (v1.DamagedChunk.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ChunksDamaged. */
        type $Shape = v1.ChunksDamaged.$Properties;
    }

    /**
     * Properties of a DamagedChunk.
     * @deprecated Use v1.DamagedChunk.$Properties instead.
     */
    interface IDamagedChunk extends v1.DamagedChunk.$Properties {
    }

    /** Represents a DamagedChunk. */
    class DamagedChunk {

        /**
         * Constructs a new DamagedChunk.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.DamagedChunk.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DamagedChunk chunkId. */
        chunkId: Uint8Array;

        /** DamagedChunk packId. */
        packId: Uint8Array;

        /** DamagedChunk blockOffset. */
        blockOffset: number;

        /**
         * Creates a new DamagedChunk instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DamagedChunk instance
         */
        static create(properties: v1.DamagedChunk.$Shape): v1.DamagedChunk & v1.DamagedChunk.$Shape;
        static create(properties?: v1.DamagedChunk.$Properties): v1.DamagedChunk;

        /**
         * Encodes the specified DamagedChunk message. Does not implicitly {@link v1.DamagedChunk.verify|verify} messages.
         * @param message DamagedChunk message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.DamagedChunk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DamagedChunk message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.DamagedChunk & v1.DamagedChunk.$Shape} DamagedChunk
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.DamagedChunk & v1.DamagedChunk.$Shape;
    }

    namespace DamagedChunk {

        /** Properties of a DamagedChunk. */
        interface $Properties {

            /** DamagedChunk chunkId */
            chunkId?: (Uint8Array|null);

            /** DamagedChunk packId */
            packId?: (Uint8Array|null);

            /** DamagedChunk blockOffset */
            blockOffset?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DamagedChunk. */
        type $Shape = v1.DamagedChunk.$Properties;
    }

    /**
     * Properties of a ChunksHealed.
     * @deprecated Use v1.ChunksHealed.$Properties instead.
     */
    interface IChunksHealed extends v1.ChunksHealed.$Properties {
    }

    /** Represents a ChunksHealed. */
    class ChunksHealed {

        /**
         * Constructs a new ChunksHealed.
         * @param [properties] Properties to set
         */
        constructor(properties?: v1.ChunksHealed.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ChunksHealed chunkIds. */
        chunkIds: Uint8Array;

        /**
         * Creates a new ChunksHealed instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ChunksHealed instance
         */
        static create(properties: v1.ChunksHealed.$Shape): v1.ChunksHealed & v1.ChunksHealed.$Shape;
        static create(properties?: v1.ChunksHealed.$Properties): v1.ChunksHealed;

        /**
         * Encodes the specified ChunksHealed message. Does not implicitly {@link v1.ChunksHealed.verify|verify} messages.
         * @param message ChunksHealed message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: v1.ChunksHealed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ChunksHealed message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {v1.ChunksHealed & v1.ChunksHealed.$Shape} ChunksHealed
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): v1.ChunksHealed & v1.ChunksHealed.$Shape;
    }

    namespace ChunksHealed {

        /** Properties of a ChunksHealed. */
        interface $Properties {

            /** ChunksHealed chunkIds */
            chunkIds?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ChunksHealed. */
        type $Shape = v1.ChunksHealed.$Properties;
    }
}
