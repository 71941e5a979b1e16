package dev.tabwright.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * The settings of the installation. Only for administrators: others get PERMISSION_DENIED.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class SettingServiceGrpc {

  private SettingServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "tabwright.v1.SettingService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ListSettingsRequest,
      dev.tabwright.v1.ListSettingsResponse> getListSettingsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListSettings",
      requestType = dev.tabwright.v1.ListSettingsRequest.class,
      responseType = dev.tabwright.v1.ListSettingsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ListSettingsRequest,
      dev.tabwright.v1.ListSettingsResponse> getListSettingsMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ListSettingsRequest, dev.tabwright.v1.ListSettingsResponse> getListSettingsMethod;
    if ((getListSettingsMethod = SettingServiceGrpc.getListSettingsMethod) == null) {
      synchronized (SettingServiceGrpc.class) {
        if ((getListSettingsMethod = SettingServiceGrpc.getListSettingsMethod) == null) {
          SettingServiceGrpc.getListSettingsMethod = getListSettingsMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ListSettingsRequest, dev.tabwright.v1.ListSettingsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListSettings"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListSettingsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListSettingsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new SettingServiceMethodDescriptorSupplier("ListSettings"))
              .build();
        }
      }
    }
    return getListSettingsMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static SettingServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<SettingServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<SettingServiceStub>() {
        @java.lang.Override
        public SettingServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new SettingServiceStub(channel, callOptions);
        }
      };
    return SettingServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static SettingServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<SettingServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<SettingServiceBlockingV2Stub>() {
        @java.lang.Override
        public SettingServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new SettingServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return SettingServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static SettingServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<SettingServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<SettingServiceBlockingStub>() {
        @java.lang.Override
        public SettingServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new SettingServiceBlockingStub(channel, callOptions);
        }
      };
    return SettingServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static SettingServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<SettingServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<SettingServiceFutureStub>() {
        @java.lang.Override
        public SettingServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new SettingServiceFutureStub(channel, callOptions);
        }
      };
    return SettingServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * The settings of the installation. Only for administrators: others get PERMISSION_DENIED.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Lists the settings of the server that answers, as they are in effect, by name. Secrets are not told, only whether they
     * are set. Workers have settings of their own.
     * </pre>
     */
    default void listSettings(dev.tabwright.v1.ListSettingsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListSettingsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListSettingsMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service SettingService.
   * <pre>
   * The settings of the installation. Only for administrators: others get PERMISSION_DENIED.
   * </pre>
   */
  public static abstract class SettingServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return SettingServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service SettingService.
   * <pre>
   * The settings of the installation. Only for administrators: others get PERMISSION_DENIED.
   * </pre>
   */
  public static final class SettingServiceStub
      extends io.grpc.stub.AbstractAsyncStub<SettingServiceStub> {
    private SettingServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected SettingServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new SettingServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists the settings of the server that answers, as they are in effect, by name. Secrets are not told, only whether they
     * are set. Workers have settings of their own.
     * </pre>
     */
    public void listSettings(dev.tabwright.v1.ListSettingsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListSettingsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListSettingsMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service SettingService.
   * <pre>
   * The settings of the installation. Only for administrators: others get PERMISSION_DENIED.
   * </pre>
   */
  public static final class SettingServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<SettingServiceBlockingV2Stub> {
    private SettingServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected SettingServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new SettingServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists the settings of the server that answers, as they are in effect, by name. Secrets are not told, only whether they
     * are set. Workers have settings of their own.
     * </pre>
     */
    public dev.tabwright.v1.ListSettingsResponse listSettings(dev.tabwright.v1.ListSettingsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListSettingsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service SettingService.
   * <pre>
   * The settings of the installation. Only for administrators: others get PERMISSION_DENIED.
   * </pre>
   */
  public static final class SettingServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<SettingServiceBlockingStub> {
    private SettingServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected SettingServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new SettingServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists the settings of the server that answers, as they are in effect, by name. Secrets are not told, only whether they
     * are set. Workers have settings of their own.
     * </pre>
     */
    public dev.tabwright.v1.ListSettingsResponse listSettings(dev.tabwright.v1.ListSettingsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListSettingsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service SettingService.
   * <pre>
   * The settings of the installation. Only for administrators: others get PERMISSION_DENIED.
   * </pre>
   */
  public static final class SettingServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<SettingServiceFutureStub> {
    private SettingServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected SettingServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new SettingServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Lists the settings of the server that answers, as they are in effect, by name. Secrets are not told, only whether they
     * are set. Workers have settings of their own.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ListSettingsResponse> listSettings(
        dev.tabwright.v1.ListSettingsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListSettingsMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_SETTINGS = 0;

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
        case METHODID_LIST_SETTINGS:
          serviceImpl.listSettings((dev.tabwright.v1.ListSettingsRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ListSettingsResponse>) responseObserver);
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
          getListSettingsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ListSettingsRequest,
              dev.tabwright.v1.ListSettingsResponse>(
                service, METHODID_LIST_SETTINGS)))
        .build();
  }

  private static abstract class SettingServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    SettingServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.tabwright.v1.SettingServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("SettingService");
    }
  }

  private static final class SettingServiceFileDescriptorSupplier
      extends SettingServiceBaseDescriptorSupplier {
    SettingServiceFileDescriptorSupplier() {}
  }

  private static final class SettingServiceMethodDescriptorSupplier
      extends SettingServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    SettingServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (SettingServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new SettingServiceFileDescriptorSupplier())
              .addMethod(getListSettingsMethod())
              .build();
        }
      }
    }
    return result;
  }
}
