package dev.tabwright.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * The health of the service. Only GetHealthReport needs a key. For probes there is also grpc.health.v1: its names "" and
 * those of the services answer like GetReadiness, the name "liveness" like GetLiveness.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class HealthServiceGrpc {

  private HealthServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "tabwright.v1.HealthService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.GetHealthRequest,
      dev.tabwright.v1.Health> getGetHealthMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetHealth",
      requestType = dev.tabwright.v1.GetHealthRequest.class,
      responseType = dev.tabwright.v1.Health.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.GetHealthRequest,
      dev.tabwright.v1.Health> getGetHealthMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.GetHealthRequest, dev.tabwright.v1.Health> getGetHealthMethod;
    if ((getGetHealthMethod = HealthServiceGrpc.getGetHealthMethod) == null) {
      synchronized (HealthServiceGrpc.class) {
        if ((getGetHealthMethod = HealthServiceGrpc.getGetHealthMethod) == null) {
          HealthServiceGrpc.getGetHealthMethod = getGetHealthMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.GetHealthRequest, dev.tabwright.v1.Health>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetHealth"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.GetHealthRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Health.getDefaultInstance()))
              .setSchemaDescriptor(new HealthServiceMethodDescriptorSupplier("GetHealth"))
              .build();
        }
      }
    }
    return getGetHealthMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.GetLivenessRequest,
      dev.tabwright.v1.Liveness> getGetLivenessMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetLiveness",
      requestType = dev.tabwright.v1.GetLivenessRequest.class,
      responseType = dev.tabwright.v1.Liveness.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.GetLivenessRequest,
      dev.tabwright.v1.Liveness> getGetLivenessMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.GetLivenessRequest, dev.tabwright.v1.Liveness> getGetLivenessMethod;
    if ((getGetLivenessMethod = HealthServiceGrpc.getGetLivenessMethod) == null) {
      synchronized (HealthServiceGrpc.class) {
        if ((getGetLivenessMethod = HealthServiceGrpc.getGetLivenessMethod) == null) {
          HealthServiceGrpc.getGetLivenessMethod = getGetLivenessMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.GetLivenessRequest, dev.tabwright.v1.Liveness>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetLiveness"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.GetLivenessRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Liveness.getDefaultInstance()))
              .setSchemaDescriptor(new HealthServiceMethodDescriptorSupplier("GetLiveness"))
              .build();
        }
      }
    }
    return getGetLivenessMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.GetReadinessRequest,
      dev.tabwright.v1.Readiness> getGetReadinessMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetReadiness",
      requestType = dev.tabwright.v1.GetReadinessRequest.class,
      responseType = dev.tabwright.v1.Readiness.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.GetReadinessRequest,
      dev.tabwright.v1.Readiness> getGetReadinessMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.GetReadinessRequest, dev.tabwright.v1.Readiness> getGetReadinessMethod;
    if ((getGetReadinessMethod = HealthServiceGrpc.getGetReadinessMethod) == null) {
      synchronized (HealthServiceGrpc.class) {
        if ((getGetReadinessMethod = HealthServiceGrpc.getGetReadinessMethod) == null) {
          HealthServiceGrpc.getGetReadinessMethod = getGetReadinessMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.GetReadinessRequest, dev.tabwright.v1.Readiness>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetReadiness"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.GetReadinessRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Readiness.getDefaultInstance()))
              .setSchemaDescriptor(new HealthServiceMethodDescriptorSupplier("GetReadiness"))
              .build();
        }
      }
    }
    return getGetReadinessMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.GetHealthReportRequest,
      dev.tabwright.v1.HealthReport> getGetHealthReportMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetHealthReport",
      requestType = dev.tabwright.v1.GetHealthReportRequest.class,
      responseType = dev.tabwright.v1.HealthReport.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.GetHealthReportRequest,
      dev.tabwright.v1.HealthReport> getGetHealthReportMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.GetHealthReportRequest, dev.tabwright.v1.HealthReport> getGetHealthReportMethod;
    if ((getGetHealthReportMethod = HealthServiceGrpc.getGetHealthReportMethod) == null) {
      synchronized (HealthServiceGrpc.class) {
        if ((getGetHealthReportMethod = HealthServiceGrpc.getGetHealthReportMethod) == null) {
          HealthServiceGrpc.getGetHealthReportMethod = getGetHealthReportMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.GetHealthReportRequest, dev.tabwright.v1.HealthReport>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetHealthReport"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.GetHealthReportRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.HealthReport.getDefaultInstance()))
              .setSchemaDescriptor(new HealthServiceMethodDescriptorSupplier("GetHealthReport"))
              .build();
        }
      }
    }
    return getGetHealthReportMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static HealthServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<HealthServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<HealthServiceStub>() {
        @java.lang.Override
        public HealthServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new HealthServiceStub(channel, callOptions);
        }
      };
    return HealthServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static HealthServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<HealthServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<HealthServiceBlockingV2Stub>() {
        @java.lang.Override
        public HealthServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new HealthServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return HealthServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static HealthServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<HealthServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<HealthServiceBlockingStub>() {
        @java.lang.Override
        public HealthServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new HealthServiceBlockingStub(channel, callOptions);
        }
      };
    return HealthServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static HealthServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<HealthServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<HealthServiceFutureStub>() {
        @java.lang.Override
        public HealthServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new HealthServiceFutureStub(channel, callOptions);
        }
      };
    return HealthServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * The health of the service. Only GetHealthReport needs a key. For probes there is also grpc.health.v1: its names "" and
   * those of the services answer like GetReadiness, the name "liveness" like GetLiveness.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Checks the database and what the workers report. Always answers; over REST with 503 when status is "error".
     * </pre>
     */
    default void getHealth(dev.tabwright.v1.GetHealthRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Health> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetHealthMethod(), responseObserver);
    }

    /**
     * <pre>
     * Whether the server process works, independent of its database: if there is no answer, restart it. Makes no request
     * to the database.
     * </pre>
     */
    default void getLiveness(dev.tabwright.v1.GetLivenessRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Liveness> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetLivenessMethod(), responseObserver);
    }

    /**
     * <pre>
     * Whether a server can work: whether its database has answered within the last 5 seconds. Makes no request to the
     * database: the server checks it once a second anyway. Always answers; over REST with 503 when status is "error".
     * </pre>
     */
    default void getReadiness(dev.tabwright.v1.GetReadinessRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Readiness> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetReadinessMethod(), responseObserver);
    }

    /**
     * <pre>
     * How well the service does, with a reason for each of its components and their trends, measured once a minute.
     * Needs a key, of any client. Always answers 200 to it.
     * </pre>
     */
    default void getHealthReport(dev.tabwright.v1.GetHealthReportRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.HealthReport> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetHealthReportMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service HealthService.
   * <pre>
   * The health of the service. Only GetHealthReport needs a key. For probes there is also grpc.health.v1: its names "" and
   * those of the services answer like GetReadiness, the name "liveness" like GetLiveness.
   * </pre>
   */
  public static abstract class HealthServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return HealthServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service HealthService.
   * <pre>
   * The health of the service. Only GetHealthReport needs a key. For probes there is also grpc.health.v1: its names "" and
   * those of the services answer like GetReadiness, the name "liveness" like GetLiveness.
   * </pre>
   */
  public static final class HealthServiceStub
      extends io.grpc.stub.AbstractAsyncStub<HealthServiceStub> {
    private HealthServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected HealthServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new HealthServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Checks the database and what the workers report. Always answers; over REST with 503 when status is "error".
     * </pre>
     */
    public void getHealth(dev.tabwright.v1.GetHealthRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Health> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetHealthMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Whether the server process works, independent of its database: if there is no answer, restart it. Makes no request
     * to the database.
     * </pre>
     */
    public void getLiveness(dev.tabwright.v1.GetLivenessRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Liveness> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetLivenessMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Whether a server can work: whether its database has answered within the last 5 seconds. Makes no request to the
     * database: the server checks it once a second anyway. Always answers; over REST with 503 when status is "error".
     * </pre>
     */
    public void getReadiness(dev.tabwright.v1.GetReadinessRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Readiness> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetReadinessMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * How well the service does, with a reason for each of its components and their trends, measured once a minute.
     * Needs a key, of any client. Always answers 200 to it.
     * </pre>
     */
    public void getHealthReport(dev.tabwright.v1.GetHealthReportRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.HealthReport> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetHealthReportMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service HealthService.
   * <pre>
   * The health of the service. Only GetHealthReport needs a key. For probes there is also grpc.health.v1: its names "" and
   * those of the services answer like GetReadiness, the name "liveness" like GetLiveness.
   * </pre>
   */
  public static final class HealthServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<HealthServiceBlockingV2Stub> {
    private HealthServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected HealthServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new HealthServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Checks the database and what the workers report. Always answers; over REST with 503 when status is "error".
     * </pre>
     */
    public dev.tabwright.v1.Health getHealth(dev.tabwright.v1.GetHealthRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetHealthMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Whether the server process works, independent of its database: if there is no answer, restart it. Makes no request
     * to the database.
     * </pre>
     */
    public dev.tabwright.v1.Liveness getLiveness(dev.tabwright.v1.GetLivenessRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetLivenessMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Whether a server can work: whether its database has answered within the last 5 seconds. Makes no request to the
     * database: the server checks it once a second anyway. Always answers; over REST with 503 when status is "error".
     * </pre>
     */
    public dev.tabwright.v1.Readiness getReadiness(dev.tabwright.v1.GetReadinessRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetReadinessMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * How well the service does, with a reason for each of its components and their trends, measured once a minute.
     * Needs a key, of any client. Always answers 200 to it.
     * </pre>
     */
    public dev.tabwright.v1.HealthReport getHealthReport(dev.tabwright.v1.GetHealthReportRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetHealthReportMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service HealthService.
   * <pre>
   * The health of the service. Only GetHealthReport needs a key. For probes there is also grpc.health.v1: its names "" and
   * those of the services answer like GetReadiness, the name "liveness" like GetLiveness.
   * </pre>
   */
  public static final class HealthServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<HealthServiceBlockingStub> {
    private HealthServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected HealthServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new HealthServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Checks the database and what the workers report. Always answers; over REST with 503 when status is "error".
     * </pre>
     */
    public dev.tabwright.v1.Health getHealth(dev.tabwright.v1.GetHealthRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetHealthMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Whether the server process works, independent of its database: if there is no answer, restart it. Makes no request
     * to the database.
     * </pre>
     */
    public dev.tabwright.v1.Liveness getLiveness(dev.tabwright.v1.GetLivenessRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetLivenessMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Whether a server can work: whether its database has answered within the last 5 seconds. Makes no request to the
     * database: the server checks it once a second anyway. Always answers; over REST with 503 when status is "error".
     * </pre>
     */
    public dev.tabwright.v1.Readiness getReadiness(dev.tabwright.v1.GetReadinessRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetReadinessMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * How well the service does, with a reason for each of its components and their trends, measured once a minute.
     * Needs a key, of any client. Always answers 200 to it.
     * </pre>
     */
    public dev.tabwright.v1.HealthReport getHealthReport(dev.tabwright.v1.GetHealthReportRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetHealthReportMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service HealthService.
   * <pre>
   * The health of the service. Only GetHealthReport needs a key. For probes there is also grpc.health.v1: its names "" and
   * those of the services answer like GetReadiness, the name "liveness" like GetLiveness.
   * </pre>
   */
  public static final class HealthServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<HealthServiceFutureStub> {
    private HealthServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected HealthServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new HealthServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Checks the database and what the workers report. Always answers; over REST with 503 when status is "error".
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Health> getHealth(
        dev.tabwright.v1.GetHealthRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetHealthMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Whether the server process works, independent of its database: if there is no answer, restart it. Makes no request
     * to the database.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Liveness> getLiveness(
        dev.tabwright.v1.GetLivenessRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetLivenessMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Whether a server can work: whether its database has answered within the last 5 seconds. Makes no request to the
     * database: the server checks it once a second anyway. Always answers; over REST with 503 when status is "error".
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Readiness> getReadiness(
        dev.tabwright.v1.GetReadinessRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetReadinessMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * How well the service does, with a reason for each of its components and their trends, measured once a minute.
     * Needs a key, of any client. Always answers 200 to it.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.HealthReport> getHealthReport(
        dev.tabwright.v1.GetHealthReportRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetHealthReportMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_GET_HEALTH = 0;
  private static final int METHODID_GET_LIVENESS = 1;
  private static final int METHODID_GET_READINESS = 2;
  private static final int METHODID_GET_HEALTH_REPORT = 3;

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
        case METHODID_GET_HEALTH:
          serviceImpl.getHealth((dev.tabwright.v1.GetHealthRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Health>) responseObserver);
          break;
        case METHODID_GET_LIVENESS:
          serviceImpl.getLiveness((dev.tabwright.v1.GetLivenessRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Liveness>) responseObserver);
          break;
        case METHODID_GET_READINESS:
          serviceImpl.getReadiness((dev.tabwright.v1.GetReadinessRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Readiness>) responseObserver);
          break;
        case METHODID_GET_HEALTH_REPORT:
          serviceImpl.getHealthReport((dev.tabwright.v1.GetHealthReportRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.HealthReport>) responseObserver);
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
          getGetHealthMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.GetHealthRequest,
              dev.tabwright.v1.Health>(
                service, METHODID_GET_HEALTH)))
        .addMethod(
          getGetLivenessMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.GetLivenessRequest,
              dev.tabwright.v1.Liveness>(
                service, METHODID_GET_LIVENESS)))
        .addMethod(
          getGetReadinessMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.GetReadinessRequest,
              dev.tabwright.v1.Readiness>(
                service, METHODID_GET_READINESS)))
        .addMethod(
          getGetHealthReportMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.GetHealthReportRequest,
              dev.tabwright.v1.HealthReport>(
                service, METHODID_GET_HEALTH_REPORT)))
        .build();
  }

  private static abstract class HealthServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    HealthServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.tabwright.v1.HealthServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("HealthService");
    }
  }

  private static final class HealthServiceFileDescriptorSupplier
      extends HealthServiceBaseDescriptorSupplier {
    HealthServiceFileDescriptorSupplier() {}
  }

  private static final class HealthServiceMethodDescriptorSupplier
      extends HealthServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    HealthServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (HealthServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new HealthServiceFileDescriptorSupplier())
              .addMethod(getGetHealthMethod())
              .addMethod(getGetLivenessMethod())
              .addMethod(getGetReadinessMethod())
              .addMethod(getGetHealthReportMethod())
              .build();
        }
      }
    }
    return result;
  }
}
