package dev.tabwright.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * For somebody who writes a job: what can be done on a page, with the actions to copy.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class ExploreServiceGrpc {

  private ExploreServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "tabwright.v1.ExploreService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ExploreRequest,
      dev.tabwright.v1.CreateJobResponse> getExploreMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "Explore",
      requestType = dev.tabwright.v1.ExploreRequest.class,
      responseType = dev.tabwright.v1.CreateJobResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ExploreRequest,
      dev.tabwright.v1.CreateJobResponse> getExploreMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ExploreRequest, dev.tabwright.v1.CreateJobResponse> getExploreMethod;
    if ((getExploreMethod = ExploreServiceGrpc.getExploreMethod) == null) {
      synchronized (ExploreServiceGrpc.class) {
        if ((getExploreMethod = ExploreServiceGrpc.getExploreMethod) == null) {
          ExploreServiceGrpc.getExploreMethod = getExploreMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ExploreRequest, dev.tabwright.v1.CreateJobResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "Explore"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ExploreRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CreateJobResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ExploreServiceMethodDescriptorSupplier("Explore"))
              .build();
        }
      }
    }
    return getExploreMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.GetExplorationRequest,
      dev.tabwright.v1.Exploration> getGetExplorationMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetExploration",
      requestType = dev.tabwright.v1.GetExplorationRequest.class,
      responseType = dev.tabwright.v1.Exploration.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.GetExplorationRequest,
      dev.tabwright.v1.Exploration> getGetExplorationMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.GetExplorationRequest, dev.tabwright.v1.Exploration> getGetExplorationMethod;
    if ((getGetExplorationMethod = ExploreServiceGrpc.getGetExplorationMethod) == null) {
      synchronized (ExploreServiceGrpc.class) {
        if ((getGetExplorationMethod = ExploreServiceGrpc.getGetExplorationMethod) == null) {
          ExploreServiceGrpc.getGetExplorationMethod = getGetExplorationMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.GetExplorationRequest, dev.tabwright.v1.Exploration>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetExploration"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.GetExplorationRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Exploration.getDefaultInstance()))
              .setSchemaDescriptor(new ExploreServiceMethodDescriptorSupplier("GetExploration"))
              .build();
        }
      }
    }
    return getGetExplorationMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static ExploreServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ExploreServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ExploreServiceStub>() {
        @java.lang.Override
        public ExploreServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ExploreServiceStub(channel, callOptions);
        }
      };
    return ExploreServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static ExploreServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ExploreServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ExploreServiceBlockingV2Stub>() {
        @java.lang.Override
        public ExploreServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ExploreServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return ExploreServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static ExploreServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ExploreServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ExploreServiceBlockingStub>() {
        @java.lang.Override
        public ExploreServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ExploreServiceBlockingStub(channel, callOptions);
        }
      };
    return ExploreServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static ExploreServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ExploreServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ExploreServiceFutureStub>() {
        @java.lang.Override
        public ExploreServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ExploreServiceFutureStub(channel, callOptions);
        }
      };
    return ExploreServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * For somebody who writes a job: what can be done on a page, with the actions to copy.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Creates a job that opens a page and lists what can be done there: the job of the task `explore`, like those of
     * RunTask. GetExploration answers what it has found. Answers 201 with Location over REST. Safe to repeat with a
     * request_id. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type; FAILED_PRECONDITION: the browser
     * type is inactive; PERMISSION_DENIED: the URL may not be opened; ALREADY_EXISTS: the request_id was used for another
     * request.
     * </pre>
     */
    default void explore(dev.tabwright.v1.ExploreRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CreateJobResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getExploreMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gets what a job of Explore has found, and how far it is. NOT_FOUND: there is no such job, or it is no exploration.
     * </pre>
     */
    default void getExploration(dev.tabwright.v1.GetExplorationRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Exploration> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetExplorationMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service ExploreService.
   * <pre>
   * For somebody who writes a job: what can be done on a page, with the actions to copy.
   * </pre>
   */
  public static abstract class ExploreServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return ExploreServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service ExploreService.
   * <pre>
   * For somebody who writes a job: what can be done on a page, with the actions to copy.
   * </pre>
   */
  public static final class ExploreServiceStub
      extends io.grpc.stub.AbstractAsyncStub<ExploreServiceStub> {
    private ExploreServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ExploreServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ExploreServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Creates a job that opens a page and lists what can be done there: the job of the task `explore`, like those of
     * RunTask. GetExploration answers what it has found. Answers 201 with Location over REST. Safe to repeat with a
     * request_id. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type; FAILED_PRECONDITION: the browser
     * type is inactive; PERMISSION_DENIED: the URL may not be opened; ALREADY_EXISTS: the request_id was used for another
     * request.
     * </pre>
     */
    public void explore(dev.tabwright.v1.ExploreRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CreateJobResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getExploreMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gets what a job of Explore has found, and how far it is. NOT_FOUND: there is no such job, or it is no exploration.
     * </pre>
     */
    public void getExploration(dev.tabwright.v1.GetExplorationRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Exploration> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetExplorationMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service ExploreService.
   * <pre>
   * For somebody who writes a job: what can be done on a page, with the actions to copy.
   * </pre>
   */
  public static final class ExploreServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<ExploreServiceBlockingV2Stub> {
    private ExploreServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ExploreServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ExploreServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Creates a job that opens a page and lists what can be done there: the job of the task `explore`, like those of
     * RunTask. GetExploration answers what it has found. Answers 201 with Location over REST. Safe to repeat with a
     * request_id. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type; FAILED_PRECONDITION: the browser
     * type is inactive; PERMISSION_DENIED: the URL may not be opened; ALREADY_EXISTS: the request_id was used for another
     * request.
     * </pre>
     */
    public dev.tabwright.v1.CreateJobResponse explore(dev.tabwright.v1.ExploreRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getExploreMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets what a job of Explore has found, and how far it is. NOT_FOUND: there is no such job, or it is no exploration.
     * </pre>
     */
    public dev.tabwright.v1.Exploration getExploration(dev.tabwright.v1.GetExplorationRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetExplorationMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service ExploreService.
   * <pre>
   * For somebody who writes a job: what can be done on a page, with the actions to copy.
   * </pre>
   */
  public static final class ExploreServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<ExploreServiceBlockingStub> {
    private ExploreServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ExploreServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ExploreServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Creates a job that opens a page and lists what can be done there: the job of the task `explore`, like those of
     * RunTask. GetExploration answers what it has found. Answers 201 with Location over REST. Safe to repeat with a
     * request_id. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type; FAILED_PRECONDITION: the browser
     * type is inactive; PERMISSION_DENIED: the URL may not be opened; ALREADY_EXISTS: the request_id was used for another
     * request.
     * </pre>
     */
    public dev.tabwright.v1.CreateJobResponse explore(dev.tabwright.v1.ExploreRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getExploreMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets what a job of Explore has found, and how far it is. NOT_FOUND: there is no such job, or it is no exploration.
     * </pre>
     */
    public dev.tabwright.v1.Exploration getExploration(dev.tabwright.v1.GetExplorationRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetExplorationMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service ExploreService.
   * <pre>
   * For somebody who writes a job: what can be done on a page, with the actions to copy.
   * </pre>
   */
  public static final class ExploreServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<ExploreServiceFutureStub> {
    private ExploreServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ExploreServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ExploreServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Creates a job that opens a page and lists what can be done there: the job of the task `explore`, like those of
     * RunTask. GetExploration answers what it has found. Answers 201 with Location over REST. Safe to repeat with a
     * request_id. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type; FAILED_PRECONDITION: the browser
     * type is inactive; PERMISSION_DENIED: the URL may not be opened; ALREADY_EXISTS: the request_id was used for another
     * request.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.CreateJobResponse> explore(
        dev.tabwright.v1.ExploreRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getExploreMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gets what a job of Explore has found, and how far it is. NOT_FOUND: there is no such job, or it is no exploration.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Exploration> getExploration(
        dev.tabwright.v1.GetExplorationRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetExplorationMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_EXPLORE = 0;
  private static final int METHODID_GET_EXPLORATION = 1;

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
        case METHODID_EXPLORE:
          serviceImpl.explore((dev.tabwright.v1.ExploreRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.CreateJobResponse>) responseObserver);
          break;
        case METHODID_GET_EXPLORATION:
          serviceImpl.getExploration((dev.tabwright.v1.GetExplorationRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Exploration>) responseObserver);
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
          getExploreMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ExploreRequest,
              dev.tabwright.v1.CreateJobResponse>(
                service, METHODID_EXPLORE)))
        .addMethod(
          getGetExplorationMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.GetExplorationRequest,
              dev.tabwright.v1.Exploration>(
                service, METHODID_GET_EXPLORATION)))
        .build();
  }

  private static abstract class ExploreServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    ExploreServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.tabwright.v1.ExploreServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("ExploreService");
    }
  }

  private static final class ExploreServiceFileDescriptorSupplier
      extends ExploreServiceBaseDescriptorSupplier {
    ExploreServiceFileDescriptorSupplier() {}
  }

  private static final class ExploreServiceMethodDescriptorSupplier
      extends ExploreServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    ExploreServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (ExploreServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new ExploreServiceFileDescriptorSupplier())
              .addMethod(getExploreMethod())
              .addMethod(getGetExplorationMethod())
              .build();
        }
      }
    }
    return result;
  }
}
