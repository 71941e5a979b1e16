package dev.tabwright.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * The circuits of sites, webhook receivers, proxies and the artifact storage. docs/circuits.md describes when they open
 * and close. A client sees and changes its own circuits, and sees those for all clients of sites where it has jobs that
 * wait or run, and of sites and proxies that its jobs have lately tried. An administrator sees and changes all.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class CircuitBreakerServiceGrpc {

  private CircuitBreakerServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "tabwright.v1.CircuitBreakerService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ListCircuitBreakersRequest,
      dev.tabwright.v1.ListCircuitBreakersResponse> getListCircuitBreakersMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListCircuitBreakers",
      requestType = dev.tabwright.v1.ListCircuitBreakersRequest.class,
      responseType = dev.tabwright.v1.ListCircuitBreakersResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ListCircuitBreakersRequest,
      dev.tabwright.v1.ListCircuitBreakersResponse> getListCircuitBreakersMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ListCircuitBreakersRequest, dev.tabwright.v1.ListCircuitBreakersResponse> getListCircuitBreakersMethod;
    if ((getListCircuitBreakersMethod = CircuitBreakerServiceGrpc.getListCircuitBreakersMethod) == null) {
      synchronized (CircuitBreakerServiceGrpc.class) {
        if ((getListCircuitBreakersMethod = CircuitBreakerServiceGrpc.getListCircuitBreakersMethod) == null) {
          CircuitBreakerServiceGrpc.getListCircuitBreakersMethod = getListCircuitBreakersMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ListCircuitBreakersRequest, dev.tabwright.v1.ListCircuitBreakersResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListCircuitBreakers"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListCircuitBreakersRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListCircuitBreakersResponse.getDefaultInstance()))
              .setSchemaDescriptor(new CircuitBreakerServiceMethodDescriptorSupplier("ListCircuitBreakers"))
              .build();
        }
      }
    }
    return getListCircuitBreakersMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.GetCircuitBreakerRequest,
      dev.tabwright.v1.CircuitBreaker> getGetCircuitBreakerMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetCircuitBreaker",
      requestType = dev.tabwright.v1.GetCircuitBreakerRequest.class,
      responseType = dev.tabwright.v1.CircuitBreaker.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.GetCircuitBreakerRequest,
      dev.tabwright.v1.CircuitBreaker> getGetCircuitBreakerMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.GetCircuitBreakerRequest, dev.tabwright.v1.CircuitBreaker> getGetCircuitBreakerMethod;
    if ((getGetCircuitBreakerMethod = CircuitBreakerServiceGrpc.getGetCircuitBreakerMethod) == null) {
      synchronized (CircuitBreakerServiceGrpc.class) {
        if ((getGetCircuitBreakerMethod = CircuitBreakerServiceGrpc.getGetCircuitBreakerMethod) == null) {
          CircuitBreakerServiceGrpc.getGetCircuitBreakerMethod = getGetCircuitBreakerMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.GetCircuitBreakerRequest, dev.tabwright.v1.CircuitBreaker>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetCircuitBreaker"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.GetCircuitBreakerRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CircuitBreaker.getDefaultInstance()))
              .setSchemaDescriptor(new CircuitBreakerServiceMethodDescriptorSupplier("GetCircuitBreaker"))
              .build();
        }
      }
    }
    return getGetCircuitBreakerMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ResetCircuitBreakerRequest,
      dev.tabwright.v1.CircuitBreaker> getResetCircuitBreakerMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ResetCircuitBreaker",
      requestType = dev.tabwright.v1.ResetCircuitBreakerRequest.class,
      responseType = dev.tabwright.v1.CircuitBreaker.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ResetCircuitBreakerRequest,
      dev.tabwright.v1.CircuitBreaker> getResetCircuitBreakerMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ResetCircuitBreakerRequest, dev.tabwright.v1.CircuitBreaker> getResetCircuitBreakerMethod;
    if ((getResetCircuitBreakerMethod = CircuitBreakerServiceGrpc.getResetCircuitBreakerMethod) == null) {
      synchronized (CircuitBreakerServiceGrpc.class) {
        if ((getResetCircuitBreakerMethod = CircuitBreakerServiceGrpc.getResetCircuitBreakerMethod) == null) {
          CircuitBreakerServiceGrpc.getResetCircuitBreakerMethod = getResetCircuitBreakerMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ResetCircuitBreakerRequest, dev.tabwright.v1.CircuitBreaker>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ResetCircuitBreaker"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ResetCircuitBreakerRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CircuitBreaker.getDefaultInstance()))
              .setSchemaDescriptor(new CircuitBreakerServiceMethodDescriptorSupplier("ResetCircuitBreaker"))
              .build();
        }
      }
    }
    return getResetCircuitBreakerMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.OpenCircuitBreakerRequest,
      dev.tabwright.v1.CircuitBreaker> getOpenCircuitBreakerMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "OpenCircuitBreaker",
      requestType = dev.tabwright.v1.OpenCircuitBreakerRequest.class,
      responseType = dev.tabwright.v1.CircuitBreaker.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.OpenCircuitBreakerRequest,
      dev.tabwright.v1.CircuitBreaker> getOpenCircuitBreakerMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.OpenCircuitBreakerRequest, dev.tabwright.v1.CircuitBreaker> getOpenCircuitBreakerMethod;
    if ((getOpenCircuitBreakerMethod = CircuitBreakerServiceGrpc.getOpenCircuitBreakerMethod) == null) {
      synchronized (CircuitBreakerServiceGrpc.class) {
        if ((getOpenCircuitBreakerMethod = CircuitBreakerServiceGrpc.getOpenCircuitBreakerMethod) == null) {
          CircuitBreakerServiceGrpc.getOpenCircuitBreakerMethod = getOpenCircuitBreakerMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.OpenCircuitBreakerRequest, dev.tabwright.v1.CircuitBreaker>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "OpenCircuitBreaker"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.OpenCircuitBreakerRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CircuitBreaker.getDefaultInstance()))
              .setSchemaDescriptor(new CircuitBreakerServiceMethodDescriptorSupplier("OpenCircuitBreaker"))
              .build();
        }
      }
    }
    return getOpenCircuitBreakerMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static CircuitBreakerServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<CircuitBreakerServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<CircuitBreakerServiceStub>() {
        @java.lang.Override
        public CircuitBreakerServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new CircuitBreakerServiceStub(channel, callOptions);
        }
      };
    return CircuitBreakerServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static CircuitBreakerServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<CircuitBreakerServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<CircuitBreakerServiceBlockingV2Stub>() {
        @java.lang.Override
        public CircuitBreakerServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new CircuitBreakerServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return CircuitBreakerServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static CircuitBreakerServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<CircuitBreakerServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<CircuitBreakerServiceBlockingStub>() {
        @java.lang.Override
        public CircuitBreakerServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new CircuitBreakerServiceBlockingStub(channel, callOptions);
        }
      };
    return CircuitBreakerServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static CircuitBreakerServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<CircuitBreakerServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<CircuitBreakerServiceFutureStub>() {
        @java.lang.Override
        public CircuitBreakerServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new CircuitBreakerServiceFutureStub(channel, callOptions);
        }
      };
    return CircuitBreakerServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * The circuits of sites, webhook receivers, proxies and the artifact storage. docs/circuits.md describes when they open
   * and close. A client sees and changes its own circuits, and sees those for all clients of sites where it has jobs that
   * wait or run, and of sites and proxies that its jobs have lately tried. An administrator sees and changes all.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Lists circuits, by kind and subject.
     * </pre>
     */
    default void listCircuitBreakers(dev.tabwright.v1.ListCircuitBreakersRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListCircuitBreakersResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListCircuitBreakersMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gets one circuit. NOT_FOUND: there is none with this name that the caller may see: nothing has failed there.
     * </pre>
     */
    default void getCircuitBreaker(dev.tabwright.v1.GetCircuitBreakerRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CircuitBreaker> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetCircuitBreakerMethod(), responseObserver);
    }

    /**
     * <pre>
     * Closes a circuit, whatever has opened it, and forgets what it has counted, also what the site has asked for (429,
     * Retry-After). Jobs that wait for it start soon. If what it stands for still fails, it opens again.
     * PERMISSION_DENIED: it is for all clients, and the caller is not an administrator; NOT_FOUND: there is none with this
     * name that the caller may see.
     * </pre>
     */
    default void resetCircuitBreaker(dev.tabwright.v1.ResetCircuitBreakerRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CircuitBreaker> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getResetCircuitBreakerMethod(), responseObserver);
    }

    /**
     * <pre>
     * Opens a circuit until a time: nothing goes there until then, and jobs and deliveries wait. If there is no circuit
     * with this name yet, there is one afterwards. INVALID_ARGUMENT: the name is none, or no end is given, or two, or the
     * end is past or more than a day away; PERMISSION_DENIED: it is for all clients, and the caller is not an
     * administrator; FAILED_PRECONDITION: the client has 1000 circuits open by hand.
     * </pre>
     */
    default void openCircuitBreaker(dev.tabwright.v1.OpenCircuitBreakerRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CircuitBreaker> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getOpenCircuitBreakerMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service CircuitBreakerService.
   * <pre>
   * The circuits of sites, webhook receivers, proxies and the artifact storage. docs/circuits.md describes when they open
   * and close. A client sees and changes its own circuits, and sees those for all clients of sites where it has jobs that
   * wait or run, and of sites and proxies that its jobs have lately tried. An administrator sees and changes all.
   * </pre>
   */
  public static abstract class CircuitBreakerServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return CircuitBreakerServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service CircuitBreakerService.
   * <pre>
   * The circuits of sites, webhook receivers, proxies and the artifact storage. docs/circuits.md describes when they open
   * and close. A client sees and changes its own circuits, and sees those for all clients of sites where it has jobs that
   * wait or run, and of sites and proxies that its jobs have lately tried. An administrator sees and changes all.
   * </pre>
   */
  public static final class CircuitBreakerServiceStub
      extends io.grpc.stub.AbstractAsyncStub<CircuitBreakerServiceStub> {
    private CircuitBreakerServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected CircuitBreakerServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new CircuitBreakerServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists circuits, by kind and subject.
     * </pre>
     */
    public void listCircuitBreakers(dev.tabwright.v1.ListCircuitBreakersRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListCircuitBreakersResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListCircuitBreakersMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gets one circuit. NOT_FOUND: there is none with this name that the caller may see: nothing has failed there.
     * </pre>
     */
    public void getCircuitBreaker(dev.tabwright.v1.GetCircuitBreakerRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CircuitBreaker> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetCircuitBreakerMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Closes a circuit, whatever has opened it, and forgets what it has counted, also what the site has asked for (429,
     * Retry-After). Jobs that wait for it start soon. If what it stands for still fails, it opens again.
     * PERMISSION_DENIED: it is for all clients, and the caller is not an administrator; NOT_FOUND: there is none with this
     * name that the caller may see.
     * </pre>
     */
    public void resetCircuitBreaker(dev.tabwright.v1.ResetCircuitBreakerRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CircuitBreaker> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getResetCircuitBreakerMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Opens a circuit until a time: nothing goes there until then, and jobs and deliveries wait. If there is no circuit
     * with this name yet, there is one afterwards. INVALID_ARGUMENT: the name is none, or no end is given, or two, or the
     * end is past or more than a day away; PERMISSION_DENIED: it is for all clients, and the caller is not an
     * administrator; FAILED_PRECONDITION: the client has 1000 circuits open by hand.
     * </pre>
     */
    public void openCircuitBreaker(dev.tabwright.v1.OpenCircuitBreakerRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CircuitBreaker> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getOpenCircuitBreakerMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service CircuitBreakerService.
   * <pre>
   * The circuits of sites, webhook receivers, proxies and the artifact storage. docs/circuits.md describes when they open
   * and close. A client sees and changes its own circuits, and sees those for all clients of sites where it has jobs that
   * wait or run, and of sites and proxies that its jobs have lately tried. An administrator sees and changes all.
   * </pre>
   */
  public static final class CircuitBreakerServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<CircuitBreakerServiceBlockingV2Stub> {
    private CircuitBreakerServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected CircuitBreakerServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new CircuitBreakerServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists circuits, by kind and subject.
     * </pre>
     */
    public dev.tabwright.v1.ListCircuitBreakersResponse listCircuitBreakers(dev.tabwright.v1.ListCircuitBreakersRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListCircuitBreakersMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets one circuit. NOT_FOUND: there is none with this name that the caller may see: nothing has failed there.
     * </pre>
     */
    public dev.tabwright.v1.CircuitBreaker getCircuitBreaker(dev.tabwright.v1.GetCircuitBreakerRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetCircuitBreakerMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Closes a circuit, whatever has opened it, and forgets what it has counted, also what the site has asked for (429,
     * Retry-After). Jobs that wait for it start soon. If what it stands for still fails, it opens again.
     * PERMISSION_DENIED: it is for all clients, and the caller is not an administrator; NOT_FOUND: there is none with this
     * name that the caller may see.
     * </pre>
     */
    public dev.tabwright.v1.CircuitBreaker resetCircuitBreaker(dev.tabwright.v1.ResetCircuitBreakerRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getResetCircuitBreakerMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Opens a circuit until a time: nothing goes there until then, and jobs and deliveries wait. If there is no circuit
     * with this name yet, there is one afterwards. INVALID_ARGUMENT: the name is none, or no end is given, or two, or the
     * end is past or more than a day away; PERMISSION_DENIED: it is for all clients, and the caller is not an
     * administrator; FAILED_PRECONDITION: the client has 1000 circuits open by hand.
     * </pre>
     */
    public dev.tabwright.v1.CircuitBreaker openCircuitBreaker(dev.tabwright.v1.OpenCircuitBreakerRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getOpenCircuitBreakerMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service CircuitBreakerService.
   * <pre>
   * The circuits of sites, webhook receivers, proxies and the artifact storage. docs/circuits.md describes when they open
   * and close. A client sees and changes its own circuits, and sees those for all clients of sites where it has jobs that
   * wait or run, and of sites and proxies that its jobs have lately tried. An administrator sees and changes all.
   * </pre>
   */
  public static final class CircuitBreakerServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<CircuitBreakerServiceBlockingStub> {
    private CircuitBreakerServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected CircuitBreakerServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new CircuitBreakerServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists circuits, by kind and subject.
     * </pre>
     */
    public dev.tabwright.v1.ListCircuitBreakersResponse listCircuitBreakers(dev.tabwright.v1.ListCircuitBreakersRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListCircuitBreakersMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets one circuit. NOT_FOUND: there is none with this name that the caller may see: nothing has failed there.
     * </pre>
     */
    public dev.tabwright.v1.CircuitBreaker getCircuitBreaker(dev.tabwright.v1.GetCircuitBreakerRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetCircuitBreakerMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Closes a circuit, whatever has opened it, and forgets what it has counted, also what the site has asked for (429,
     * Retry-After). Jobs that wait for it start soon. If what it stands for still fails, it opens again.
     * PERMISSION_DENIED: it is for all clients, and the caller is not an administrator; NOT_FOUND: there is none with this
     * name that the caller may see.
     * </pre>
     */
    public dev.tabwright.v1.CircuitBreaker resetCircuitBreaker(dev.tabwright.v1.ResetCircuitBreakerRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getResetCircuitBreakerMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Opens a circuit until a time: nothing goes there until then, and jobs and deliveries wait. If there is no circuit
     * with this name yet, there is one afterwards. INVALID_ARGUMENT: the name is none, or no end is given, or two, or the
     * end is past or more than a day away; PERMISSION_DENIED: it is for all clients, and the caller is not an
     * administrator; FAILED_PRECONDITION: the client has 1000 circuits open by hand.
     * </pre>
     */
    public dev.tabwright.v1.CircuitBreaker openCircuitBreaker(dev.tabwright.v1.OpenCircuitBreakerRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getOpenCircuitBreakerMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service CircuitBreakerService.
   * <pre>
   * The circuits of sites, webhook receivers, proxies and the artifact storage. docs/circuits.md describes when they open
   * and close. A client sees and changes its own circuits, and sees those for all clients of sites where it has jobs that
   * wait or run, and of sites and proxies that its jobs have lately tried. An administrator sees and changes all.
   * </pre>
   */
  public static final class CircuitBreakerServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<CircuitBreakerServiceFutureStub> {
    private CircuitBreakerServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected CircuitBreakerServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new CircuitBreakerServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists circuits, by kind and subject.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ListCircuitBreakersResponse> listCircuitBreakers(
        dev.tabwright.v1.ListCircuitBreakersRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListCircuitBreakersMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gets one circuit. NOT_FOUND: there is none with this name that the caller may see: nothing has failed there.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.CircuitBreaker> getCircuitBreaker(
        dev.tabwright.v1.GetCircuitBreakerRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetCircuitBreakerMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Closes a circuit, whatever has opened it, and forgets what it has counted, also what the site has asked for (429,
     * Retry-After). Jobs that wait for it start soon. If what it stands for still fails, it opens again.
     * PERMISSION_DENIED: it is for all clients, and the caller is not an administrator; NOT_FOUND: there is none with this
     * name that the caller may see.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.CircuitBreaker> resetCircuitBreaker(
        dev.tabwright.v1.ResetCircuitBreakerRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getResetCircuitBreakerMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Opens a circuit until a time: nothing goes there until then, and jobs and deliveries wait. If there is no circuit
     * with this name yet, there is one afterwards. INVALID_ARGUMENT: the name is none, or no end is given, or two, or the
     * end is past or more than a day away; PERMISSION_DENIED: it is for all clients, and the caller is not an
     * administrator; FAILED_PRECONDITION: the client has 1000 circuits open by hand.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.CircuitBreaker> openCircuitBreaker(
        dev.tabwright.v1.OpenCircuitBreakerRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getOpenCircuitBreakerMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_CIRCUIT_BREAKERS = 0;
  private static final int METHODID_GET_CIRCUIT_BREAKER = 1;
  private static final int METHODID_RESET_CIRCUIT_BREAKER = 2;
  private static final int METHODID_OPEN_CIRCUIT_BREAKER = 3;

  private static final class MethodHandlers<Req, Resp> implements
      io.grpc.stub.ServerCalls.UnaryMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ServerStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ClientStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.BidiStreamingMethod<Req, Resp> {
    private final AsyncService serviceImpl;
    private final int methodId;

    MethodHandlers(AsyncService serviceImpl, int methodId) {
      this.serviceImpl = serviceImpl;
      this.methodId = methodId;
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public void invoke(Req request, io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        case METHODID_LIST_CIRCUIT_BREAKERS:
          serviceImpl.listCircuitBreakers((dev.tabwright.v1.ListCircuitBreakersRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ListCircuitBreakersResponse>) responseObserver);
          break;
        case METHODID_GET_CIRCUIT_BREAKER:
          serviceImpl.getCircuitBreaker((dev.tabwright.v1.GetCircuitBreakerRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.CircuitBreaker>) responseObserver);
          break;
        case METHODID_RESET_CIRCUIT_BREAKER:
          serviceImpl.resetCircuitBreaker((dev.tabwright.v1.ResetCircuitBreakerRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.CircuitBreaker>) responseObserver);
          break;
        case METHODID_OPEN_CIRCUIT_BREAKER:
          serviceImpl.openCircuitBreaker((dev.tabwright.v1.OpenCircuitBreakerRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.CircuitBreaker>) responseObserver);
          break;
        default:
          throw new AssertionError();
      }
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public io.grpc.stub.StreamObserver<Req> invoke(
        io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        default:
          throw new AssertionError();
      }
    }
  }

  public static final io.grpc.ServerServiceDefinition bindService(AsyncService service) {
    return io.grpc.ServerServiceDefinition.builder(getServiceDescriptor())
        .addMethod(
          getListCircuitBreakersMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ListCircuitBreakersRequest,
              dev.tabwright.v1.ListCircuitBreakersResponse>(
                service, METHODID_LIST_CIRCUIT_BREAKERS)))
        .addMethod(
          getGetCircuitBreakerMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.GetCircuitBreakerRequest,
              dev.tabwright.v1.CircuitBreaker>(
                service, METHODID_GET_CIRCUIT_BREAKER)))
        .addMethod(
          getResetCircuitBreakerMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ResetCircuitBreakerRequest,
              dev.tabwright.v1.CircuitBreaker>(
                service, METHODID_RESET_CIRCUIT_BREAKER)))
        .addMethod(
          getOpenCircuitBreakerMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.OpenCircuitBreakerRequest,
              dev.tabwright.v1.CircuitBreaker>(
                service, METHODID_OPEN_CIRCUIT_BREAKER)))
        .build();
  }

  private static abstract class CircuitBreakerServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    CircuitBreakerServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.tabwright.v1.CircuitBreakerServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("CircuitBreakerService");
    }
  }

  private static final class CircuitBreakerServiceFileDescriptorSupplier
      extends CircuitBreakerServiceBaseDescriptorSupplier {
    CircuitBreakerServiceFileDescriptorSupplier() {}
  }

  private static final class CircuitBreakerServiceMethodDescriptorSupplier
      extends CircuitBreakerServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    CircuitBreakerServiceMethodDescriptorSupplier(java.lang.String methodName) {
      this.methodName = methodName;
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.MethodDescriptor getMethodDescriptor() {
      return getServiceDescriptor().findMethodByName(methodName);
    }
  }

  private static volatile io.grpc.ServiceDescriptor serviceDescriptor;

  public static io.grpc.ServiceDescriptor getServiceDescriptor() {
    io.grpc.ServiceDescriptor result = serviceDescriptor;
    if (result == null) {
      synchronized (CircuitBreakerServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new CircuitBreakerServiceFileDescriptorSupplier())
              .addMethod(getListCircuitBreakersMethod())
              .addMethod(getGetCircuitBreakerMethod())
              .addMethod(getResetCircuitBreakerMethod())
              .addMethod(getOpenCircuitBreakerMethod())
              .build();
        }
      }
    }
    return result;
  }
}
