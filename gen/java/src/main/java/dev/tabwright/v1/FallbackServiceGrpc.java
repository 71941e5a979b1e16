package dev.tabwright.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * How the service gets on with less: at which level it works, and how often jobs were answered by a fallback
 * (JobOptions.fallbacks).
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class FallbackServiceGrpc {

  private FallbackServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "tabwright.v1.FallbackService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.GetFallbackMetricsRequest,
      dev.tabwright.v1.FallbackMetrics> getGetFallbackMetricsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetFallbackMetrics",
      requestType = dev.tabwright.v1.GetFallbackMetricsRequest.class,
      responseType = dev.tabwright.v1.FallbackMetrics.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.GetFallbackMetricsRequest,
      dev.tabwright.v1.FallbackMetrics> getGetFallbackMetricsMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.GetFallbackMetricsRequest, dev.tabwright.v1.FallbackMetrics> getGetFallbackMetricsMethod;
    if ((getGetFallbackMetricsMethod = FallbackServiceGrpc.getGetFallbackMetricsMethod) == null) {
      synchronized (FallbackServiceGrpc.class) {
        if ((getGetFallbackMetricsMethod = FallbackServiceGrpc.getGetFallbackMetricsMethod) == null) {
          FallbackServiceGrpc.getGetFallbackMetricsMethod = getGetFallbackMetricsMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.GetFallbackMetricsRequest, dev.tabwright.v1.FallbackMetrics>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetFallbackMetrics"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.GetFallbackMetricsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.FallbackMetrics.getDefaultInstance()))
              .setSchemaDescriptor(new FallbackServiceMethodDescriptorSupplier("GetFallbackMetrics"))
              .build();
        }
      }
    }
    return getGetFallbackMetricsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.GetServiceLevelRequest,
      dev.tabwright.v1.ServiceLevel> getGetServiceLevelMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetServiceLevel",
      requestType = dev.tabwright.v1.GetServiceLevelRequest.class,
      responseType = dev.tabwright.v1.ServiceLevel.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.GetServiceLevelRequest,
      dev.tabwright.v1.ServiceLevel> getGetServiceLevelMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.GetServiceLevelRequest, dev.tabwright.v1.ServiceLevel> getGetServiceLevelMethod;
    if ((getGetServiceLevelMethod = FallbackServiceGrpc.getGetServiceLevelMethod) == null) {
      synchronized (FallbackServiceGrpc.class) {
        if ((getGetServiceLevelMethod = FallbackServiceGrpc.getGetServiceLevelMethod) == null) {
          FallbackServiceGrpc.getGetServiceLevelMethod = getGetServiceLevelMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.GetServiceLevelRequest, dev.tabwright.v1.ServiceLevel>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetServiceLevel"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.GetServiceLevelRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ServiceLevel.getDefaultInstance()))
              .setSchemaDescriptor(new FallbackServiceMethodDescriptorSupplier("GetServiceLevel"))
              .build();
        }
      }
    }
    return getGetServiceLevelMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.SetServiceLevelRequest,
      dev.tabwright.v1.ServiceLevel> getSetServiceLevelMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "SetServiceLevel",
      requestType = dev.tabwright.v1.SetServiceLevelRequest.class,
      responseType = dev.tabwright.v1.ServiceLevel.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.SetServiceLevelRequest,
      dev.tabwright.v1.ServiceLevel> getSetServiceLevelMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.SetServiceLevelRequest, dev.tabwright.v1.ServiceLevel> getSetServiceLevelMethod;
    if ((getSetServiceLevelMethod = FallbackServiceGrpc.getSetServiceLevelMethod) == null) {
      synchronized (FallbackServiceGrpc.class) {
        if ((getSetServiceLevelMethod = FallbackServiceGrpc.getSetServiceLevelMethod) == null) {
          FallbackServiceGrpc.getSetServiceLevelMethod = getSetServiceLevelMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.SetServiceLevelRequest, dev.tabwright.v1.ServiceLevel>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "SetServiceLevel"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.SetServiceLevelRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ServiceLevel.getDefaultInstance()))
              .setSchemaDescriptor(new FallbackServiceMethodDescriptorSupplier("SetServiceLevel"))
              .build();
        }
      }
    }
    return getSetServiceLevelMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static FallbackServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<FallbackServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<FallbackServiceStub>() {
        @java.lang.Override
        public FallbackServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new FallbackServiceStub(channel, callOptions);
        }
      };
    return FallbackServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static FallbackServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<FallbackServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<FallbackServiceBlockingV2Stub>() {
        @java.lang.Override
        public FallbackServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new FallbackServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return FallbackServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static FallbackServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<FallbackServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<FallbackServiceBlockingStub>() {
        @java.lang.Override
        public FallbackServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new FallbackServiceBlockingStub(channel, callOptions);
        }
      };
    return FallbackServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static FallbackServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<FallbackServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<FallbackServiceFutureStub>() {
        @java.lang.Override
        public FallbackServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new FallbackServiceFutureStub(channel, callOptions);
        }
      };
    return FallbackServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * How the service gets on with less: at which level it works, and how often jobs were answered by a fallback
   * (JobOptions.fallbacks).
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Counts the fallbacks of the client's jobs, those of all clients for an administrator.
     * </pre>
     */
    default void getFallbackMetrics(dev.tabwright.v1.GetFallbackMetricsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.FallbackMetrics> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetFallbackMetricsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Tells at which level the service works, why, and what it refuses.
     * </pre>
     */
    default void getServiceLevel(dev.tabwright.v1.GetServiceLevelRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ServiceLevel> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetServiceLevelMethod(), responseObserver);
    }

    /**
     * <pre>
     * Sets the level for a time, whatever is measured; without a level, ends that. For administrators. Other servers, and
     * workers, learn of it within 3 seconds. PERMISSION_DENIED: the caller is no administrator.
     * </pre>
     */
    default void setServiceLevel(dev.tabwright.v1.SetServiceLevelRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ServiceLevel> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getSetServiceLevelMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service FallbackService.
   * <pre>
   * How the service gets on with less: at which level it works, and how often jobs were answered by a fallback
   * (JobOptions.fallbacks).
   * </pre>
   */
  public static abstract class FallbackServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return FallbackServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service FallbackService.
   * <pre>
   * How the service gets on with less: at which level it works, and how often jobs were answered by a fallback
   * (JobOptions.fallbacks).
   * </pre>
   */
  public static final class FallbackServiceStub
      extends io.grpc.stub.AbstractAsyncStub<FallbackServiceStub> {
    private FallbackServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected FallbackServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new FallbackServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Counts the fallbacks of the client's jobs, those of all clients for an administrator.
     * </pre>
     */
    public void getFallbackMetrics(dev.tabwright.v1.GetFallbackMetricsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.FallbackMetrics> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetFallbackMetricsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Tells at which level the service works, why, and what it refuses.
     * </pre>
     */
    public void getServiceLevel(dev.tabwright.v1.GetServiceLevelRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ServiceLevel> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetServiceLevelMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Sets the level for a time, whatever is measured; without a level, ends that. For administrators. Other servers, and
     * workers, learn of it within 3 seconds. PERMISSION_DENIED: the caller is no administrator.
     * </pre>
     */
    public void setServiceLevel(dev.tabwright.v1.SetServiceLevelRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ServiceLevel> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getSetServiceLevelMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service FallbackService.
   * <pre>
   * How the service gets on with less: at which level it works, and how often jobs were answered by a fallback
   * (JobOptions.fallbacks).
   * </pre>
   */
  public static final class FallbackServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<FallbackServiceBlockingV2Stub> {
    private FallbackServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected FallbackServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new FallbackServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Counts the fallbacks of the client's jobs, those of all clients for an administrator.
     * </pre>
     */
    public dev.tabwright.v1.FallbackMetrics getFallbackMetrics(dev.tabwright.v1.GetFallbackMetricsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetFallbackMetricsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Tells at which level the service works, why, and what it refuses.
     * </pre>
     */
    public dev.tabwright.v1.ServiceLevel getServiceLevel(dev.tabwright.v1.GetServiceLevelRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetServiceLevelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Sets the level for a time, whatever is measured; without a level, ends that. For administrators. Other servers, and
     * workers, learn of it within 3 seconds. PERMISSION_DENIED: the caller is no administrator.
     * </pre>
     */
    public dev.tabwright.v1.ServiceLevel setServiceLevel(dev.tabwright.v1.SetServiceLevelRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getSetServiceLevelMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service FallbackService.
   * <pre>
   * How the service gets on with less: at which level it works, and how often jobs were answered by a fallback
   * (JobOptions.fallbacks).
   * </pre>
   */
  public static final class FallbackServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<FallbackServiceBlockingStub> {
    private FallbackServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected FallbackServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new FallbackServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Counts the fallbacks of the client's jobs, those of all clients for an administrator.
     * </pre>
     */
    public dev.tabwright.v1.FallbackMetrics getFallbackMetrics(dev.tabwright.v1.GetFallbackMetricsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetFallbackMetricsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Tells at which level the service works, why, and what it refuses.
     * </pre>
     */
    public dev.tabwright.v1.ServiceLevel getServiceLevel(dev.tabwright.v1.GetServiceLevelRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetServiceLevelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Sets the level for a time, whatever is measured; without a level, ends that. For administrators. Other servers, and
     * workers, learn of it within 3 seconds. PERMISSION_DENIED: the caller is no administrator.
     * </pre>
     */
    public dev.tabwright.v1.ServiceLevel setServiceLevel(dev.tabwright.v1.SetServiceLevelRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getSetServiceLevelMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service FallbackService.
   * <pre>
   * How the service gets on with less: at which level it works, and how often jobs were answered by a fallback
   * (JobOptions.fallbacks).
   * </pre>
   */
  public static final class FallbackServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<FallbackServiceFutureStub> {
    private FallbackServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected FallbackServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new FallbackServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Counts the fallbacks of the client's jobs, those of all clients for an administrator.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.FallbackMetrics> getFallbackMetrics(
        dev.tabwright.v1.GetFallbackMetricsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetFallbackMetricsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Tells at which level the service works, why, and what it refuses.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ServiceLevel> getServiceLevel(
        dev.tabwright.v1.GetServiceLevelRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetServiceLevelMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Sets the level for a time, whatever is measured; without a level, ends that. For administrators. Other servers, and
     * workers, learn of it within 3 seconds. PERMISSION_DENIED: the caller is no administrator.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ServiceLevel> setServiceLevel(
        dev.tabwright.v1.SetServiceLevelRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getSetServiceLevelMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_GET_FALLBACK_METRICS = 0;
  private static final int METHODID_GET_SERVICE_LEVEL = 1;
  private static final int METHODID_SET_SERVICE_LEVEL = 2;

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
        case METHODID_GET_FALLBACK_METRICS:
          serviceImpl.getFallbackMetrics((dev.tabwright.v1.GetFallbackMetricsRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.FallbackMetrics>) responseObserver);
          break;
        case METHODID_GET_SERVICE_LEVEL:
          serviceImpl.getServiceLevel((dev.tabwright.v1.GetServiceLevelRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ServiceLevel>) responseObserver);
          break;
        case METHODID_SET_SERVICE_LEVEL:
          serviceImpl.setServiceLevel((dev.tabwright.v1.SetServiceLevelRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ServiceLevel>) responseObserver);
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
          getGetFallbackMetricsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.GetFallbackMetricsRequest,
              dev.tabwright.v1.FallbackMetrics>(
                service, METHODID_GET_FALLBACK_METRICS)))
        .addMethod(
          getGetServiceLevelMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.GetServiceLevelRequest,
              dev.tabwright.v1.ServiceLevel>(
                service, METHODID_GET_SERVICE_LEVEL)))
        .addMethod(
          getSetServiceLevelMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.SetServiceLevelRequest,
              dev.tabwright.v1.ServiceLevel>(
                service, METHODID_SET_SERVICE_LEVEL)))
        .build();
  }

  private static abstract class FallbackServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    FallbackServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.tabwright.v1.FallbackServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("FallbackService");
    }
  }

  private static final class FallbackServiceFileDescriptorSupplier
      extends FallbackServiceBaseDescriptorSupplier {
    FallbackServiceFileDescriptorSupplier() {}
  }

  private static final class FallbackServiceMethodDescriptorSupplier
      extends FallbackServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    FallbackServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (FallbackServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new FallbackServiceFileDescriptorSupplier())
              .addMethod(getGetFallbackMetricsMethod())
              .addMethod(getGetServiceLevelMethod())
              .addMethod(getSetServiceLevelMethod())
              .build();
        }
      }
    }
    return result;
  }
}
